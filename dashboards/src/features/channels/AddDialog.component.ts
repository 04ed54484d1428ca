import { field, write } from '../../testing/dialog';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import AddDialog from './AddDialog.vue';
import { channel } from './channel-sample';

describe('a new channel', () => {
  let server: Server;
  let take: () => unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    take = () => channel();
    server = serve({ 'POST /v1/channels': () => take() });
  });
  afterEach(() => {
    close();
    server.close();
    document.body.innerHTML = '';
  });
  const opened = async () => {
    const { page } = await mounted(AddDialog, { open: false, halls: [{ code: 'H32', name: '云江' }], known: [] });
    close = () => {
      page.unmount();
    };
    await page.setProps({ open: true });
    await settled();
    return page;
  };
  const save = async (): Promise<void> => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settled();
  };
  const webhook = async (): Promise<void> => {
    await write('channel-kind', 'webhook');
    await write('channel-name', ' 值班平台 ');
    await write('channel-url', 'https://duty.example/hook');
    document.querySelector<HTMLElement>('[data-testid="channel-new-key"]')?.click();
    await settled();
  };
  const sent = () => server.asked.map(({ body }) => body as Record<string, unknown>);
  const complaint = () => document.querySelector('[data-testid="channel-wrong"]')?.textContent;

  it('is not sent while something is missing, which it says', async () => {
    const page = await opened();
    await write('channel-kind', 'webhook');
    await write('channel-name', '值班平台');
    await save();
    expect([sent(), complaint(), page.emitted('close')]).toEqual([[], phrase('channels.incomplete'), undefined]);
    await webhook();
    await save();
    expect(complaint() ?? '').toBe('');
    expect(sent()).toHaveLength(1);
  });

  it('shows what the server refuses at the field it was written in', async () => {
    const fault = (path: string) => ({ path, message: path, code: 'bad-format' as const, params: {} });
    take = () => refusal(400, 'invalid-body', 'x', [fault('settings.url'), fault('name'), fault('halls.0')]);
    await opened();
    await webhook();
    await save();
    expect(field('channel-url')?.closest('label')?.querySelectorAll('.fault')).toHaveLength(1);
    expect(field('channel-name')?.closest('label')?.querySelectorAll('.fault')).toHaveLength(1);
    expect(field('fault-halls')).not.toBeNull();
  });

  it('asks for what its kind needs', async () => {
    await opened();
    expect([field('channel-url') === null, field('channel-new-key')]).toEqual([false, null]);
    await write('channel-kind', 'smtp');
    expect([field('channel-url'), field('channel-host') === null]).toEqual([null, false]);
  });

  it('is sent for all halls and both levels, with a key made here that no earlier one is lost for', async () => {
    const page = await opened();
    await webhook();
    document.querySelector<HTMLElement>('[data-testid="channel-new-key"]')?.click();
    await settled();
    await save();
    expect(sent()).toMatchObject([
      { name: '值班平台', kind: 'webhook', halls: 'all', levels: ['red', 'yellow'], language: 'zh-CN' },
    ]);
    const keys = (sent()[0]?.['secrets'] as { keys: string[] }).keys;
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect([page.emitted('added')?.length, page.emitted('close')?.length]).toEqual([1, 1]);
  });

  it('stays as it was typed when it is refused, and begins anew when it is opened again', async () => {
    take = () => refusal(409, 'conflict');
    const page = await opened();
    await webhook();
    await save();
    expect(sent()).toHaveLength(1);
    expect([page.emitted('close'), field('channel-name')?.value, field('channel-save')?.disabled]).toEqual([
      ...[undefined, ' 值班平台 ', false],
    ]);
    await page.setProps({ open: false });
    await page.setProps({ open: true });
    await settled();
    expect([field('channel-name')?.value, field('channel-kind')?.value]).toEqual(['', 'dingtalk-robot']);
  });
});
