import { FLAP_SPAN_MS, firedLately } from '@cockpit/domain';
import fc from 'fast-check';
import type { Reading } from '../rules/rule';
import { evaluate, type WarningLife } from './step';
import { isOver } from './transitions';

const MINUTE = 60_000;
const RULE = { forSec: 0, keepFiringSec: 60 };
const reading = (value: number | null): Reading => ({
  scope: { kind: 'feed', code: 'a' },
  value,
  fire: 1,
  clear: 1,
  words: { code: 'warning.watchdog', params: {} },
});
type Seen = 'holds' | 'clear' | 'gone' | 'unknown';
interface Minute {
  readonly at: number;
  readonly seen: Seen;
  readonly live: boolean;
}

/** Goes through minutes as the engine does; @returns when it was told to have begun and to be over, and what stood at each minute. */
function lived(seen: readonly Seen[], flapAfter: number): { begun: number[]; ended: number[]; minutes: Minute[] } {
  let life: WarningLife | null = null;
  let fired: number[] = [];
  const begun: number[] = [];
  const ended: number[] = [];
  const minutes = seen.map((one, i) => {
    const now = i * MINUTE;
    const judged = one === 'gone' ? null : reading({ holds: 1, clear: 0, unknown: null }[one]);
    const before: WarningLife | null = life;
    const after = evaluate(before, judged, { ...RULE, flapAfter }, now).life;
    if (before === null && after?.firedAt === now) {
      begun.push(now);
      life = { ...after, firedBefore: fired };
      fired = firedLately([...fired, now], now);
    } else life = after;
    if (life !== null && isOver(life.condition)) {
      ended.push(now);
      life = null;
    }
    return { at: now, seen: one, live: life !== null };
  });
  return { begun, ended, minutes };
}

describe('a warning that comes and goes', () => {
  it('is held as one from the firing that would be followed by one too many, and told as over when the hour is and it is quiet', () => {
    const turns = Array.from({ length: 30 }, (_, i): Seen => (i % 3 === 0 ? 'holds' : 'clear'));
    const quiet = Array.from({ length: 60 }, (): Seen => 'clear');
    const { begun, ended } = lived([...turns, ...quiet], 4);
    expect(begun.map((at) => at / MINUTE)).toEqual([0, 3, 6, 9]);
    // the first of the four is an hour ago
    expect(ended.map((at) => at / MINUTE)).toEqual([2, 5, 8, 60]);
  });

  const minutes = fc.array(
    fc.tuple(fc.constantFrom<Seen>('holds', 'clear', 'gone', 'unknown'), fc.integer({ min: 1, max: 20 })),
    { maxLength: 60 },
  );
  const most = fc.integer({ min: 2, max: 6 });
  const spread = (all: readonly (readonly [Seen, number])[]): Seen[] =>
    all.flatMap(([seen, n]) => Array.from({ length: n }, () => seen));

  it('calls nobody more often within an hour than it may', () => {
    fc.assert(
      fc.property(minutes, most, (all, n) => {
        const { begun } = lived(spread(all), n);
        for (const at of begun)
          expect(begun.filter((one) => one > at - FLAP_SPAN_MS && one <= at).length).toBeLessThanOrEqual(n);
      }),
    );
  });

  it('hides nothing: what holds has a warning, and what has been quiet for an hour has been told to be over', () => {
    fc.assert(
      fc.property(minutes, most, (all, n) => {
        const run = lived(spread(all), n).minutes;
        for (const { seen, live } of run) if (seen === 'holds') expect(live).toBe(true);
        run.forEach(({ live }, i) => {
          const lately = run.slice(i - 61, i + 1);
          if (i >= 61 && lately.every(({ seen }) => seen === 'clear' || seen === 'gone')) expect(live).toBe(false);
        });
      }),
    );
  });

  it('that fires seldom is over as soon as it is clear', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 50 }), (gap) => {
        const seen = Array.from({ length: 300 }, (_, i): Seen => (i % gap === 0 ? 'holds' : 'clear'));
        const { begun, ended } = lived(seen, 4);
        expect(ended).toEqual(begun.map((at) => at + 2 * MINUTE).filter((at) => at < 300 * MINUTE));
      }),
    );
  });
});
