import type { HallPlan, PlanAsk } from '@cockpit/contracts';
import { askedBy, type AskedHall } from './asked';

const at = (time: string): string => `2026-10-26T${time}:00.000Z`;
const absence = (windowId: string, kind: 'lunch' | 'break', from: string, rostered: string | null = null) => ({
  windowId,
  number: windowId.slice(1),
  officerId: 'o',
  kind,
  from: at(from),
  until: at(`${from.slice(0, 3)}59`),
  rosteredFrom: rostered === null ? null : at(rostered),
});
type Absences = HallPlan['absences'];
type Plan = Parameters<typeof askedBy>[0];
type Before = NonNullable<Parameters<typeof askedBy>[1]>;
const HALL: AskedHall = {
  serves: (windowId) => (windowId === 'w2' ? ['cr', 'hz'] : ['hz']),
  queueName: (code) => ({ hz: '户政', cr: '出入境', jg: '交管' })[code] ?? code,
  closesAt: Date.parse(at('17:00')),
};
const planned = (more: Partial<Plan>): Plan => ({
  madeAt: at('08:30'),
  absences: [],
  links: [],
  openings: [],
  ...more,
});
const told = (absences: Absences, before: Partial<Before> | null = null, now = '08:30') =>
  ask({ absences }, before, now);
const ask = (plan: Partial<Plan>, before: Partial<Before> | null = null, now = '08:30') =>
  askedBy(
    planned(plan),
    before === null ? null : { ...planned(before), asked: before.asked },
    Date.parse(at(now)),
    HALL,
  );
const clock = (time: string): string => time.slice(11, 16);
const changes = (asked: Record<string, PlanAsk>) =>
  Object.values(asked).map(({ windowId, changes: all }) => [
    windowId,
    ...all.map((one) => {
      const span = `${clock(one.from)}–${clock(one.until)}`;
      if (one.kind === 'link') return `${one.names.join('+')} ${span}`;
      return one.kind === 'open' ? `open ${span}` : `${clock(one.was)} → ${clock(one.from)}`;
    }),
  ]);
const answered = (asked: Record<string, PlanAsk>, said: 'received' | 'cannot') =>
  Object.fromEntries(Object.entries(asked).map(([id, ask]) => [id, { ...ask, said, by: '王', at: at('09:00') }]));

const FIRST = [
  absence('w1', 'break', '10:00'),
  absence('w1', 'lunch', '12:00', '11:30'),
  absence('w2', 'lunch', '11:30'),
];
const MOVED_ON = [absence('w1', 'lunch', '12:20', '11:30'), absence('w2', 'lunch', '11:30')];

describe('which windows have to say that they have read a plan', () => {
  it('are those whose lunch or break is not where the roster has it', () => {
    const asked = told(FIRST);
    expect(changes(asked)).toEqual([['w1', '11:30 → 12:00']]);
    expect(asked['w1']).toMatchObject({ number: '1', said: null, by: null });
  });

  it('are not asked of what is over, or begun, when it is told late', () => {
    const late = [
      absence('w1', 'break', '09:10', '09:30'),
      absence('w1', 'lunch', '13:15', '11:30'),
      absence('w2', 'lunch', '13:10', '12:30'),
      absence('w3', 'break', '12:30', '14:15'),
    ];
    expect(changes(told(late, null, '12:41'))).toEqual([['w2', '12:30 → 13:10']]);
  });

  it('are asked of what is new to them only, once they said that they had received the one before', () => {
    const before = { absences: FIRST, asked: answered(told(FIRST), 'received') };
    expect(changes(told(MOVED_ON, before))).toEqual([['w1', '12:00 → 12:20']]);
    // told again as it was it needs no second answer; that of the first stands
    expect(told(FIRST, before)).toEqual(before.asked);
  });

  it('are asked of all that moved while they have not, or cannot', () => {
    for (const asked of [told(FIRST), answered(told(FIRST), 'cannot')]) {
      expect(changes(told(MOVED_ON, { absences: FIRST, asked }))).toEqual([['w1', '11:30 → 12:20']]);
      expect(told(FIRST, { absences: FIRST, asked })['w1']?.said).toBeNull();
    }
  });

  it('are asked of what moved back to the roster after it had been told otherwise', () => {
    const before = { absences: FIRST, asked: answered(told(FIRST), 'received') };
    expect(changes(told([absence('w1', 'lunch', '11:30')], before))).toEqual([['w1', '12:00 → 11:30']]);
    // who never answered knows of nothing but the roster
    expect(told([absence('w1', 'lunch', '11:30')], { absences: FIRST, asked: told(FIRST) })).toEqual({});
  });

  it('were told of a plan that came before there was anything to answer', () => {
    expect(changes(told(MOVED_ON, { absences: FIRST, asked: undefined }))).toEqual([['w1', '12:00 → 12:20']]);
  });

  const link = (windowId: string, queues: string[], from?: string) => ({
    windowId,
    number: windowId.slice(1),
    queues,
    ...(from === undefined ? {} : { from: at(from) }),
  });
  const opening = (from: string, until: string) => ({ windowId: 'w9', number: '9', from: at(from), until: at(until) });

  it('are asked at once for all that the plan wants of them, links and openings with their times', () => {
    const asked = ask({
      absences: FIRST,
      links: [link('w1', ['hz', 'cr']), link('w2', ['hz', 'cr', 'jg'], '12:16')],
      openings: [opening('10:00', '10:45'), opening('14:00', '14:45')],
    });
    // what a window serves anyway is nothing new to it
    expect(changes(asked)).toEqual([
      ['w1', '出入境 08:30–17:00', '11:30 → 12:00'],
      ['w2', '交管 12:16–17:00'],
      ['w9', 'open 10:00–10:45', 'open 14:00–14:45'],
    ]);
    expect(asked['w9']).toMatchObject({ number: '9', said: null });
  });

  it('are not asked for a link that they serve already, nor for what is over, and from when they were told', () => {
    const plan = { links: [link('w2', ['hz', 'cr']), link('w1', ['hz', 'jg'])], openings: [opening('08:00', '09:00')] };
    expect(changes(ask(plan, null, '09:20'))).toEqual([['w1', '交管 09:20–17:00']]);
    expect(ask(plan, null, '17:00')).toEqual({});
  });

  it('are asked again for a link only while they have not said that they had received it', () => {
    const plan = { links: [link('w1', ['hz', 'jg'])], openings: [opening('14:00', '14:45')] };
    const before = { ...plan, asked: answered(ask(plan), 'received') };
    expect(ask(plan, before, '10:00')).toEqual(before.asked);
    const more = { ...plan, links: [link('w1', ['hz', 'jg', 'cr'])] };
    expect(changes(ask(more, before, '10:00'))[0]).toEqual(['w1', '出入境 10:00–17:00']);
    expect(changes(ask(plan, { ...plan, asked: answered(ask(plan), 'cannot') }, '10:00'))).toHaveLength(2);
  });
});
