import { chinese, part, render, type LiveFeed, type LiveHall } from '@cockpit/contracts';
import { COMING_RULES } from './coming-rules';
import type { HallMinute } from './hall-minute';
import { PULSE_RULES, type HallPulse } from './pulse-rules';
import type { SourceRejections } from '../source-rejections';
import { readingsOf, type MeasuredRule } from './rule';
import { TICK_RULES } from './tick-rules';
import { UNIT_RULES } from './unit-rules';

/** What a rule reads, as lines: where, the value, from where on it fires, below which it clears, and the sentence. */
const said =
  <Seen>(rules: readonly MeasuredRule<Seen>[], seen: Seen) =>
  (key: string): string[] =>
    rules
      .filter((rule) => rule.key === key)
      .flatMap((rule) => readingsOf(rule, seen))
      .map(
        ({ scope, value, fire, clear, words }) =>
          `${scope.kind} ${scope.code}: ${String(value)}, ${String(fire)}, ${String(Math.round(clear * 100) / 100)}: ${chinese(words)}`,
      );
/** The sentences for a threshold that somebody has set. */
const saidAt =
  <Seen>(rules: readonly MeasuredRule<Seen>[], seen: Seen) =>
  (key: string, fire: number): string[] =>
    (rules.find((rule) => rule.key === key)?.read(seen) ?? []).flatMap(({ wordsAt }) =>
      wordsAt === undefined ? [] : [chinese(wordsAt(fire))],
    );

const queue = (code: string, over: Partial<LiveHall['queues'][number]>): LiveHall['queues'][number] => ({
  code,
  name: `${code}队`,
  waiting: 4,
  longestWaitSec: 900,
  predictedP50Sec: 0,
  predictedP80Sec: 1230,
  level: 'normal',
  openWindows: 1,
  lastCalled: null,
  forecast: [],
  ...over,
});
const window = (windowId: string, over: Partial<LiveHall['windows'][number]>): LiveHall['windows'][number] => ({
  windowId,
  number: windowId,
  state: 'serving',
  officerId: null,
  officerName: null,
  queues: ['a'],
  homeQueue: 'a',
  ticketId: null,
  ticketNumber: null,
  ticketQueue: null,
  sinceSec: 60,
  reason: null,
  loadMin: 20,
  level: 'normal',
  ...over,
});
const minute = (
  queues: LiveHall['queues'],
  windows: LiveHall['windows'],
  more: Partial<HallMinute> = {},
): HallMinute => ({
  snapshot: { queues, windows, open: true },
  targetMin: () => 10,
  hallTargetMin: 8,
  qualified: ({ queues: own }) => new Set(own),
  closed: false,
  helping: new Set(),
  reserve: [],
  items: [],
  terminals: [],
  ...more,
});

