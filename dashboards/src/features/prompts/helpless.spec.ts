import { filled, Helpless, message, textOf, type LiveHall } from '@cockpit/contracts';
import { en } from '../../shared/i18n/en';
import { zhCN } from '../../shared/i18n/zh-CN';
import { inSequence, phrase } from '../../testing/phrase';
import { helplessLine as helplessIn } from './helpless';

const say =
  (words: Record<string, string>) =>
  (key: string, values: Record<string, string | number>): string =>
    filled(words[key.replace('prompt.helpless.', '')] ?? `?${key}`, (name) => String(values[name])).join('');

const GUIDE = textOf('helpless.guide', { item: '身份证' }, 'zh-CN');
const MOBILE = textOf('helpless.guide-mobile', { item: '居住证' }, 'zh-CN');
const HALL = textOf('helpless.other-hall', { hall: '东城大厅', minutes: 17 }, 'zh-CN');
const listed = (...ways: string[]) => ways.join(phrase('prompt.helpless.sep'));
const declined = { words: message('because.declined', { window: '17', minutes: 9 }), windowId: 'w17' };
const DECLINED = textOf('because.declined', { window: '17', minutes: 9 }, 'zh-CN');
const trouble = { queue: '治安', n: 11, minutes: 29 };

type Words = typeof zhCN.prompt.helpless;
const helplessLine = (
  snapshot: Parameters<typeof helplessIn>[0],
  words: Words,
  beside?: Parameters<typeof helplessIn>[3],
) => helplessIn(snapshot, say(words), words === zhCN.prompt.helpless ? 'zh-CN' : 'en', beside);

const snapshot = {
  windows: [] as LiveHall['windows'],
  queues: [
    { code: 'order', name: '治安', level: 'overloaded', waiting: 11, longestWaitSec: 1740 },
  ] as LiveHall['queues'],
  helpless: [
    {
      queue: 'order',
      waiting: 11,
      longestWaitSec: 1740,
      reasons: Helpless.shape.reasons.element.shape.code.options.map((code) => ({ code, params: { windows: 3 } })),
      remains: [
        { code: 'guide' as const, params: { item: '身份证', channel: 'self-service' } },
        { code: 'guide' as const, params: { item: '居住证', channel: 'mobile' } },
        { code: 'other-hall' as const, params: { hall: '东城大厅', minutes: 17 } },
      ],
      because: [declined],
    },
  ],
};

it('says in both languages what the trouble is, why in one clause, and what remains', () => {
  const told = helplessLine(snapshot, zhCN.prompt.helpless);
  expect(told?.said).toBe(phrase('prompt.helpless.said', { ...trouble, because: DECLINED }));
  expect(told?.why).toContain(phrase('prompt.helpless.remains', { list: listed(GUIDE, MOBILE, HALL) }));
  for (const words of [zhCN.prompt.helpless, en.prompt.helpless])
    expect(JSON.stringify(helplessLine(snapshot, words))).not.toMatch(/\?prompt|undefined/);
});

it('offers to guide newcomers at once where the item is named by its code', () => {
  const at = (...remains: { code: 'guide'; params: Record<string, string> }[]) =>
    helplessLine({ ...snapshot, helpless: snapshot.helpless.map((one) => ({ ...one, remains })) }, zhCN.prompt.helpless)
      ?.guide;
  const card = { code: 'guide' as const, params: { item: '身份证', channel: 'self-service' } };
  expect(at()).toBeNull();
  expect(at(card)).toBeNull();
  expect(at({ ...card, params: { ...card.params, itemCode: 'id' } })).toEqual({
    ...{ item: 'id', channel: 'self-service', arrange: phrase('prompt.helpless.arrange', { what: GUIDE }) },
  });
  expect(at({ ...card, params: { item: '居住证', itemCode: 'rp', channel: 'mobile' } })?.channel).toBe('mobile');
});

