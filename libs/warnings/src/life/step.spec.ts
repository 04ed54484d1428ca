import fc from 'fast-check';
import type { Reading } from '../rules/rule';
import { evaluate, type Step, type WarningLife } from './step';
import { CONDITION_MOVES, HANDLING_MOVES } from './transitions';

const rule = { forSec: 120, keepFiringSec: 180 };
const reading = (value: number | null): Reading => ({
  scope: { kind: 'queue', code: 'a' },
  value,
  fire: 15,
  clear: 12,
  words: { code: 'warning.watchdog', params: {} },
});

interface StepAt {
  at: number;
  step: Step;
}

/** Evaluates once a minute; @returns what happened when. */
function live(
  values: readonly (number | null | 'gone' | 'failed')[],
  of = rule,
): { told: StepAt[]; last: WarningLife | null } {
  let life: WarningLife | null = null;
  const told: StepAt[] = [];
  values.forEach((value, minute) => {
    const seen = value === 'gone' ? null : value === 'failed' ? 'failed' : reading(value);
    const result = evaluate(life, seen, of, minute * 60_000);
    told.push(...result.steps.map((step) => ({ at: minute, step })));
    life =
      result.life !== null && (result.life.condition === 'normal' || result.life.condition === 'resolved')
        ? null
        : result.life;
  });
  return { told, last: life };
}
const path = (told: readonly StepAt[]): string[] => told.map(({ at, step }) => `${String(at)} ${step.to}`);

describe('the life of a warning', () => {
  it('fires only after the condition has held for its time', () => {
    expect(path(live([14, 15, 16, 16, 20]).told)).toEqual(['1 pending', '3 firing']);
    expect(path(live([15, 16, 14, 15, 15]).told)).toEqual(['0 pending', '2 normal', '3 pending']);
  });

  it('does not begin beside a prompt that says it, and keeps firing where it did before', () => {
    const at = (life: WarningLife | null, held: boolean, minute: number) =>
      evaluate(life, { ...reading(16), held }, rule, minute * 60_000).life;
    const pending = at(null, false, 0);
    expect([at(null, true, 0), at(pending, true, 1)?.condition]).toEqual([null, 'normal']);
    const firing = at(pending, false, 2);
    expect([firing?.condition, at(firing, true, 3)?.condition]).toEqual(['firing', 'firing']);
  });

  it('fires at once when no time is asked for', () => {
    expect(path(live([15], { forSec: 0, keepFiringSec: 0 }).told)).toEqual(['0 pending', '0 firing']);
  });

  it('clears at its own threshold, and only after a while', () => {
    expect(path(live([15, 15, 15, 13, 14, 11, 11, 11, 11]).told)).toEqual([
      '0 pending',
      '2 firing',
      '5 recovering',
      '8 resolved',
    ]);
  });

  it('keeps firing through a short dip', () => {
    expect(path(live([15, 15, 15, 11, 11, 13, 11, 11, 11, 11]).told)).toEqual([
      '0 pending',
      '2 firing',
      '3 recovering',
      '5 firing',
      '6 recovering',
      '9 resolved',
    ]);
  });

  it('says that nothing is known while its feed is silent', () => {
    expect(path(live([15, 15, 15, null, null, 20]).told)).toEqual(['0 pending', '2 firing', '3 no_data', '5 firing']);
    expect(path(live([15, 15, 15, null, 3, 3, 3, 3]).told)).toEqual([
      '0 pending',
      '2 firing',
      '3 no_data',
      '4 recovering',
      '7 resolved',
    ]);
  });

  it('says so when it could not be evaluated, and counts what is gone as clear', () => {
    expect(path(live([15, 15, 15, 'failed', 15]).told)).toEqual(['0 pending', '2 firing', '3 error', '4 firing']);
    expect(path(live([15, 15, 15, 'gone', 'gone', 'gone', 'gone']).told)).toEqual([
      '0 pending',
      '2 firing',
      '3 recovering',
      '6 resolved',
    ]);
  });

  it('lets an acknowledgement run out after a quarter of an hour', () => {
    const fired = live([15, 15, 15]).last;
    if (fired === null) throw new Error('it should have fired');
    const acknowledged: WarningLife = { ...fired, handling: 'acknowledged', acknowledgedAt: 3 * 60_000 };
    expect(evaluate(acknowledged, reading(15), rule, 17 * 60_000).life?.handling).toBe('acknowledged');
    const after = evaluate(acknowledged, reading(15), rule, 18 * 60_000);
    expect(after.life?.handling).toBe('new');
    expect(after.steps).toMatchObject([{ axis: 'handling', from: 'acknowledged', to: 'new' }]);
  });

  it('never makes a move that is not in the table', () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 30 }),
      fc.constantFrom<null | 'gone' | 'failed'>(null, 'gone', 'failed'),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), (values) => {
        for (const { step } of live(values).told) {
          const table: Record<string, readonly string[]> = step.axis === 'condition' ? CONDITION_MOVES : HANDLING_MOVES;
          expect(table[step.from]).toContain(step.to);
        }
      }),
    );
  });
});