describe('what the rules of a hall minute say', () => {
  it.each([
    [624, '最长等候 10.4 分钟，超过 10 分钟的目标', 'longest wait 10.4 min, beyond the target of 10 min'],
    [606, '最长等候 10.1 分钟，超过 10 分钟的目标', 'longest wait 10.1 min, beyond the target of 10 min'],
    [640, '最长等候 11 分钟，超过 10 分钟的目标', 'longest wait 11 min, beyond the target of 10 min'],
    [600, '最长等候 10 分钟，目标 10 分钟', 'longest wait 10 min, the target is 10 min'],
    [540, '最长等候 9 分钟，目标 10 分钟', 'longest wait 9 min, the target is 10 min'],
  ])('of a wait of %d s beside a target of ten minutes, without contradicting itself', (sec, zh, en) => {
    const seen = minute([queue('a', { longestWaitSec: sec, predictedP80Sec: sec })], []);
    const words = (key: string) => {
      const [found] = TICK_RULES.find((rule) => rule.key === key)?.read(seen) ?? [];
      return found === undefined ? null : [chinese(found.words), render(found.words, 'en')];
    };
    expect(words('queue-longest-wait')).toEqual([`a队${zh}`, `a队: ${en}`]);
    expect(words('queue-predicted-wait')?.[0]).toBe(`a队${zh.replace('最长等候', '预计等候（八成把握）将达')}`);
  });

  it('of a wait twice the target only where it is', () => {
    const said = [1194, 1200].map((sec) => saidOf(sec));
    expect(said).toEqual(['a队最长等候 20 分钟，目标 10 分钟', 'a队最长等候 20 分钟，是 10 分钟目标的两倍以上']);
    function saidOf(longestWaitSec: number): string {
      const seen = minute([queue('a', { longestWaitSec })], []);
      const [found] = TICK_RULES.find(({ key }) => key === 'queue-wait-doubled')?.read(seen) ?? [];
      return found === undefined ? '' : chinese(found.words);
    }
  });

  it('of waits', () => {
    const seen = minute([queue('a', {}), queue('b', { waiting: 0 }), queue('c', { longestWaitSec: null })], []);
    const [lines, at] = [said(TICK_RULES, seen), saidAt(TICK_RULES, seen)];
    expect(lines('queue-longest-wait')).toEqual([
      'queue a: 15, 10, 8: a队最长等候 15 分钟，超过 10 分钟的目标',
      'queue b: 0, 10, 8: b队最长等候 0 分钟，目标 10 分钟',
      'queue c: 0, 10, 8: c队最长等候 0 分钟，目标 10 分钟',
    ]);
    expect(lines('queue-wait-doubled')).toEqual([
      'queue a: 15, 20, 16: a队最长等候 15 分钟，目标 10 分钟',
      'queue b: 0, 20, 16: b队最长等候 0 分钟，目标 10 分钟',
      'queue c: 0, 20, 16: c队最长等候 0 分钟，目标 10 分钟',
    ]);
    expect(lines('queue-predicted-wait')).toEqual([
      'queue a: 20.5, 10, 8: a队预计等候（八成把握）将达 21 分钟，超过 10 分钟的目标',
      'queue b: 0, 10, 8: b队预计等候（八成把握）将达 0 分钟，目标 10 分钟',
      'queue c: 20.5, 10, 8: c队预计等候（八成把握）将达 21 分钟，超过 10 分钟的目标',
    ]);
    expect([at('queue-longest-wait', 12), at('queue-wait-doubled', 12), at('queue-predicted-wait', 12)]).toEqual([
      [
        'a队最长等候 15 分钟，已达设定的 12 分钟',
        'b队最长等候 0 分钟，已达设定的 12 分钟',
        'c队最长等候 0 分钟，已达设定的 12 分钟',
      ],
      [
        'a队最长等候 15 分钟，已达设定的 12 分钟',
        'b队最长等候 0 分钟，已达设定的 12 分钟',
        'c队最长等候 0 分钟，已达设定的 12 分钟',
      ],
      [
        'a队预计等候（八成把握）将达 21 分钟，设定的是 12 分钟',
        'b队预计等候（八成把握）将达 0 分钟，设定的是 12 分钟',
        'c队预计等候（八成把握）将达 21 分钟，设定的是 12 分钟',
      ],
    ]);
  });

  it('of windows', () => {
    const seen = minute(
      [queue('a', {}), queue('b', { longestWaitSec: 1500 }), queue('c', { waiting: 0 })],
      [
        window('1', { loadMin: 30 }),
        window('2', { loadMin: 6, state: 'idle', sinceSec: 720, queues: ['a', 'b'] }),
        window('3', { loadMin: 40, queues: ['c'], homeQueue: 'c', state: 'fault', sinceSec: 420 }),
        window('4', { loadMin: null, level: 'unknown', state: 'fault', sinceSec: null }),
        window('5', { loadMin: 9, level: 'unknown' }),
      ],
      {
        terminals: [
          { id: 'k1', name: '一号机', faultMin: 12.4, silentMin: 0 },
          { id: 'k2', name: '二号机', faultMin: 0, silentMin: 15.6 },
        ],
      },
    );
    const [lines, at] = [said(TICK_RULES, seen), saidAt(TICK_RULES, seen)];
    expect(lines('window-overload')).toEqual([
      'window 1: 30, 22.5, 15.75: 1 号窗口待办负荷 30 分钟，已达上限 23 分钟',
      'window 2: 6, 22.5, 15.75: 2 号窗口待办负荷 6 分钟，已达上限 23 分钟',
      'window 3: 0, 60, 42: 3 号窗口待办负荷 0 分钟，已达上限 60 分钟',
      'window 4: null, 22.5, 15.75: 4 号窗口待办负荷 0 分钟，已达上限 23 分钟',
      'window 5: null, 22.5, 15.75: 5 号窗口待办负荷 9 分钟，已达上限 23 分钟',
    ]);
    expect(lines('window-idle')).toEqual([
      'window 1: 0, 10, 5: 1 号窗口空着而有人等，已 0 分钟（0 人）',
      'window 2: 12, 10, 5: 2 号窗口空着而 b队有人等，已 12 分钟（4 人）',
      'window 3: 0, 10, 5: 3 号窗口空着而有人等，已 0 分钟（0 人）',
      'window 4: null, 10, 5: 4 号窗口空着而有人等，已 0 分钟（0 人）',
      'window 5: null, 10, 5: 5 号窗口空着而有人等，已 0 分钟（0 人）',
    ]);
    expect(lines('window-fault')).toEqual([
      'window 1: 0, 5, 5: 1 号窗口故障 0 分钟，请联系维修',
      'window 2: 0, 5, 5: 2 号窗口故障 0 分钟，请联系维修',
      'window 3: 7, 5, 5: 3 号窗口故障 7 分钟，请联系维修',
      'window 4: 0, 5, 5: 4 号窗口故障 0 分钟，请联系维修',
      'window 5: null, 5, 5: 5 号窗口故障 0 分钟，请联系维修',
    ]);
    expect(lines('terminal-fault')).toEqual([
      'terminal k1: 12.4, 10, 10: 一号机故障 12 分钟，请联系维修',
      'terminal k2: 0, 10, 10: 二号机故障 0 分钟，请联系维修',
    ]);
    expect(lines('terminal-silent')).toEqual([
      'terminal k1: 0, 15, 15: 一号机已 0 分钟没有消息，请查看是否开机、联网',
      'terminal k2: 15.6, 15, 15: 二号机已 16 分钟没有消息，请查看是否开机、联网',
    ]);
    const menders = { window: ['孙师傅', '周师傅'], terminal: ['吴师傅'] };
    const named = said(TICK_RULES, { ...seen, menders });
    expect(named('window-fault')[2]).toBe('window 3: 7, 5, 5: 3 号窗口故障 7 分钟，请联系维修：孙师傅、周师傅');
    expect(named('terminal-fault')[0]).toBe('terminal k1: 12.4, 10, 10: 一号机故障 12 分钟，请联系维修：吴师傅');
    expect(at('window-overload', 25.4)).toEqual([
      '1 号窗口待办负荷 30 分钟，已达上限 25 分钟',
      '2 号窗口待办负荷 6 分钟，已达上限 25 分钟',
      '3 号窗口待办负荷 0 分钟，已达上限 25 分钟',
      '4 号窗口待办负荷 0 分钟，已达上限 25 分钟',
      '5 号窗口待办负荷 9 分钟，已达上限 25 分钟',
    ]);
  });

  it('of the whole hall', () => {
    const queues = [queue('a', {}), queue('b', { waiting: 0 }), queue('c', { longestWaitSec: 599 })];
    const seen = minute(
      queues,
      [window('1', { loadMin: 30.4 }), window('2', { loadMin: 25.6 }), window('3', { state: 'closed', loadMin: 1 })],
      { reserve: ['1', '2'] },
    );
    const [lines, at] = [said(TICK_RULES, seen), saidAt(TICK_RULES, seen)];
    expect(lines('windows-overloaded')).toEqual([
      'hall windows: 25.6, 12, 8.4: 开放的 2 个窗口都已过载：最轻的也有 26 分钟待办，上限 12 分钟',
    ]);
    expect(at('windows-overloaded', 20.4)).toEqual(['开放的 2 个窗口都已过载：最轻的也有 26 分钟待办，上限 20 分钟']);
    expect(lines('reserve-used-up')).toEqual([
      'hall reserve: 1, 1, 1: 2 个备用窗口已全部开放，a队仍有人等候超过目标，需从别处调人',
    ]);
    const silent = minute(queues, [window('1', { level: 'unknown' }), window('2', { level: 'unknown' })]);
    expect(said(TICK_RULES, silent)('windows-overloaded')).toEqual([
      'hall windows: null, 12, 8.4: 开放的 2 个窗口都已过载：最轻的也有 20 分钟待办，上限 12 分钟',
    ]);
    const unused = minute(queues, [window('1', {})], { reserve: ['1', '2'] });
    expect(said(TICK_RULES, unused)('reserve-used-up')).toEqual([
      'hall reserve: 0, 1, 1: 2 个备用窗口已全部开放，a队仍有人等候超过目标，需从别处调人',
    ]);
    const many = Array.from({ length: 6 }, (_, k) => queue(String(k), {}));
    expect(said(TICK_RULES, minute(many, [window('1', {})], { reserve: ['1'] }))('reserve-used-up')).toEqual([
      'hall reserve: 6, 1, 1: 1 个备用窗口已全部开放，0队、1队、2队、3队、4队仍有人等候超过目标，需从别处调人',
    ]);
    // somebody waits, but for windows that are elsewhere, and one window alone is no hall
    const elsewhere = minute(queues, [window('1', {}), window('2', { queues: ['b'] })]);
    expect(said(TICK_RULES, elsewhere)('windows-overloaded')).toEqual([
      'hall windows: 0, 12, 8.4: 开放的 2 个窗口都已过载：最轻的也有 0 分钟待办，上限 12 分钟',
    ]);
    expect(said(TICK_RULES, minute(queues, [window('1', {})]))('windows-overloaded')).toEqual([
      'hall windows: 0, 12, 8.4: 开放的 1 个窗口都已过载：最轻的也有 0 分钟待办，上限 12 分钟',
    ]);
    expect(said(TICK_RULES, minute(queues, []))('windows-overloaded')).toEqual([
      'hall windows: 0, 12, 8.4: 开放的 0 个窗口都已过载：最轻的也有 0 分钟待办，上限 12 分钟',
    ]);
  });

  it('of items', () => {
    const item = {
      code: 'p',
      name: '护照',
      queue: 'a',
      targetMin: 20,
      meanServiceMin: 20,
      waitMin: 25.4,
      handlingMin: 81,
      windowId: '7',
    };
    const seen = minute([queue('a', {})], [window('7', {})], { items: [item] });
    const [lines, at] = [said(TICK_RULES, seen), saidAt(TICK_RULES, seen)];
    expect([lines('item-wait'), lines('item-handling'), at('item-wait', 15)]).toEqual([
      ['item p: 25.4, 20, 16: 办「护照」的人最长等候 25 分钟，已达该事项的 20 分钟'],
      ['item p: 81, 80, 80: 7 号窗办理「护照」已 81 分钟（上限 80 分钟），请到窗口看看'],
      ['办「护照」的人最长等候 25 分钟，已达该事项的 15 分钟'],
    ]);
  });
});

