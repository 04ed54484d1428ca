import { DUTY_LEVELS } from '@cockpit/contracts';
import fc from 'fast-check';
import { escalate, type Ladder } from './escalate';
import type { AlertFact } from './facts';
import { inCharge, onDutyAt, overlaps, type RosterShift } from './roster';

const MINUTE = 60_000;
const DAY0 = Date.parse('2026-03-28T00:00:00Z');
/** whole minutes, so that facts, shifts and delays often coincide */
const times = fc.integer({ min: 0, max: 2 * 1440 }).map((minute) => DAY0 + minute * MINUTE);
const people = fc.constantFrom('甲', '乙', '丙');

const shifts: fc.Arbitrary<RosterShift[]> = fc.array(
  fc.record({
    person: people,
    level: fc.constantFrom(...DUTY_LEVELS),
    halls: fc.constantFrom(null, ['H01'], ['H02'], ['H01', 'H02']),
    unit: fc.constantFrom(null, 'U1'),
    from: times,
    to: times,
  }),
  { maxLength: 12 },
);
const facts: fc.Arbitrary<AlertFact[]> = fc
  .record({
    opened: fc.array(times, { minLength: 1, maxLength: 2 }),
    closed: fc.array(times, { maxLength: 1 }),
    answers: fc.array(
      fc.record({ kind: fc.constantFrom('acknowledged' as const, 'acted' as const), at: times, by: people }),
      { maxLength: 4 },
    ),
  })
  .map(({ opened, closed, answers }) => [
    ...opened.map((at) => ({ kind: 'opened' as const, at })),
    ...closed.map((at) => ({ kind: 'closed' as const, at })),
    ...answers,
  ]);
const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
const ladders: fc.Arbitrary<Ladder> = fc.record({
  policy: fc.record({
    levels: fc
      .uniqueArray(fc.constantFrom(...DUTY_LEVELS), { minLength: 1 })
      .chain((levels) =>
        fc.tuple(...levels.map((level) => fc.integer({ min: 1, max: 60 }).map((afterMin) => ({ level, afterMin })))),
      ),
    acknowledgedMin: fc.integer({ min: 1, max: 60 }),
    quiet: fc.option(
      fc
        .tuple(clock, clock)
        .filter(([from, to]) => from !== to)
        .map(([from, to]) => ({ from, to })),
    ),
  }),
  shifts,
  place: fc.constantFrom({ hall: 'H01' }, { hall: 'H01', unit: 'U1' }),
  severity: fc.constantFrom('yellow' as const, 'red' as const),
  timeZone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'),
});
const staff = (ladder: Ladder, rank: number, at: number): string[] => {
  const level = ladder.policy.levels[rank]?.level;
  return level === undefined ? [] : onDutyAt(inCharge(ladder.shifts, level, ladder.place), at);
};

describe('laws of escalation', () => {
  it('every open alert is with somebody who is on duty or has answered, or it is said that nobody is or that it is quiet', () => {
    fc.assert(
      fc.property(facts, ladders, times, (drawn, ladder, now) => {
        const held = escalate(drawn, ladder, now);
        const opened = Math.min(...drawn.filter(({ kind }) => kind === 'opened').map(({ at }) => at));
        expect(held === null).toBe(opened > now);
        if (held === null || held.state === 'over') return;
        if (held.state === 'told') expect(held.people).toEqual(staff(ladder, held.rank, now));
        expect(held.people.length > 0).toBe(held.state !== 'nobody' && held.state !== 'quiet');
        if (held.state === 'quiet') expect(ladder.severity).toBe('yellow');
        if (held.state === 'nobody')
          for (let rank = Math.max(0, held.rank); rank < ladder.policy.levels.length; rank++)
            expect(staff(ladder, rank, now)).toEqual([]);
        expect(held.nextAt ?? Infinity).toBeGreaterThan(now);
      }),
    );
  });

  it('never goes down, and never climbs before its delay unless the level has nobody', () => {
    fc.assert(
      fc.property(facts, ladders, fc.array(times, { maxLength: 30 }), (drawn, ladder, at) => {
        const course = [...at]
          .sort((a, b) => a - b)
          .flatMap((now) => {
            const held = escalate(drawn, ladder, now);
            return held === null ? [] : [{ now, ...held }];
          });
        course.slice(1).forEach((after, k) => {
          const before = course[k];
          if (before === undefined || after.state === 'over') return;
          expect(after.rank).toBeGreaterThanOrEqual(before.rank);
          const previous = before.reached;
          if (previous === null || after.rank === before.rank) return;
          const waited = (after.now - previous.at) / MINUTE;
          const isEmpty =
            staff(ladder, previous.rank, after.now).length === 0 ||
            hasGap(ladder, previous.rank, previous.at, after.now);
          expect(isEmpty || waited >= (ladder.policy.levels[previous.rank]?.afterMin ?? 0)).toBe(true);
        });
      }),
    );
  });

  it('is the same for the same facts in any order and more than once, and does not change before it says so', () => {
    fc.assert(
      fc.property(facts, ladders, times, fc.nat(), (drawn, ladder, now, seed) => {
        const held = escalate(drawn, ladder, now);
        const shuffled = [...drawn, ...drawn].sort((a, b) => ((a.at * 31 + seed) % 7) - ((b.at * 31 + seed) % 7));
        expect(escalate(shuffled, { ...ladder, shifts: [...ladder.shifts, ...ladder.shifts].reverse() }, now)).toEqual(
          held,
        );
        const next = held?.nextAt ?? null;
        if (held === null || next === null) return;
        const until = Math.min(next, ...drawn.map(({ at }) => at).filter((at) => at > now)) - 1;
        const later = escalate(drawn, ladder, until);
        expect([later?.state, later?.rank, later?.nextAt]).toEqual([held.state, held.rank, held.nextAt]);
      }),
    );
  });

  it('goes on from what was reached as if it had been asked from the beginning', () => {
    fc.assert(
      fc.property(facts, ladders, times, times, (drawn, ladder, a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const reached = escalate(drawn, ladder, first)?.reached ?? null;
        expect(escalate(drawn, ladder, second, reached)).toEqual(escalate(drawn, ladder, second));
      }),
    );
  });

  it('finds every overlap of one person, and none of two', () => {
    fc.assert(
      fc.property(shifts, (all) => {
        const found = overlaps(all).map(([i, k]) => `${String(i)} ${String(k)}`);
        const both = ({ halls: a }: RosterShift, { halls: b }: RosterShift): boolean =>
          ['H01', 'H02', 'H03'].some((hall) => (a ?? [hall]).includes(hall) && (b ?? [hall]).includes(hall));
        const expected = all.flatMap((a, i) =>
          all.flatMap((b, k) => {
            const isSame = i < k && a.person === b.person && a.level === b.level && a.unit === b.unit && both(a, b);
            for (let at = DAY0; isSame && at <= DAY0 + 2 * 1440 * MINUTE; at += MINUTE)
              if (a.from <= at && at < a.to && b.from <= at && at < b.to) return [`${String(i)} ${String(k)}`];
            return [];
          }),
        );
        expect(found).toEqual(expected);
      }),
    );
  });
});

/** Whether the level had nobody on duty at some time in between; shifts start and end on whole minutes. */
function hasGap(ladder: Ladder, rank: number, from: number, to: number): boolean {
  for (let at = from; at <= to; at += MINUTE) if (staff(ladder, rank, at).length === 0) return true;
  return false;
}
