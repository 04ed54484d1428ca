import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CHANNEL_KINDS, KINDS, NewChannel } from '@cockpit/contracts';
import { channelOf, emptyForm, fieldsOf, newWebhookKey, type ChannelForm } from './form';

/** Whatever any kind asks for; what has a form of its own is said. */
const FILLED: ChannelForm['fields'] = {
  ...Object.fromEntries(CHANNEL_KINDS.flatMap(fieldsOf).map(({ name }) => [name, 'x'])),
  ...emptyForm().fields,
  url: 'https://robot.example/send?access_token=x',
  host: 'mail.example',
  from: 'cockpit@hall.example',
  to: 'a@hall.example, b@hall.example',
  agentId: '1000002',
  contact: 'mailto:it@hall.example',
  phones: '13800138000 13900139000',
  keys: newWebhookKey((bytes) => bytes.fill(7)),
};
const ofApp = { ...FILLED, to: 'oc_1' };
const form = (more: Partial<ChannelForm>): ChannelForm => ({ ...emptyForm(), name: '值班群', fields: FILLED, ...more });

describe('the form of a channel', () => {
  it.each(CHANNEL_KINDS)('of %s makes what the server takes', (kind) => {
    const wanted = channelOf(form({ kind, hall: 'H32', ...(/-(app|bot)$/.test(kind) ? { fields: ofApp } : {}) }));
    expect(NewChannel.parse(wanted)).toEqual(wanted);
    expect(wanted).toMatchObject({ kind, halls: ['H32'], endings: true, enabled: true });
  });

  it.each(CHANNEL_KINDS)('of %s is not complete without what it must have', (kind) => {
    for (const { name } of fieldsOf(kind).filter(({ optional = false }) => !optional))
      expect([name, channelOf(form({ kind, fields: { ...FILLED, [name]: '' } }))]).toEqual([name, null]);
    expect(channelOf(form({ kind, name: ' ' }))).toBeNull();
    expect(channelOf(form({ kind, levels: [] }))).toBeNull();
  });

  it('makes keys that differ', () => {
    const key = (): string => newWebhookKey((bytes) => crypto.getRandomValues(bytes));
    expect(key()).not.toBe(key());
  });
});

describe.each([
  ['en', 'docs/alerts.md'],
  ['zh-CN', 'docs/zh-CN/alerts.md'],
] as const)('the guide for operators, %s', (language, path) => {
  const guide = readFileSync(resolve(__dirname, '../../../..', path), 'utf8');
  const heads = guide
    .split(/^### /m)
    .slice(1)
    .map((text) => text.split('\n')[0] ?? '');

  it.each(CHANNEL_KINDS.filter((kind) => kind !== 'in-app'))(
    'says how to connect %s, by the name the page has for it',
    (kind) => {
      expect(heads.map((head) => head.replace(/^\d+\. /, ''))).toContain(KINDS[kind].words[language].name);
    },
  );
});
