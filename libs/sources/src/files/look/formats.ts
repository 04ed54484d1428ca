import { instantReader } from '../instants';

/** Full date-times come first, because the first matching format is used. */
const DAYS = ['yyyy-MM-dd', 'yyyy-M-d', 'yyyy/M/d', 'yyyy.M.d', "yyyy'年'M'月'd'日'", 'yyyyMMdd', 'd.M.yyyy'] as const;
const TIMES = ['HH:mm:ss', 'HH:mm', 'H:mm:ss', 'H:mm', "H'时'm'分's'秒'", "H'时'm'分'"] as const;
const INSTANTS = [
  ...DAYS.flatMap((day) => TIMES.map((time) => `${day} ${time}`)),
  ...["yyyy'年'M'月'd'日'HH:mm:ss", "yyyy'年'M'月'd'日'HH:mm", 'yyyyMMddHHmmss', 'yyyyMMddHHmm'],
];
/** Minimum share of values that must match the formats; the others are reported as faults. */
const MOSTLY = 0.75;
const MOST_FORMS = 4;
const ZONE = 'UTC';

export type TimeKind = 'instant' | 'day' | 'time';

type Test = (value: string) => boolean;
const luxon = (format: string): { format: string; fits: Test } => {
  const read = instantReader([format], ZONE);
  return { format, fits: (value) => 'iso' in read(value) };
};
const matching = (format: string, pattern: RegExp, low: number, high: number): { format: string; fits: Test } => ({
  format,
  fits: (value) => pattern.test(value) && Number(value) >= low && Number(value) < high,
});

const FORMS: Readonly<Record<TimeKind, readonly { format: string; fits: Test }[]>> = {
  instant: [
    ...INSTANTS.map(luxon),
    {
      format: 'iso',
      fits: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && 'iso' in instantReader(['iso'], ZONE)(value),
    },
    // years 2000 to 2100; a serial date needs a fraction of a day, or it could be any number
    matching('epoch-ms', /^\d{12,13}$/, 946_684_800_000, 4_102_444_800_000),
    matching('epoch-s', /^\d{9,10}$/, 946_684_800, 4_102_444_800),
    matching('serial', /^\d{5}\.\d+$/, 36_526, 73_051),
  ],
  day: DAYS.map(luxon),
  time: TIMES.map(luxon),
};

/** The formats of nearly all values, the most frequent first; empty when they are no times of this kind. */
export function formatsOf(values: readonly string[], kind: TimeKind): string[] {
  let left = values.filter((value) => value !== '');
  const bearable = left.length * (1 - MOSTLY);
  const found: { format: string; count: number }[] = [];
  let mismatches = 0;
  while (left.length > 0 && found.length < MOST_FORMS && mismatches <= bearable) {
    // a format that fits the first remaining value and the most others
    const [first = ''] = left;
    const best = FORMS[kind]
      .filter(({ fits }) => fits(first))
      .map((form) => ({ ...form, count: left.filter(form.fits).length }))
      .reduce<(typeof FORMS)[TimeKind][number] & { count: number }>(
        (most, form) => (form.count > most.count ? form : most),
        {
          format: '',
          fits: (value) => value === first,
          count: 0,
        },
      );
    if (best.count === 0) mismatches += 1;
    else found.push(best);
    left = left.filter((value) => !best.fits(value));
  }
  if (found.length === 0 || mismatches + left.length > bearable) return [];
  return found.sort((a, b) => b.count - a.count).map(({ format }) => format);
}
