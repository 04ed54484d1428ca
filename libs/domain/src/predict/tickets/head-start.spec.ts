import fc from 'fast-check';
import { happen, smallHall, viewOf } from '../hall.fixture';
import type { HallState } from '../../live';
import { learnDay, writePast, readPast, quote, isUnknown, type HallPast, type HallPastState } from '../index';
import { emptyHeadStart, headStartMin, learnHeadStart, placeOf } from './head-start';
import { Line } from './line';
import { lineSigns, newcomer } from './line-pace';
import { predictView } from './read';

/** A day of queue `a`: groups of one without priority and one with it that comes `gap` minutes later, called by the rule. */
function pairsDay(gaps: readonly number[], headStart: number): HallState {
  const state = smallHall();
  const line: { at: number; run: () => void }[] = [];
  gaps.forEach((gap, i) => {
    const start = 540 + i * 8;
    const people = [
      { ticketId: `p${String(i)}`, at: start, priority: 0 },
      { ticketId: `q${String(i)}`, at: start + gap, priority: 2 },
    ].sort((x, y) => placeOf(x.at, x.priority, headStart) - placeOf(y.at, y.priority, headStart));
    people.forEach(({ ticketId, at, priority }, turn) => {
      const called = start + Math.max(...gaps) + 1 + turn;
      const issue = { ticketId, number: ticketId, queue: 'a', channel: 'walk-in' as const, priority };
      line.push({
        at,
        run: () => {
          happen(state, at, 'hall.ticket.issued', issue);
        },
      });
      line.push({
        at: called,
        run: () => {
          happen(state, called, 'hall.ticket.called', { ticketId, windowId: 'w1' });
        },
      });
      line.push({
        at: called + 0.5,
        run: () => {
          happen(state, called + 0.5, 'hall.ticket.finished', { ticketId, windowId: 'w1', result: 'done' });
        },
      });
    });
  });
  for (const { run } of line.sort((x, y) => x.at - y.at)) run();
  return state;
}

const GAPS = Array.from({ length: 60 }, (_, i) => 0.1 + (i % 12) * 0.5);

function learned(headStart: number, days = 2): number {
  const tally = emptyHeadStart();
  for (let day = 0; day < days; day++) learnHeadStart(tally, pairsDay(GAPS, headStart));
  return headStartMin(tally);
}

describe('what priority is worth', () => {
  it.each([1.5, 3])('is learned where it is a head start of %d minutes', (minutes) => {
    expect(learned(minutes)).toBeCloseTo(minutes, 5);
  });

  it('stays "always first" where it is, and where too little was seen', () => {
    expect(learned(Infinity)).toBe(Infinity);
    expect(headStartMin(emptyHeadStart())).toBe(Infinity);
    const few = emptyHeadStart();
    learnHeadStart(few, pairsDay([1, 2, 3], 1.5));
    expect(headStartMin(few)).toBe(Infinity);
  });

  it('is kept with the past, which puts the line in that order', () => {
    const past = [1, 2].reduce<HallPast | null>((known) => learnDay(known, pairsDay(GAPS, 1.5)), null);
    const state = smallHall();
    if (past === null) throw new Error('nothing learned');
    const kept = readPast(JSON.parse(JSON.stringify(writePast(past))) as HallPastState, state);
    for (const [at, ticketId, priority] of [
      [600, 'old', 0],
      [601, 'young', 0],
      [602, 'first', 2],
    ] as const)
      happen(state, at, 'hall.ticket.issued', { ticketId, number: ticketId, queue: 'a', channel: 'walk-in', priority });
    const order = (of: typeof kept | null): string[] =>
      predictView(state, of?.experience).queues[0]?.waiting.map((t) => t.id) ?? [];
    expect(order(null)).toEqual(['first', 'old', 'young']);
    expect(order(kept)).toEqual(['old', 'first', 'young']);
  });
});

