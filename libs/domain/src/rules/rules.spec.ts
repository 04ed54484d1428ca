import type { RuleField, RulePlace, RuleSettings } from '@cockpit/contracts';
import fc from 'fast-check';
import { isActiveAt } from './active';
import { firedLately, isFlapping } from './flapping';
import { settingFaults } from './faults';
import { holdingAt, type ToldRule } from './holding';

const bureau: RulePlace = { kind: 'bureau', hall: null, code: null };
const hall = (code: string): RulePlace => ({ kind: 'hall', hall: code, code: null });
const queue = (code: string, of: string | null = null): RulePlace => ({ kind: 'queue', hall: of, code });
const entry = (place: RulePlace, settings: RuleSettings, revision: number): ToldRule => ({ place, settings, revision });

describe('the effective settings of a place', () => {
  const rows = [
    entry(bureau, { threshold: 20, forSec: 60, severity: 'yellow' }, 1),
    entry(hall('H1'), { threshold: 30, enabled: false }, 2),
    entry(queue('a'), { threshold: 40, enabled: true }, 3),
    entry(queue('a', 'H1'), { forSec: 0 }, 4),
  ];

  it('come from the narrowest place, field by field, with that place', () => {
    expect(holdingAt(rows, { hall: null }).settings).toEqual({ threshold: 20, forSec: 60, severity: 'yellow' });
    const there = holdingAt(rows, { hall: 'H1', kind: 'queue', code: 'a' });
    expect(there.settings).toEqual({ threshold: 40, forSec: 0, severity: 'yellow', enabled: true });
    expect(there.from).toEqual({
      threshold: queue('a'),
      enabled: queue('a'),
      forSec: queue('a', 'H1'),
      severity: bureau,
    });
    expect(there.revision).toBe(4);
    expect(holdingAt(rows, { hall: 'H2', kind: 'queue', code: 'b' }).settings.threshold).toBe(20);
    expect(holdingAt(rows, { hall: 'H1', kind: 'window', code: 'a' }).settings.threshold).toBe(30);
  });

  it('are empty without settings, and after all were removed', () => {
    expect(holdingAt([], { hall: 'H1' })).toEqual({ settings: {}, from: {}, revision: null });
    expect(holdingAt([...rows, entry(hall('H1'), {}, 9)], { hall: 'H1' }).settings.threshold).toBe(20);
  });

  it('do not depend on the order of rows or on other places, and contain only fields that were set', () => {
    const code = fc.constantFrom('a', 'b');
    const of = fc.constantFrom('H1', 'H2');
    const place = fc.oneof(
      fc.constant(bureau),
      of.map(hall),
      fc.tuple(code, fc.option(of)).map(([c, h]) => queue(c, h)),
    );
    const settings: fc.Arbitrary<RuleSettings> = fc.record(
      { threshold: fc.integer({ min: 1, max: 99 }), forSec: fc.nat(99), enabled: fc.boolean() },
      { requiredKeys: [] },
    );
    const list = fc
      .array(fc.tuple(place, settings), { maxLength: 12 })
      .map((all) => all.map(([where, what], i) => entry(where, what, i + 1)));
    fc.assert(
      fc.property(list, of, code, (all, at, thing) => {
        const spot = { hall: at, kind: 'queue', code: thing };
        const holding = holdingAt(all, spot);
        expect(holdingAt([...all].reverse(), spot)).toEqual(holding);
        const other = at === 'H1' ? 'H2' : 'H1';
        expect(
          holdingAt(
            all.filter((row) => row.place.hall !== other),
            spot,
          ),
        ).toEqual(holding);
        for (const field of Object.keys(holding.settings) as RuleField[]) {
          const from = holding.from[field];
          const last = all.filter((row) => JSON.stringify(row.place) === JSON.stringify(from)).at(-1);
          expect(last?.settings[field]).toEqual(holding.settings[field]);
        }
      }),
    );
  });
});

describe('settings that do not go together', () => {
  const written = { scope: 'queue', threshold: null, unit: 'min' } as const;
  const paths = (all: ToldRule[], changed: RulePlace, of: Parameters<typeof settingFaults>[2] = written) =>
    settingFaults(all, changed, of).map(({ path }) => path);

  it('are refused where they meet, even if they were set at different places', () => {
    expect(paths([entry(bureau, { threshold: 20, clear: 15 }, 1)], bureau)).toEqual([]);
    expect(paths([entry(bureau, { threshold: 20, clear: 21 }, 1)], bureau)).toEqual(['settings.clear']);
    const apart = [entry(bureau, { threshold: 20, clear: 15 }, 1), entry(queue('a'), { threshold: 10 }, 2)];
    expect(settingFaults(apart, queue('a'), written)).toEqual([
      {
        path: 'settings.clear',
        message: 'it must not be above the threshold: 15 min (the bureau) is above 10 min (from every hall, queue a)',
      },
    ]);
    const crossing = [entry(hall('H1'), { threshold: 20, clear: 15 }, 1), entry(queue('a'), { threshold: 10 }, 2)];
    expect(paths(crossing, queue('a'))).toEqual(['settings.clear']);
  });

  it('are refused for objects that the rule does not cover, and for a clear threshold without a firing threshold', () => {
    expect(paths([], { kind: 'window', hall: 'H1', code: '3' })).toEqual(['place.kind']);
    expect(paths([entry(bureau, { clear: 5 }, 1)], bureau)).toEqual(['settings.clear']);
    expect(paths([entry(bureau, { clear: 5 }, 1)], bureau, { ...written, threshold: 10 })).toEqual([]);
  });

  it('are refused for a reminder, as far as nothing is measured there', () => {
    const reminder = { scope: 'unit', threshold: 2, unit: 'd', reminder: true } as const;
    const days = entry(bureau, { threshold: 3, enabled: true }, 1);
    expect(paths([days], bureau, reminder)).toEqual([]);
    expect(paths([days, entry(bureau, { clear: 1, forSec: 60 }, 2)], bureau, reminder)).toEqual([
      'settings.clear',
      'settings.forSec',
    ]);
  });
});

describe('firings within an hour', () => {
  const MINUTE = 60_000;
  it('count until they are an hour ago, and those still to come do not', () => {
    const fired = [0, 10, 59, 70].map((minute) => minute * MINUTE);
    expect(firedLately(fired, 60 * MINUTE)).toEqual([10 * MINUTE, 59 * MINUTE]);
    const most = [2, 3].map((n) => isFlapping(fired, 60 * MINUTE, n));
    expect([...most, isFlapping(fired, 59 * MINUTE), isFlapping([...fired, MINUTE], 59 * MINUTE)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('active hours', () => {
  const weekdays = { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' };
  it('are those of the hall’s clock and week, the end not included', () => {
    const at = (text: string) => isActiveAt(weekdays, 'Asia/Shanghai', Date.parse(text));
    expect(at('2026-03-04T09:00:00+08:00')).toBe(true);
    expect(at('2026-03-04T08:59:59+08:00')).toBe(false);
    expect(at('2026-03-04T12:00:00+08:00')).toBe(false);
    expect(at('2026-03-07T10:00:00+08:00')).toBe(false);
    expect([isActiveAt(null, 'Asia/Shanghai', 0), isActiveAt(undefined, 'Asia/Shanghai', 0)]).toEqual([true, true]);
  });
});
