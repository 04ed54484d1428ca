import { CASE_CHANNELS, ClockRules, MATTER_KINDS, type ClockRule } from '@cockpit/contracts';
import fc from 'fast-check';
import { SHIPPED_CLOCKS, clockDays, rulesOn } from './default-clocks';

const days = fc.option(fc.integer({ min: 1, max: 30 }));
const rule = fc.record<ClockRule>({
  kind: fc.constantFrom(...MATTER_KINDS),
  unit: fc.constantFrom(null, 'u1', 'u2'),
  channel: fc.constantFrom(null, ...CASE_CHANNELS),
  contact: days,
  answer: days,
  resolution: days,
});
const of = (kind: ClockRule['kind'], unit: string | null, channel: ClockRule['channel'], resolution: number) => ({
  kind,
  unit,
  channel,
  resolution,
  contact: null,
  answer: null,
});

describe('default clocks', () => {
  it('that are shipped can be saved as they are, and give every kind but cases a clock', () => {
    expect(ClockRules.parse(SHIPPED_CLOCKS)).toEqual(SHIPPED_CLOCKS);
    for (const kind of MATTER_KINDS)
      expect(clockDays(SHIPPED_CLOCKS, { kind, unit: 'u', channel: 'phone' }).resolution === null).toBe(
        kind === 'case',
      );
  });

  it('go by the narrowest line, a unit before a channel', () => {
    const lines = [
      of('order', null, null, 5),
      of('order', null, 'phone', 4),
      of('order', 'u1', null, 3),
      of('order', 'u1', 'phone', 2),
    ];
    const daysOf = (unit: string, channel: string) => clockDays(lines, { kind: 'order', unit, channel }).resolution;
    expect([daysOf('u1', 'phone'), daysOf('u1', 'online'), daysOf('u2', 'phone'), daysOf('u2', 'online')]).toEqual([
      2, 3, 4, 5,
    ]);
    expect(clockDays(lines, { kind: 'letter', unit: 'u1', channel: 'phone' }).resolution).toBeNull();
  });

  it('do not depend on the order of the lines, and never come from a line of somebody else', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 12 }), rule, (all, query) => {
        const lines = all.filter(
          (one, at) =>
            all.findIndex((o) => [o.kind, o.unit, o.channel].join() === [one.kind, one.unit, one.channel].join()) ===
            at,
        );
        const whom = { kind: query.kind, unit: query.unit ?? 'u1', channel: query.channel ?? 'phone' };
        const expected = clockDays(lines, whom);
        expect(clockDays([...lines].reverse(), whom)).toEqual(expected);
        const strangers = lines.filter((line) => line.kind !== whom.kind || (line.unit ?? whom.unit) !== whom.unit);
        expect(
          clockDays(
            lines.filter((line) => !strangers.includes(line)),
            whom,
          ),
        ).toEqual(expected);
      }),
    );
  });

  it('hold from their day on, the last decided one first, and before that what is shipped', () => {
    const [early, late, mended] = [3, 4, 6].map((resolution) => [of('order', null, null, resolution)]);
    const tables = [
      { revision: 1, from: '2026-03-01', rules: early ?? [] },
      { revision: 2, from: '2026-04-01', rules: late ?? [] },
    ];
    expect(rulesOn(tables, '2026-02-28')).toBe(SHIPPED_CLOCKS);
    expect(rulesOn(tables, '2026-03-01')).toBe(early);
    expect(rulesOn(tables, '2026-04-02')).toBe(late);
    expect(rulesOn([...tables, { revision: 3, from: '2026-03-15', rules: mended ?? [] }], '2026-04-02')).toBe(mended);
  });

  it('are refused line by line when they say nothing, twice the same, or an end before its beginning', () => {
    const [one, two, three] = [
      { ...of('order', null, null, 5), resolution: null },
      { ...of('order', 'u', null, 2), contact: 3 },
      of('order', 'u', null, 2),
    ];
    const { error } = ClockRules.safeParse([one, two, three]);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['0', '1.resolution', '2']);
    expect(ClockRules.safeParse([{ ...of('order', null, null, 5), resolution: 0 }]).success).toBe(false);
  });
});
