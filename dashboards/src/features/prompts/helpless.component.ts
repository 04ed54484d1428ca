import { LANGUAGES, message, textOf, type Helpless, type LiveHall } from '@cockpit/contracts';
import { i18n } from '../../shared/i18n';
import { composed } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { useHelpless } from './helpless';

const GUIDE = textOf('helpless.guide', { item: '身份证' }, 'zh-CN');
const MOBILE = textOf('helpless.guide-mobile', { item: '居住证' }, 'zh-CN');
const HALL = textOf('helpless.other-hall', { hall: '东城大厅', minutes: 17 }, 'zh-CN');
const DECLINED = textOf('because.declined', { window: '17', minutes: 9 }, 'zh-CN');
const listed = (...ways: string[]) => ways.join(phrase('prompt.helpless.sep'));
const trouble = { queue: '治安', n: 11, minutes: 29 };

const guide = { code: 'guide' as const, params: { item: '身份证', itemCode: 'id', channel: 'self-service' } };
const stuck: Helpless = {
  queue: 'order',
  waiting: 11,
  longestWaitSec: 1740,
  reasons: [],
  remains: [
    guide,
    { code: 'guide', params: { item: '居住证', channel: 'mobile' } },
    { code: 'other-hall', params: { hall: '东城大厅', minutes: 17 } },
  ],
  because: [{ words: message('because.declined', { window: '17', minutes: 9 }), windowId: 'w17' }],
};
const snapshot = {
  windows: [
    { windowId: 'w3', number: '03' },
    { windowId: 'w5', number: '05' },
  ] as LiveHall['windows'],
  queues: [
    { code: 'order', name: '治安', level: 'overloaded', waiting: 11, longestWaitSec: 1740 },
    { code: 'traffic', name: '治安', level: 'busy', waiting: 4, longestWaitSec: 600 },
  ] as LiveHall['queues'],
};
const line = async (over: Partial<Helpless> = {}) =>
  (await composed(useHelpless)).value({ ...snapshot, helpless: [{ ...stuck, ...over }] });

describe('what is said of a trouble that no prompt helps', () => {
  afterEach(() => {
    i18n.global.locale.value = 'zh-CN';
  });

  it('is what it is, why in one clause, and what remains: the first of it large', async () => {
    const told = await line();
    expect(told?.said).toBe(phrase('prompt.helpless.said', { ...trouble, because: DECLINED }));
    expect(told?.why).toBe(phrase('prompt.helpless.remains', { list: listed(GUIDE, MOBILE, HALL) }));
    expect(told?.first).toBe(phrase('prompt.helpless.first', { what: GUIDE }));
    expect(told?.rest).toMatch(inSequence(DECLINED, phrase('prompt.helpless.also', { list: listed(MOBILE, HALL) })));
    expect(told?.left).toContain(GUIDE);
  });

  it('is that nothing remains, and that there is no suggestion where no reason is told', async () => {
    const none = await line({ remains: [], because: [] });
    expect(none).toMatchObject({ first: null, because: phrase('prompt.quiet.trouble') });
    expect([none?.why, none?.left]).toEqual([
      phrase('prompt.helpless.nothing'),
      phrase('prompt.helpless.left', { left: phrase('prompt.helpless.nothing') }),
    ]);
  });

  it('begins with the window that would help and of which no prompt is given', async () => {
    const told = await line({ untold: { windowId: 'w14', number: '14' } });
    const what = phrase('prompt.helpless.move', { window: 14, queue: '治安' });
    expect(told?.said).toBe(phrase('prompt.helpless.saidMove', { ...trouble, window: 14 }));
    expect(told?.first).toBe(phrase('prompt.helpless.first', { what }));
    expect(told?.rest).toBe(phrase('prompt.helpless.also', { list: listed(GUIDE, MOBILE, HALL) }));
    expect(told?.untold).toEqual({
      windowId: 'w14',
      look: phrase('prompt.helpless.look', { window: 14, queue: '治安' }),
    });
  });

  it('begins with its own windows that stand free', async () => {
    const told = await line({ free: ['w5', 'w3'] });
    expect(told?.said).toBe(phrase('prompt.helpless.saidFree', { ...trouble, windows: '05、03' }));
    expect(told?.first).toBe(phrase('prompt.helpless.call', { windows: '05、03' }));
    expect(told?.rest).toBe(phrase('prompt.helpless.also', { list: listed(GUIDE, MOBILE, HALL) }));
    i18n.global.locale.value = 'en';
    expect((await line({ free: ['w3'], remains: [] }))?.first).toBe('Window 03: call the next');
  });

  it('offers to guide newcomers at once where the item is named by its code', async () => {
    const of = async (...remains: Helpless['remains']) => (await line({ remains }))?.guide;
    expect(await of({ code: 'guide', params: { item: '身份证' } })).toBeNull();
    expect(await of(guide)).toEqual({
      item: 'id',
      channel: 'self-service',
      arrange: phrase('prompt.helpless.arrange', { what: GUIDE }),
    });
    const mobile = { ...guide, params: { ...guide.params, channel: 'mobile' } };
    expect((await of(mobile))?.channel).toBe('mobile');
  });

  it('is of the worst of the queues that are meant, which may have one name', async () => {
    const { value } = await composed(useHelpless);
    const both = { ...snapshot, helpless: [stuck, { ...stuck, queue: 'traffic' }] };
    const of = (...codes: string[]) => value(both, (queue) => codes.includes(queue));
    expect([value(both)?.queue, of('traffic')?.queue, of('traffic')?.said]).toEqual([
      ...['order', 'traffic', phrase('prompt.helpless.said', { queue: '治安', n: 4, minutes: 10, because: DECLINED })],
    ]);
    expect(of('household')).toBeNull();
  });

  it.each(LANGUAGES)('has all its words in %s', async (language) => {
    i18n.global.locale.value = language;
    const told = await line({ free: ['w3'], untold: { windowId: 'w14', number: '14' } });
    expect(JSON.stringify(told)).not.toMatch(/prompt\.|undefined/);
  });
});