describe('a line with a head start', () => {
  it('is left by place, whoever came when', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ after: fc.double({ min: 0, max: 3, noNaN: true }), priority: fc.constantFrom(0, 1) }), {
          maxLength: 100,
        }),
        fc.constantFrom(0.5, 2, Infinity),
        (people, headStart) => {
          const line = new Line();
          let now = 0;
          const places = people.map(({ after, priority }) => {
            now += after;
            const place = placeOf(now, priority, headStart);
            line.insert(now, 1, 0.5, 0.5, -1, place);
            return { issued: now, place };
          });
          for (const { issued } of [...places].sort((x, y) => x.place - y.place)) {
            expect(line.issued[line.shift()]).toBe(issued);
          }
        },
      ),
    );
  });
});

describe('signs of the line', () => {
  const line = fc.array(
    fc.record({ ago: fc.double({ min: 0, max: 60, noNaN: true }), priority: fc.constantFrom(0, 2) }),
    { maxLength: 20 },
  );
  const seen = (people: { ago: number; priority: number }[], headStart: number): ReturnType<typeof viewOf> => ({
    ...viewOf({
      queues: [
        {
          code: 'a',
          waiting: people
            .map(({ ago, priority }, i) => ({ id: String(i), issuedMin: 600 - ago, meanMin: 5, priority }))
            .sort((x, y) => placeOf(x.issuedMin, x.priority, headStart) - placeOf(y.issuedMin, y.priority, headStart)),
        },
      ],
      windows: [{}],
      nowMin: 600,
    }),
    headStartMin: headStart,
  });
  const state = pairsDay(GAPS.slice(0, 6), 1.5);
  const now = state.config.dayStart + 600 * 60_000;
  const signs = (view: ReturnType<typeof viewOf>, priority: number): readonly number[] =>
    lineSigns(state, view, 0, newcomer(view, 0, priority), now);

  it('are never negative, grow with everybody ahead, and shrink for whoever has priority', () => {
    fc.assert(
      fc.property(
        line,
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.constantFrom(1.5, 10, Infinity),
        (people, ago, headStart) => {
          const view = seen(people, headStart);
          const before = signs(view, 0);
          const after = signs(seen([...people, { ago, priority: 0 }], headStart), 0);
          const first = signs(view, 2);
          before.forEach((sign, i) => {
            expect(sign).toBeGreaterThanOrEqual(0);
            expect(after[i]).toBeGreaterThanOrEqual(sign);
            expect(first[i]).toBeLessThanOrEqual(sign);
          });
        },
      ),
    );
  });

  it('know nothing of calls still to come', () => {
    const early = smallHall();
    const late = pairsDay(GAPS, 1.5);
    const at = early.config.dayStart + 539 * 60_000;
    const view = seen([{ ago: 1, priority: 0 }], 1.5);
    const who = newcomer(view, 0, 0);
    expect(lineSigns(late, view, 0, who, at)).toEqual(lineSigns(early, view, 0, who, at));
  });
});

describe('a quote for somebody with priority', () => {
  it('is not longer than for anybody else', () => {
    const past = [1, 2].reduce<HallPast | null>((known) => learnDay(known, pairsDay(GAPS, 1.5)), null);
    const state = pairsDay(GAPS.slice(0, 5), 1.5);
    for (let i = 0; i < 12; i++)
      happen(state, 640 + i, 'hall.ticket.issued', {
        ticketId: `w${String(i)}`,
        number: 'x',
        queue: 'a',
        channel: 'walk-in',
      });
    for (const known of [null, past]) {
      const [plain, priority] = [0, 2].map((level) => quote(state, 'a', { past: known, priority: level }));
      if (plain === undefined || priority === undefined || isUnknown(plain) || isUnknown(priority))
        throw new Error('unknown');
      expect(priority.p50Sec).toBeLessThanOrEqual(plain.p50Sec);
    }
  });
});
