import { LiveHall, type HallEvent } from '@cockpit/contracts';
import { HallState, type HallConfig, type LiveEvent } from '@cockpit/domain';
import fc from 'fast-check';
import { aged } from '../api/aged';
import { agedPulse } from '../api/network';
import { NO_SECTIONS, type Sections } from '../sections';
import { NO_ESTIMATES, type HallEstimates } from './estimates';
import { liveHall } from './live-hall';
import { pulseOf } from './network-pulse';

const dayStart = Date.parse('2026-03-02T00:00:00+08:00');
const at = (minute: number): number => dayStart + (510 + minute) * 60_000;
const WALL = Date.parse('2026-11-20T10:00:00Z');
const config: HallConfig = {
  hall: {
    code: 'H1',
    name: '大厅',
    tier: 'hall',
    timeZone: 'Asia/Shanghai',
    clock: 'feed',
    primarySource: 'tickets',
    simulated: false,
    hours: [],
    closures: [],
    waitTargetMin: 15,
    queues: [],
    windows: [],
    terminals: [],
  },
  queues: [{ code: 'a', name: '户政', branch: 'a', waitTargetMin: 10 }],
  windows: [
    {
      id: 'w1',
      number: '1',
      kind: 'specialised',
      queues: ['a'],
      homeQueue: 'a',
      switchMin: 2,
      roster: [{ officerId: 'o1', from: at(0), to: at(540), breaks: [] }],
    },
  ],
  officers: [{ id: 'o1', name: '王警官', skills: ['a'], homeQueue: 'a', authorisations: [] }],
  items: [],
  day: '2026-03-02',
  dayStart,
  open: [{ from: at(0), to: at(540) }],
  forecast: { slotMin: 30, start: at(0), queues: {}, service: {}, noShowRate: 0 },
};
const iso = (minute: number): string => new Date(at(minute)).toISOString();
let serial = 0;
const event = (type: HallEvent['type'], minute: number, data: object): LiveEvent =>
  ({
    id: `e${String(++serial)}`,
    type,
    time: at(minute),
    sourceName: 'tickets',
    receivedAt: WALL,
    data: { hallId: 'H1', ...data },
  }) as unknown as LiveEvent;
const issued = (id: string, minute: number) =>
  event('hall.ticket.issued', minute, { ticketId: id, number: id, queue: 'a', channel: 'walk-in' });
const called = (id: string, minute: number) => event('hall.ticket.called', minute, { ticketId: id, windowId: 'w1' });

function snapshot(
  events: readonly LiveEvent[],
  {
    wallNow = WALL,
    estimates = NO_ESTIMATES,
    of = config,
    sections = NO_SECTIONS,
  }: { wallNow?: number; estimates?: HallEstimates; of?: HallConfig; sections?: Sections } = {},
): LiveHall {
  const state = new HallState(of);
  for (const one of events) state.apply(one);
  return LiveHall.parse(liveHall({ state, estimates, sections, wallNow, pulseAt: wallNow - 1000 }));
}

describe('what is out of the ordinary about a window', () => {
  const started = event('hall.ticket.started', 2, { ticketId: 't1', windowId: 'w1' });
  const usual = {
    ...config,
    queues: [...config.queues, { code: 'b', name: '交管', branch: 'b', waitTargetMin: 10 }],
    forecast: { ...config.forecast, service: { a: { meanMin: 8, cv: 0.6 } } },
    officers: config.officers.map((one) => ({ ...one, skills: ['a', 'b'] })),
  };
  const seen = (events: readonly LiveEvent[], minute: number, of: HallConfig = usual) =>
    snapshot([...events, event('hall.terminal.heartbeat', minute, { terminalId: 'k' })], { of }).windows[0]?.exception;

  it('is a service of more than three times the usual, of the item where that is known', () => {
    const first = [issued('t1', 0), called('t1', 1), started];
    expect([seen(first, 26), seen(first, 27)]).toEqual([undefined, { code: 'long-service', times: 3.1 }]);
    const item = { code: 'x', name: 'x', queue: 'a', meanServiceMin: 20, share: 1, selfService: false, mobile: false };
    const known = [
      event('hall.ticket.issued', 0, { ticketId: 't1', queue: 'a', item: 'x', channel: 'walk-in' }),
      ...first.slice(1),
    ];
    expect(seen(known, 60, { ...usual, items: [item] })).toBeUndefined();
    expect(seen(known, 70, { ...usual, items: [item] })).toEqual({ code: 'long-service', times: 3.4 });
  });

  it('is being idle for five minutes beside somebody whom its officer may serve', () => {
    const idle = event('hall.window.opened', 0, { windowId: 'w1', officerId: 'o1', queues: ['a'] });
    const other = event('hall.ticket.issued', 1, { ticketId: 't9', queue: 'b', channel: 'walk-in' });
    expect(seen([idle, other], 5)).toBeUndefined();
    expect(seen([idle, other], 6)).toEqual({ code: 'idle-beside', queue: 'b', waiting: 1 });
    expect(seen([idle, other], 6, { ...usual, officers: config.officers })).toBeUndefined();
    expect(seen([idle, other], 545)).toBeUndefined();
  });
});