describe('what the rules of the wall clock say', () => {
  const NOW = Date.parse('2026-03-04T10:00:00+08:00');
  const feed = (source: string, over: Partial<LiveFeed> = {}): LiveFeed => ({
    source,
    lastEventAt: null,
    state: 'live',
    ageSec: 5,
    oddities: [],
    ...over,
  });
  const pulse = (over: Partial<HallPulse>): HallPulse => ({
    open: true,
    feeds: [],
    now: NOW,
    rejections: [],
    dutyGaps: [],
    stalled: [],
    ...over,
  });
  const rejected = (
    source: string,
    { share, ...health }: { jumped: boolean; fireAt: number; share: number | null },
  ): SourceRejections =>
    ({ source, health: { ...health, recent: { received: 100, rejected: 12, share } } }) as SourceRejections;
  const anomaly = { kind: 'clock', message: '', count: 3, lastAt: new Date(NOW - 1_800_000).toISOString() } as const;

  it('of sources', () => {
    const seen = pulse({
      feeds: [
        feed('tickets', { state: 'silent', ageSec: 400 }),
        feed('boards', { oddities: [{ ...anomaly, code: 'clock', subject: 'q9' }] }),
        feed('unheard', { state: 'silent', ageSec: null }),
      ],
      rejections: [
        rejected('cases', { jumped: true, fireAt: 0.09, share: 0.1234 }),
        rejected('always', { jumped: false, fireAt: 0.09, share: 0.1234 }),
        rejected('quiet', { jumped: false, fireAt: 0.09, share: null }),
      ],
    });
    const lines = said(PULSE_RULES, seen);
    expect(lines('feed-silent')).toEqual([
      'feed tickets: 400, 1, 1: 数据源 tickets 已 7 分钟没有数据，相关数字不可信',
      'feed boards: 0, 1, 1: 数据源 boards 已 0 分钟没有数据，相关数字不可信',
      'feed unheard: 0, 1, 1: 数据源 unheard 已 0 分钟没有数据，相关数字不可信',
    ]);
    expect(lines('feed-odd')).toEqual([
      'feed tickets: 0, 1, 1: 数据源 tickets 有异常：',
      'feed boards: 1, 1, 1: 数据源 boards 有异常：时钟不可信：3 条数据的时间停在过去，最近一条是 q9',
      'feed unheard: 0, 1, 1: 数据源 unheard 有异常：',
    ]);
    expect(lines('source-rejections')).toEqual([
      'feed cases: 12.3, 9, 5.4: 数据源 cases 最近几分钟有 12 条数据被拒收（12.3%），远高于平时，请查看隔离区',
      'feed always: 4.5, 9, 5.4: 数据源 always 最近几分钟有 12 条数据被拒收（12.3%），远高于平时，请查看隔离区',
      'feed quiet: 0, 9, 5.4: 数据源 quiet 最近几分钟有 12 条数据被拒收（0%），远高于平时，请查看隔离区',
    ]);
  });

  it('of duty, of work that stands still, and of themselves', () => {
    const gap = { level: 'director', from: NOW, to: NOW + 1_790_000, clock: { from: '10:00', to: '10:30' } } as const;
    const stalled = Array.from({ length: 6 }, (_, k) => ({ worker: `w${String(k)}`, minutes: k })) as never;
    const lines = said(PULSE_RULES, pulse({ dutyGaps: [gap, { ...gap, to: NOW + 1 }], stalled }));
    expect([lines('duty-gap'), lines('work-stalled'), lines('watchdog')]).toEqual([
      [
        'hall director: 30, 1, 1: 大厅主任 10:00–10:30 无人值班',
        'hall director: 1, 1, 1: 大厅主任 10:00–10:30 无人值班',
      ],
      ['hall work: 5, 1, 1: 系统后台处理停滞 5 分钟（w0、w1、w2、w3、w4），页面数字可能不再更新，请通知系统管理员'],
      ['hall watchdog: 1, 1, 1: 预警自检心跳'],
    ]);
    expect(said(PULSE_RULES, pulse({}))('work-stalled')).toEqual([
      'hall work: 0, 1, 1: 系统后台处理停滞 0 分钟（），页面数字可能不再更新，请通知系统管理员',
    ]);
    expect(said(PULSE_RULES, pulse({ stalled: [{ worker: 'w', minutes: 0 }] as never }))('work-stalled')).toEqual([
      'hall work: 1, 1, 1: 系统后台处理停滞 0 分钟（w），页面数字可能不再更新，请通知系统管理员',
    ]);
  });
});

