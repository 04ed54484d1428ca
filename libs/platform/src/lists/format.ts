export type TableFormat = 'json' | 'ndjson' | 'csv';

const NAMES: readonly (readonly [RegExp, TableFormat])[] = [
  [/^application\/json$/, 'json'],
  [/^text\/csv$/, 'csv'],
  [/ndjson|jsonl/, 'ndjson'],
];

/**
 * Chooses the list format by `Accept`: the highest weight, then the first named; JSON when no supported format is
 * named.
 */
export function formatOf(accept: string | undefined): TableFormat {
  const named = (accept ?? '')
    .toLowerCase()
    .split(',')
    .flatMap((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
      const format = NAMES.find(([name]) => name.test(type))?.[1];
      const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
      return format === undefined || !(weight > 0) ? [] : [{ format, weight }];
    });
  return named.sort((a, b) => b.weight - a.weight)[0]?.format ?? 'json';
}