describe('the plan that waits for an answer', () => {
  const offer = { day: '2026-03-02', madeAt: iso(0), cut: 0.5, cutCI: 0.12 };
  const offered = (minute: number, plans = [offer]) =>
    snapshot([issued('A1', minute)], { sections: { ...NO_SECTIONS, plans } }).planOffer;

  it('stands from the morning until what it is worth is old', () => {
    expect([offered(-20), offered(119)]).toEqual([offer, offer]);
    expect(offered(120)).toBeUndefined();
    expect(offered(5, [])).toBeUndefined();
  });

  it('is of this day, and not of one that is over', () => {
    expect(offered(5, [{ ...offer, day: '2026-03-01' }])).toBeUndefined();
    expect(offered(545, [{ ...offer, madeAt: iso(500) }])).toBeUndefined();
  });
});

describe('the live snapshot', () => {
  it('counts waits as the dictionary says: who still waits beyond the target counts as missed', () => {
    const live = snapshot([
      issued('t1', 0),
      called('t1', 4),
      issued('t2', 0),
      called('t2', 12),
      issued('t3', 1),
      issued('t4', 11),
      event('hall.ticket.cancelled', 11, { ticketId: 't4' }),
      event('hall.terminal.heartbeat', 12, { terminalId: 'k' }),
    ]);
    expect(live.kpis).toMatchObject({
      issued: 4,
      waiting: 1,
      waitP50Sec: 480,
      waitMeanSec: 480,
      serviceLevel: { numerator: 1, denominator: 4, targetMin: 15 },
    });
    expect(live.queues[0]).toMatchObject({
      waiting: 1,
      longestWaitSec: 660,
      targetMin: 10,
      level: 'overloaded',
      lastCalled: 't2',
    });
  });

  it('counts the wait of whoever was sent on from the moment that was, not from the issue', () => {
    const at1 = { ticketId: 't1', windowId: 'w1' };
    const live = snapshot([
      issued('t1', 0),
      called('t1', 20),
      event('hall.ticket.started', 21, at1),
      event('hall.ticket.transferred', 34, { ...at1, toQueue: 'a' }),
      event('hall.terminal.heartbeat', 50, { terminalId: 'k' }),
    ]);
    expect(live.queues[0]).toMatchObject({ waiting: 1, longestWaitSec: 16 * 60 });
  });

  it('says what its queues, windows and decisions come down to', () => {
    const stuck = { queue: 'a', waiting: 3, longestWaitSec: 1260, reasons: [], remains: [] };
    const sections: Sections = { ...NO_SECTIONS, helpless: [{ ...stuck, untold: { windowId: 'w9', number: '9' } }] };
    const told = ['t1', 't2', 't3'].map((id) => issued(id, 0));
    const later = event('hall.terminal.heartbeat', 21, { terminalId: 'k' });
    const live = snapshot([...told, later], { sections });
    expect(live.situation).toMatchObject({
      kind: 'worst',
      level: 'overloaded',
      queue: 'a',
      wait: { min: 21, kind: 'longest' },
      answer: { code: 'remains' },
    });
    expect(live.helpless).toHaveLength(1);
    const calm = snapshot([...told, ...['t1', 't2', 't3'].map((id) => called(id, 1)), later], { sections });
    expect([calm.situation?.answer, calm.helpless]).toEqual([{ code: 'calm', late: false }, []]);
  });

  it('leaves nobody out: whoever took a ticket was served, waits, is at a window or has left', () => {
    const visit = fc.record({
      from: fc.integer({ min: 0, max: 300 }),
      wait: fc.integer({ min: 0, max: 60 }),
      service: fc.integer({ min: 1, max: 30 }),
      isSentOn: fc.boolean(),
      end: fc.constantFrom('waiting', 'called', 'serving', 'done', 'no-show', 'came-late', 'cancelled', 'guided'),
    });
    const told = (
      id: string,
      { from, wait, service, isSentOn, end }: typeof visit extends fc.Arbitrary<infer V> ? V : never,
    ) => {
      const call = from + wait;
      const after = call + service;
      const at1 = { ticketId: id, windowId: 'w1' };
      const sentOn = [
        called(id, call),
        event('hall.ticket.started', call, at1),
        event('hall.ticket.transferred', after, { ...at1, toQueue: 'a' }),
      ];
      const start = isSentOn ? after : from;
      const missed = [called(id, start + wait), event('hall.ticket.no-show', start + wait + 2, at1)];
      const served = [called(id, start + wait), event('hall.ticket.started', start + wait + 1, at1)];
      const left = (reason: string) => [event('hall.ticket.cancelled', start + wait, { ticketId: id, reason })];
      const endings = {
        waiting: [],
        called: [called(id, start + wait)],
        serving: served,
        done: [...served, event('hall.ticket.finished', start + wait + service, { ...at1, result: 'done' })],
        'no-show': missed,
        'came-late': [...missed, event('hall.ticket.recalled', start + wait + 9, at1)],
        cancelled: left('left'),
        guided: left('guided-mobile'),
      };
      return [issued(id, from), ...(isSentOn ? sentOn : []), ...endings[end]];
    };
    fc.assert(
      fc.property(
        fc.array(visit, { maxLength: 12 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 450 }),
        (all, isLate, until) => {
          const events = all.flatMap((one, i) => told(`t${String(i)}`, one)).filter(({ time }) => time <= at(until));
          const { kpis } = snapshot(isLate ? [...events, ...events].reverse() : events);
          const { noShow = NaN, cancelled = NaN, guided = NaN } = kpis.left ?? {};
          expect(kpis.served + kpis.waiting + (kpis.atWindows ?? NaN) + noShow + cancelled + guided).toBe(kpis.issued);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('claims nothing of a hall that nobody ever spoke of', () => {
    const estimates = { ...NO_ESTIMATES, newcomer: new Map([['a', { p50Sec: 0, p80Sec: 0, p90Sec: 0 }]]) };
    const live = snapshot([], { estimates });
    expect([live.queues[0], live.windows[0]]).toMatchObject([
      { level: 'unknown', predictedP50Sec: null },
      { level: 'unknown' },
    ]);
    // as on the map
    expect(agedPulse(pulseOf(live), WALL).level).toBe('unknown');
  });

  it('names who sits there by the roster while no event has', () => {
    expect(snapshot([called('t1', 1)]).windows[0]).toMatchObject({
      officerId: 'o1',
      officerName: '王警官',
      state: 'called',
    });
  });

  it('tells who stands first in line, the break that is on and the next one that is planned', () => {
    const breaks = [
      { kind: 'break', from: at(60), to: at(70) },
      { kind: 'lunch', from: at(210), to: at(255) },
    ] as const;
    const [window] = config.windows;
    const roster = window?.roster.map((shift) => ({ ...shift, breaks })) ?? [];
    const of = { ...config, windows: config.windows.map((one) => ({ ...one, roster })) };
    const paused = event('hall.window.paused', 62, { windowId: 'w1', reason: 'break' });
    const before = snapshot([issued('t1', 1), issued('t2', 2)], { of });
    expect(before.queues[0]?.first).toBe('t1');
    expect(before.windows[0]).toMatchObject({ nextAbsence: { kind: 'break', from: new Date(at(60)).toISOString() } });
    const during = snapshot([issued('t1', 1), called('t1', 3), paused], { of });
    expect(during.queues[0]).not.toHaveProperty('first');
    expect(during.windows[0]).toMatchObject({
      absence: { kind: 'break', backAt: new Date(at(72)).toISOString() },
      nextAbsence: { kind: 'lunch', to: new Date(at(255)).toISOString() },
    });
    // the plan that was told to the window stands above the roster, on its day
    const lunch = { windowId: 'w1', kind: 'lunch', from: iso(240), until: iso(285) } as const;
    const next = (day: string) =>
      snapshot([issued('t1', 1), called('t1', 3), paused], {
        of,
        sections: { ...NO_SECTIONS, absences: [{ day, ...lunch }] },
      }).windows[0]?.nextAbsence;
    expect(next('2026-03-02')).toEqual({ kind: 'lunch', from: iso(240), to: iso(285) });
    expect(next('2026-03-01')).toEqual({ kind: 'lunch', from: iso(210), to: iso(255) });
    // where it is another time than the roster's, that is said with it
    const moved = { rosteredFrom: iso(210), toldAt: iso(50) };
    const told = [{ day: '2026-03-02', ...lunch, moved }];
    expect(
      snapshot([issued('t1', 1), called('t1', 3), paused], { of, sections: { ...NO_SECTIONS, absences: told } })
        .windows[0]?.nextAbsence,
    ).toEqual({ kind: 'lunch', from: iso(240), to: iso(285), moved });
  });

  const three = ['t1', 't2', 't3'].map((id) => issued(id, 1));

  it('rates a queue by the one wait figure that stands beside the level', () => {
    const expecting = (p50Sec: number) => ({
      ...NO_ESTIMATES,
      newcomer: new Map([['a', { p50Sec, p80Sec: 2 * p50Sec, p90Sec: 3 * p50Sec }]]),
    });
    expect(snapshot([issued('t1', 1)], { estimates: expecting(350) }).queues[0]).toMatchObject({
      level: 'normal',
      predictedP80Sec: 700,
    });
    expect(snapshot(three, { estimates: expecting(400) }).queues[0]?.level).toBe('busy');
    expect(snapshot(three, { estimates: expecting(700) }).queues[0]).toMatchObject({
      level: 'overloaded',
      predictedP50Sec: 700,
      predictedP80Sec: 1400,
    });
    // one who has just come is no jam, and is well where the next one is served within the target
    expect(snapshot([issued('t1', 1)], { estimates: expecting(400) }).queues[0]?.level).toBe('normal');
    expect(snapshot([issued('t1', 1)], { estimates: expecting(700) }).queues[0]?.level).toBe('busy');
    // nobody stands there, whatever one who comes now would wait
    expect(snapshot([issued('t1', 1), called('t1', 2)], { estimates: expecting(700) }).queues[0]?.level).toBe('busy');
  });

  it('calls no window overloaded whose queues are in no trouble: a long service is none', () => {
    const expecting = (p50Sec: number) => ({
      ...NO_ESTIMATES,
      newcomer: new Map([['a', { p50Sec, p80Sec: p50Sec, p90Sec: p50Sec }]]),
      loadMin: new Map([['w1', 40]]),
    });
    expect(
      [100, 400, 700].map((p50Sec) => snapshot(three, { estimates: expecting(p50Sec) }).windows[0]?.level),
    ).toEqual(['normal', 'busy', 'overloaded']);
  });

  it('lets the forecast go on from the one wait figure', () => {
    const estimates = {
      ...NO_ESTIMATES,
      newcomer: new Map([['a', { p50Sec: 700, p80Sec: 900, p90Sec: 990 }]]),
      forecast: new Map([
        [
          'a',
          [
            { at: new Date(at(0)).toISOString(), p50Sec: 500, p80Sec: 600 },
            { at: new Date(at(15)).toISOString(), p50Sec: 800, p80Sec: 950 },
          ],
        ],
      ]),
    };
    const [queue] = snapshot([issued('t1', 1)], { estimates }).queues;
    expect(queue?.forecast).toEqual([
      { at: new Date(at(1)).toISOString(), p50Sec: queue?.predictedP50Sec, p80Sec: queue?.predictedP80Sec },
      { at: new Date(at(15)).toISOString(), p50Sec: 800, p80Sec: 950 },
    ]);
  });

  it('says that a silent feed makes its numbers unknown, and how old they are', () => {
    const live = snapshot([issued('t1', 1)], {
      wallNow: WALL + 400_000,
      estimates: { ...NO_ESTIMATES, newcomer: new Map([['a', { p50Sec: 1, p80Sec: 1, p90Sec: 1 }]]) },
    });
    expect(live.feeds).toEqual([
      { source: 'tickets', state: 'silent', lastEventAt: new Date(at(1)).toISOString(), ageSec: 400, oddities: [] },
    ]);
    expect(live.queues[0]).toMatchObject({ level: 'unknown', predictedP50Sec: null });
    expect(live.windows[0]?.level).toBe('unknown');
  });

  it('names the feed it waits for while it has never spoken', () => {
    expect(snapshot([]).feeds).toMatchObject([{ source: 'tickets', state: 'never', ageSec: null }]);
  });

  it('does not leave an old snapshot standing as if it were new', () => {
    const live = snapshot([issued('t1', 1)]);
    expect(aged(live, WALL + 10_000).feeds[0]).toMatchObject({ ageSec: 10, state: 'live' });
    expect(aged(live, WALL + 10_000).watchdog.ok).toBe(true);
    expect(aged(live, WALL + 90_000)).toMatchObject({ feeds: [{ state: 'stale' }], watchdog: { ok: false } });
    expect(aged(live, WALL + 400_000).queues[0]?.level).toBe('unknown');
  });

  it('never misses a loader of history that tells bookings day after day, whatever time it is', () => {
    const by = (sourceName: string, ago: number, one: LiveEvent): LiveEvent => ({
      ...one,
      sourceName,
      receivedAt: WALL - ago,
    });
    const booked = () =>
      event('hall.booking.created', 2, {
        bookingId: `b${String(serial)}`,
        queue: 'a',
        slotStart: new Date(at(60)).toISOString(),
        slotEnd: new Date(at(90)).toISOString(),
      });
    for (const sinceMin of [0, 2, 4, 6, 60, 600]) {
      const live = snapshot([
        by('archive', 90_000_000, issued('t0', 0)),
        by('tickets', 86_000_000, issued('t1', 1)),
        by('archive', sinceMin * 60_000, booked()),
        by('tickets', 0, issued('t2', 3)),
      ]);
      expect([sinceMin, live.feeds.map(({ source, state }) => `${source} ${state}`)]).toEqual([
        sinceMin,
        ['tickets live'],
      ]);
    }
  });

  it('misses a silent feed only where nobody else who is heard speaks of the same', () => {
    const minute = 60_000;
    const by = (sourceName: string, receivedAt: number, one: LiveEvent): LiveEvent => ({
      ...one,
      sourceName,
      receivedAt,
    });
    const morning = WALL - 60 * minute;
    const feeds = (events: readonly LiveEvent[]) => snapshot(events).feeds.map(({ source, state }) => [source, state]);
    const archive = by('archive', morning, issued('t1', 0));
    const hotline = by('hotline', WALL, event('hall.terminal.heartbeat', 1, { terminalId: 'k' }));
    const windows = by('windows', morning, event('hall.window.opened', 0, { windowId: 'w1' }));
    expect(feeds([archive, hotline, by('tickets', WALL, issued('t2', 1))])).toEqual([['tickets', 'live']]);
    expect(feeds([windows, by('tickets', WALL, issued('t2', 1))])).toEqual([
      ['tickets', 'live'],
      ['windows', 'silent'],
    ]);
    expect(feeds([archive])).toEqual([
      ['archive', 'silent'],
      ['tickets', 'never'],
    ]);
    // a source of cases that passes ratings of tickets on tells nothing that a wall shows
    const ratings = by('cases', WALL - 90_000, event('hall.ticket.rated', 1, { ticketId: 't2', stars: 5 }));
    expect(feeds([by('tickets', morning, issued('t2', 0)), ratings, by('tickets', WALL, issued('t3', 1))])).toEqual([
      ['tickets', 'live'],
    ]);
  });

  it('does not call an archive slow or silent once another feed has gone on where it ended', () => {
    const by = (sourceName: string, ago: number, one: LiveEvent): LiveEvent => ({
      ...one,
      sourceName,
      receivedAt: WALL - ago,
    });
    const feeds = (events: readonly LiveEvent[]) => snapshot(events).feeds.map(({ source, state }) => [source, state]);
    const archive = by('archive', 120_000, issued('t1', 0));
    expect(feeds([archive, by('tickets', 30_000, issued('t2', 1))])).toEqual([['tickets', 'live']]);
    // also while that one has not told of everything that the archive told of
    const before = [
      by('archive', 900_000, issued('t1', 0)),
      by('archive', 900_000, event('hall.window.opened', 0, { windowId: 'w1' })),
    ];
    expect(feeds([...before, by('tickets', 30_000, issued('t2', 1))])).toEqual([['tickets', 'live']]);
    expect(feeds([by('tickets', 950_000, issued('t0', 0)), ...before, by('tickets', 0, issued('t2', 1))])).toEqual([
      ['archive', 'silent'],
      ['tickets', 'live'],
    ]);
    // also when that one falls silent itself
    expect(feeds([by('archive', 900_000, issued('t1', 0)), by('tickets', 600_000, issued('t2', 1))])).toEqual([
      ['tickets', 'silent'],
    ]);
    // two that spoke side by side: the one that falls behind is missed
    expect(feeds([by('tickets', 150_000, issued('t0', 0)), archive, by('tickets', 0, issued('t2', 1))])).toEqual([
      ['archive', 'stale'],
      ['tickets', 'live'],
    ]);
  });
});
