import fc from 'fast-check';
import { BULLETIN_STATES } from '@cockpit/contracts';
import { FigureCodes, bulletinOfCode } from './codes';
import { daysOfSpan, periodAfter, periodBefore, periodDue, periodOf, periodYearBefore, periodsMissed } from './periods';
import { mayRead } from './readers';
import { BULLETIN_ACTS, afterAct } from './states';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const ZONE = 'Asia/Shanghai';
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('periods of bulletins', () => {
  it('are weeks from Monday and calendar months, one after the other without a gap', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('week' as const, 'month' as const), (date, period) => {
        const span = periodOf(period, date);
        expect(daysOfSpan(span)).toContain(date);
        expect(periodBefore(period, periodAfter(period, span))).toEqual(span);
        expect(periodYearBefore(period, span).to < span.from).toBe(true);
      }),
    );
    expect(periodOf('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(periodOf('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(periodYearBefore('month', periodOf('month', '2026-03-31'))).toEqual({
      from: '2025-03-01',
      to: '2025-03-31',
    });
  });

  it('are due from Monday 08:00, and from 08:00 on the 1st', () => {
    expect(periodDue('week', at('2026-11-23T07:59:59'), ZONE).from).toBe('2026-11-09');
    expect(periodDue('week', at('2026-11-23T08:00:00'), ZONE).from).toBe('2026-11-16');
    expect(periodDue('month', at('2026-12-01T07:59:59'), ZONE).from).toBe('2026-10-01');
    expect(periodDue('month', at('2026-12-01T08:00:00'), ZONE).from).toBe('2026-11-01');
  });
});

describe('the schedule of a place', () => {
  const kind = fc.constantFrom('week' as const, 'month' as const);

  it('has a day and time of its own', () => {
    const due = { day: 3, time: '14:30' };
    expect(periodDue('week', at('2026-11-25T14:29:59'), ZONE, due).from).toBe('2026-11-09');
    expect(periodDue('week', at('2026-11-25T14:30:00'), ZONE, due).from).toBe('2026-11-16');
    expect(periodDue('month', at('2026-12-03T14:29:59'), ZONE, due).from).toBe('2026-10-01');
    expect(periodDue('month', at('2026-12-03T14:30:00'), ZONE, due).from).toBe('2026-11-01');
  });

  it('makes up what it missed, without a gap, up to what is due, and nothing twice', () => {
    fc.assert(
      fc.property(kind, day, fc.nat(20), (period, today, ago) => {
        const due = periodOf(period, today);
        let last = due;
        for (let i = 0; i < ago; i += 1) last = periodBefore(period, last);
        const missed = periodsMissed(period, due, last.from);
        expect(missed).toHaveLength(Math.min(ago, 12));
        expect(missed.at(-1) ?? due).toEqual(due);
        missed.slice(1).forEach((span, i) => {
          expect(span).toEqual(periodAfter(period, missed[i] ?? span));
        });
        if (ago <= 12 && missed[0] !== undefined) expect(missed[0]).toEqual(periodAfter(period, last));
        // nothing is missing after all are made, nor after the clock was set back
        expect(periodsMissed(period, due, due.from)).toEqual([]);
        expect(periodsMissed(period, periodBefore(period, due), due.from)).toEqual([]);
      }),
    );
  });

  it('begins with what is due now', () => {
    const due = periodOf('week', '2026-11-22');
    expect(periodsMissed('week', due, null)).toEqual([due]);
  });
});

describe('the readers of a bulletin', () => {
  it('are those of its place, and once it was sent every hall that it names', () => {
    const named = ['H1', 'H2'];
    const reads = (state: (typeof BULLETIN_STATES)[number], halls: readonly string[], covers = false) =>
      mayRead(state, { covers, named, halls });
    for (const state of BULLETIN_STATES) expect(reads(state, ['D'], true)).toBe(true);
    expect(BULLETIN_STATES.filter((state) => reads(state, ['H9', 'H2']))).toEqual(['sent']);
    expect(BULLETIN_STATES.filter((state) => reads(state, ['H9']))).toEqual([]);
    expect(BULLETIN_STATES.filter((state) => reads(state, []))).toEqual([]);
  });
});

describe('codes of figures', () => {
  it('are one for each question, the same when computed anew, and name their bulletin', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { maxLength: 400 }),
        fc.integer({ min: 1, max: 999 }),
        (questions, no) => {
          const codes = (book: FigureCodes): string[] => questions.map((question) => book.codeOf(question));
          const first = codes(new FigureCodes(no));
          expect(new Set(first).size).toBe(questions.length);
          expect(codes(new FigureCodes(no))).toEqual(first);
          expect(first.every((code) => bulletinOfCode(code) === no && /^F\d+-[0-9A-HJKMNP-TV-Z]{3}$/.test(code))).toBe(
            true,
          );
        },
      ),
    );
  });

  it('are still all different when all of them are used', () => {
    const book = new FigureCodes(1);
    const all = new Set(Array.from({ length: 32_768 }, (_, i) => book.codeOf(String(i))));
    expect(all.size).toBe(32_768);
    expect(() => book.codeOf('one more')).toThrow(RangeError);
  });
});

describe('the life of a bulletin', () => {
  it('goes from draft to sent by approval only, and ends there', () => {
    const reached = BULLETIN_STATES.flatMap((state) =>
      BULLETIN_ACTS.flatMap((act) =>
        afterAct(state, act) === null ? [] : [`${state} ${act} ${String(afterAct(state, act))}`],
      ),
    );
    expect(reached).toEqual([
      'draft edit draft',
      'draft compute draft',
      'draft approve approved',
      'approved withdraw draft',
      'approved send sent',
    ]);
  });
});
