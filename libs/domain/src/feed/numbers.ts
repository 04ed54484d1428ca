export interface NumberedTicket {
  hall: string;
  number: string;
}

/** A series of ticket numbers of one hall day (`H32 A`), which should have no gaps. */
export interface NumberSeries {
  series: string;
  first: number;
  last: number;
  seen: number;
  missing: number;
  /** the first few */ examples: string[];
}

const EXAMPLES = 5;
/** Larger gaps mean that the system issues case numbers, not a series. */
const MAX_HOLES = 3;

/** Series of the tickets of one day, by hall and letter prefix; numbers without digits are ignored. */
export function numberGaps(tickets: Iterable<NumberedTicket>): NumberSeries[] {
  const runs = new Map<string, { prefix: string; width: number; numbers: Set<number> }>();
  for (const { hall, number } of tickets) {
    const [, prefix = '', digits] = /^(\D*?)(\d{1,9})$/.exec(number) ?? [];
    if (digits === undefined) continue;
    const series = `${hall} ${prefix}`.trim();
    const run = runs.get(series) ?? { prefix, width: digits.length, numbers: new Set() };
    run.numbers.add(Number(digits));
    runs.set(series, run);
  }
  return [...runs]
    .flatMap(([series, { prefix, width, numbers }]) => {
      const ordered = [...numbers].sort((a, b) => a - b);
      const [first] = ordered;
      const last = ordered.at(-1);
      if (first === undefined || last === undefined) return [];
      const missing = last - first + 1 - ordered.length;
      if (missing > MAX_HOLES * ordered.length) return [];
      const examples: string[] = [];
      for (let i = first; i < last && examples.length < Math.min(EXAMPLES, missing); i++)
        if (!numbers.has(i)) examples.push(`${prefix}${String(i).padStart(width, '0')}`);
      return [{ series, first, last, seen: ordered.length, missing, examples }];
    })
    .sort((a, b) => (a.series < b.series ? -1 : 1));
}
