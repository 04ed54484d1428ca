import type { HallPlan, PlanAsk } from '@cockpit/contracts';
import { askedBy } from './asked';

const at = (time: string): string => `2026-10-26T${time}:00.000Z`;
const absence = (windowId: string, kind: 'lunch' | 'break', from: string, rostered: string | null = null) => ({
  ...{ windowId, number: windowId.slice(1), officerId: 'o', kind },
  ...{ from: at(from), until: at(`${from.slice(0, 3)}59`), rosteredFrom: rostered === null ? null : at(rostered) },
});
type Absences = HallPlan['absences'];
const told = (absences: Absences, before: Parameters<typeof askedBy>[1] = null, now = '08:30') =>
  askedBy({ absences }, before, Date.parse(at(now)));
const changes = (asked: Record<string, PlanAsk>) =>
  Object.values(asked).map(({ windowId, changes: all }) => [
    windowId,
    ...all.map(({ was, from }) => `${was.slice(11, 16)} → ${from.slice(11, 16)}`),
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
});
