import type { HallPlan, LoggedEvent, PlanAsk } from '@cockpit/contracts';
import { benchHall, benchNames, makeDay, STANDARD } from '@cockpit/domain';
import { adherenceOf, seenOf } from './adherence';
import type { IssuedPlan } from './plan-effect';

const DAY = makeDay(STANDARD, 1_001);
const NAMES = benchNames(DAY);
const CONFIG = benchHall(DAY, NAMES);
const at = (minute: number): number => NAMES.opening + minute * 60_000;
const iso = (minute: number): string => new Date(at(minute)).toISOString();
/** a window, one of whose officers serves another queue, too */
const FIRST = NAMES.window(0);
const HOME = CONFIG.windows[0]?.homeQueue ?? '';
const OTHER = CONFIG.queues.find(({ code }) => code !== HOME)?.code ?? '';
const RESERVE = NAMES.window(5);
const RESTING = NAMES.window(1);

const PLAN = {
  hall: 'bench',
  day: CONFIG.day,
  madeAt: iso(0),
  adopted: { by: '值班长', at: iso(10) },
  issued: { by: '值班长', at: iso(10) },
  links: [
    { windowId: FIRST, number: '1', queues: [HOME, OTHER] },
    { windowId: RESTING, number: '2', queues: [CONFIG.windows[1]?.homeQueue ?? ''] },
  ],
  openings: [{ windowId: RESERVE, number: '6', from: iso(60), until: iso(105) }],
  absences: [
    {
      windowId: RESTING,
      number: '2',
      officerId: 'o',
      kind: 'break',
      from: iso(90),
      until: iso(100),
      rosteredFrom: iso(120),
    },
    {
      windowId: FIRST,
      number: '1',
      officerId: 'o',
      kind: 'lunch',
      from: iso(200),
      until: iso(245),
      rosteredFrom: iso(200),
    },
    {
      windowId: FIRST,
      number: '1',
      officerId: 'o',
      kind: 'break',
      from: iso(30),
      until: iso(40),
      rosteredFrom: iso(5),
    },
  ],
  guides: [{ item: 'x', name: 'x', queue: HOME, from: iso(20), until: iso(50) }],
  worth: null,
  worthUnknown: null,
  violations: [],
  forced: [],
  presence: [],
} satisfies HallPlan;
const ISSUED: IssuedPlan = PLAN;

let n = 0;
function event(type: string, minute: number, data: object): LoggedEvent {
  const id = `e${String((n += 1))}`;
  const time = at(minute);
  return { id, identity: id, time, type, data: { hallId: 'bench', ...data } } as unknown as LoggedEvent;
}
/** All but the reserve are at work from the doors opening on, and somebody is called now and then. */
const usual = (untilMin: number): LoggedEvent[] => [
  ...CONFIG.windows
    .filter(({ id }) => id !== RESERVE)
    .map(({ id }) => event('hall.window.opened', 0.1, { windowId: id })),
  ...Array.from({ length: Math.floor(untilMin / 10) }, (_, i) => {
    const ticketId = `t${String(i)}`;
    return [
      event('hall.ticket.issued', i * 10 + 1, { ticketId, number: ticketId, queue: HOME, channel: 'walk-in' }),
      event('hall.ticket.called', i * 10 + 2, { ticketId, windowId: FIRST }),
      event('hall.ticket.started', i * 10 + 2, { ticketId, windowId: FIRST }),
      event('hall.ticket.finished', i * 10 + 6, { ticketId, windowId: FIRST, result: 'done' }),
    ];
  }).flat(),
];
const ask = (windowId: string, said: PlanAsk['said']): PlanAsk => ({
  windowId,
  number: '',
  changes: [],
  said,
  by: null,
  at: null,
  reason: null,
});
const asked = (said: PlanAsk['said']): HallPlan['asked'] =>
  Object.fromEntries([FIRST, RESERVE, RESTING].map((id) => [id, ask(id, said)]));
/** kind and state of each order */
function states(events: LoggedEvent[], minute: number, said: PlanAsk['said']) {
  const { ordered } = seenOf(ISSUED, { config: CONFIG, events: [...usual(minute), ...events] }, at(minute));
  const found = adherenceOf(ordered, asked(said), at(minute));
  return { ...found, orders: found.orders.map(({ kind, state }) => `${kind} ${state}`) };
}
const LINKED = () => event('hall.window.assigned', 14, { windowId: FIRST, queues: [HOME, OTHER] });
const OPENED = () => event('hall.window.opened', 61, { windowId: RESERVE, queues: [HOME] });
const RESTED = () => [
  event('hall.window.paused', 90, { windowId: RESTING, reason: 'break' }),
  event('hall.window.resumed', 100, { windowId: RESTING }),
];

describe('how far windows follow a plan that was sent', () => {
  it('asks of each link, reserve and moved break, and of nothing that was so anyway or cannot be seen', () => {
    // neither the guiding, nor the link to its own queue, nor the lunch that stayed, nor the break whose old time was over
    expect(states([], 12, null).orders).toEqual(['link unanswered', 'open unanswered', 'break unanswered']);
    expect(states([], 12, 'received').orders).toEqual(['link received', 'open not-due', 'break not-due']);
    expect(states([], 12, 'cannot')).toMatchObject({ refused: 3, unanswered: 0, notFollowed: 0 });
  });

  it('finds what was not done ten minutes after its time, a break when it is over', () => {
    expect(states([], 19, 'received').orders[0]).toBe('link received');
    expect(states([], 21, 'received').orders).toEqual(['link not-followed', 'open not-due', 'break not-due']);
    expect(states([], 71, null).orders).toEqual(['link not-followed', 'open not-followed', 'break unanswered']);
    expect(states([], 95, 'received').orders[2]).toBe('break received');
    expect(states([], 111, 'received')).toMatchObject({ notFollowed: 3, done: 0 });
    // who said that they cannot is not said to have forgotten
    expect(states([], 111, 'cannot')).toMatchObject({ notFollowed: 0, refused: 3 });
  });

  it('counts what was done as done, whatever was said, also when it came late', () => {
    expect(states([LINKED()], 31, null).orders[0]).toBe('link done');
    const late = event('hall.window.assigned', 45, { windowId: FIRST, queues: [HOME, OTHER] });
    expect([states([late], 44, null).orders[0], states([late], 50, null).orders[0]]).toEqual([
      'link not-followed',
      'link done',
    ]);
    const all = states([LINKED(), OPENED(), ...RESTED()], 131, 'cannot');
    expect(all).toMatchObject({ done: 3, refused: 0, unanswered: 0, notFollowed: 0 });
  });

  it('knows nothing of a hall whose windows call nobody by name', () => {
    const { ordered: blind } = seenOf(ISSUED, { config: CONFIG, events: usual(0) }, at(71));
    expect(
      adherenceOf(blind, asked('received'), at(71))
        .orders.map(({ state }) => state)
        .slice(0, 2),
    ).toEqual(['received', 'received']);
  });
});