it('does not say again what a prompt beside it proposes', () => {
  const remains = [
    { code: 'guide' as const, params: { item: '身份证', itemCode: 'id', channel: 'self-service' } },
    { code: 'other-hall' as const, params: { hall: '东城大厅', minutes: 17 } },
  ];
  const stuck = { ...snapshot, helpless: snapshot.helpless.map((one) => ({ ...one, remains })) };
  const left = (...beside: NonNullable<Parameters<typeof helplessIn>[3]>) =>
    helplessLine(stuck, zhCN.prompt.helpless, beside)?.left;
  expect(left()).toContain(GUIDE);
  expect(left({ kind: 'guide', item: 'id', queues: ['order'] })).toContain(HALL);
  expect(left({ kind: 'guide', item: 'other', queues: ['order'] })).toContain(GUIDE);
  expect(left({ kind: 'guide', item: 'id', queues: ['order'] }, { kind: 'other-hall', queues: ['order'] })).toContain(
    zhCN.prompt.helpless.nothing,
  );
});

it('names the window that would help and of which no prompt is given, first of all that can be done', () => {
  const held = {
    ...snapshot,
    helpless: snapshot.helpless.map((one) => ({ ...one, untold: { windowId: 'w14', number: '14' } })),
  };
  const told = helplessLine(held, zhCN.prompt.helpless);
  expect(told?.said).toBe(phrase('prompt.helpless.saidMove', { ...trouble, window: 14 }));
  expect(told?.first).toBe(
    phrase('prompt.helpless.first', { what: phrase('prompt.helpless.move', { window: 14, queue: '治安' }) }),
  );
  expect(told?.rest).not.toContain(DECLINED);
  expect(told?.untold).toEqual({
    windowId: 'w14',
    look: phrase('prompt.helpless.look', { window: 14, queue: '治安' }),
  });
  for (const words of [zhCN.prompt.helpless, en.prompt.helpless])
    expect(JSON.stringify(helplessLine(held, words))).not.toMatch(/\?prompt|undefined/);
});

it('says what remains when nothing does, and nothing when all is well', () => {
  expect(
    helplessLine(
      { ...snapshot, helpless: snapshot.helpless.map((one) => ({ ...one, remains: [] })) },
      zhCN.prompt.helpless,
    )?.why,
  ).toContain(phrase('prompt.helpless.nothing'));
  expect(helplessLine({ ...snapshot, helpless: [] }, zhCN.prompt.helpless)).toBeNull();
});

it('is not said beside a prompt that names a window for it, only beside those that guide', () => {
  const beside = (prompt: { windowId?: string; queues: string[] }) =>
    helplessLine(snapshot, zhCN.prompt.helpless, [{ kind: 'link', ...prompt }]);
  expect(beside({ windowId: 'w3', queues: ['household', 'order'] })).toBeNull();
  expect(beside({ windowId: 'w3', queues: ['household'] })).not.toBeNull();
  expect(beside({ queues: ['order'] })).not.toBeNull();
});

it('says that there is no suggestion where a snapshot of earlier tells no reason in one clause', () => {
  const before = { ...snapshot, helpless: snapshot.helpless.map((one) => ({ ...one, because: [] })) };
  expect(helplessLine(before, { ...zhCN.prompt.helpless, 'prompt.quiet.trouble': '暂无' } as Words)?.because).toBe(
    '暂无',
  );
});

it('says the figures that stand beside it, and nothing of a trouble that has passed since the last minute', () => {
  const now = (over: Partial<LiveHall['queues'][number]>) =>
    helplessLine(
      { ...snapshot, queues: snapshot.queues.map((queue) => ({ ...queue, ...over })) },
      zhCN.prompt.helpless,
    );
  expect(now({ waiting: 12, longestWaitSec: 1800 })?.said).toBe(
    phrase('prompt.helpless.said', { queue: '治安', n: 12, minutes: 30, because: DECLINED }),
  );
  expect(now({ waiting: 0, longestWaitSec: null })).toBeNull();
  expect(now({ level: 'normal' })).toBeNull();
});