describe('what the rules of what is to come say', () => {
  it('of questions, bookings and matters', () => {
    const seen = {
      open: true,
      lines: [{ line: 'phone', name: part('consult-line.phone', {}), waiting: 12, longestMin: 20 }],
      peaks: [{ queue: 'a', name: '户政', booked: 14, served: 9, from: '10:00' }],
    };
    const [lines, at] = [said(COMING_RULES, seen), saidAt(COMING_RULES, seen)];
    expect([lines('consult-wait'), lines('consult-waiting'), lines('booking-peak')]).toEqual([
      ['line phone: 20, 15, 15: 咨询（电话）有 12 条待答复，最长已等 20 分钟'],
      ['line phone: 12, 10, 7: 咨询（电话）积压 12 条，最长已等 20 分钟'],
      ['queue a: 14, 10, 10: 户政明天 10:00 起半小时已约 14 人，平日最多能办 9 人，请提前加排人手'],
    ]);
    expect(at('booking-peak', 12)).toEqual(['户政明天 10:00 起半小时已约 14 人，平日最多能办 11 人，请提前加排人手']);
    expect(said(UNIT_RULES, { units: [{ unit: 'U1', name: '户政科', open: 16, overdue: 5 }] })('unit-overdue')).toEqual(
      ['unit U1: 31.3, 20, 16: 户政科在办 16 件中 5 件已超期，占 31.3%'],
    );
  });
});