it('says first what to do, large, and then why in one clause, and what else there is', () => {
  const told = helplessLine(snapshot, zhCN.prompt.helpless);
  expect(told).toMatchObject({ queue: 'order', first: phrase('prompt.helpless.first', { what: GUIDE }) });
  expect(told?.rest).toMatch(inSequence(DECLINED, phrase('prompt.helpless.also', { list: listed(MOBILE, HALL) })));
  const alone = { ...snapshot, helpless: snapshot.helpless.map((one) => ({ ...one, remains: [] })) };
  const none = helplessLine(alone, zhCN.prompt.helpless);
  expect(none?.first).toBeNull();
  expect(none?.rest).toBe(DECLINED);
});

it('says which window of the queue itself stands free before it says that no other can help', () => {
  const window = (number: string, state: 'idle' | 'serving', sinceSec: number, queues = ['order']) =>
    ({ number, state, sinceSec, queues }) as LiveHall['windows'][number];
  const at = (...windows: LiveHall['windows']) => helplessLine({ ...snapshot, windows }, zhCN.prompt.helpless);
  const told = at(window('03', 'idle', 70), window('05', 'idle', 300), window('06', 'serving', 900));
  expect(told?.said).toBe(phrase('prompt.helpless.saidFree', { ...trouble, windows: '05、03' }));
  expect(told?.first).toBe(phrase('prompt.helpless.call', { windows: '05、03' }));
  expect(told?.rest).toBe(phrase('prompt.helpless.also', { list: listed(GUIDE, MOBILE, HALL) }));
  expect(told?.why).toContain(
    phrase('prompt.helpless.remains', { list: listed(phrase('prompt.helpless.call', { windows: '05、03' }), GUIDE) }),
  );
  // free for a moment between two tickets, or for another queue: nothing to say of it
  for (const other of [window('03', 'idle', 20), window('03', 'idle', 300, ['household'])])
    expect(at(other)).toEqual(helplessLine(snapshot, zhCN.prompt.helpless));
  const english = helplessLine({ ...snapshot, windows: [window('03', 'idle', 70)] }, en.prompt.helpless);
  expect(english?.first).toBe('Window 03: call the next');
});

it('is said of the queue that is asked for, where there are several, and of none for which nobody need act', () => {
  const [order] = snapshot.queues;
  const [said] = snapshot.helpless;
  if (order === undefined || said === undefined) throw new Error('nobody is in trouble');
  const traffic = { ...order, code: 'traffic', name: '交管' };
  const both = { ...snapshot, queues: [order, traffic], helpless: [said, { ...said, queue: 'traffic' }] };
  const of = (hall: typeof both, first?: string) =>
    helplessIn(hall, say(zhCN.prompt.helpless), 'zh-CN', [], { first })?.queue;
  expect([of(both), of(both, 'traffic'), of(both, 'household')]).toEqual(['order', 'traffic', 'order']);
  const few = { ...order, level: 'busy' as const, waiting: 2, longestWaitSec: 100, targetMin: 15 };
  expect(of({ ...both, queues: [few, { ...traffic, level: 'busy' }] })).toBe('traffic');
  expect(of({ ...both, queues: [few] })).toBeUndefined();
});

it('says nothing of a queue that is only busy while people wait in one that is overloaded', () => {
  const [order] = snapshot.queues;
  if (order === undefined) throw new Error('the sample has no queue');
  const beside = (waiting: number) => [
    { ...order, level: 'busy' as const },
    { ...order, code: 'traffic', waiting },
  ];
  expect(helplessLine({ ...snapshot, queues: beside(4) }, zhCN.prompt.helpless)).toBeNull();
  expect(helplessLine({ ...snapshot, queues: beside(0) }, zhCN.prompt.helpless)?.queue).toBe('order');
});
