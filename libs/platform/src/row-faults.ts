/** Postgres' classes of errors that lie in what was written: data, constraints, limits. */
const POSTGRES_ROW = /^(?:21|22|23|2F|54|P0)/;
/** ClickHouse's errors that lie in what was written: it cannot be parsed, converted or held by the column's type. */
const CLICKHOUSE_ROW = new Set([
  '6',
  '26',
  '27',
  '34',
  '38',
  '41',
  '43',
  '53',
  '69',
  '70',
  '72',
  '73',
  '117',
  '130',
  '131',
  '321',
  '349',
  '407',
  '441',
  '457',
  '691',
]);
const OUR_ROW = new Set(['RangeError', 'TypeError', 'SyntaxError', 'ZodError']);

/**
 * Whether the fault lies in what was to be written, so that it would fail again however often it is tried. Anything else, a store that is
 * away, full or damaged, a lease that is lost, may pass, and nothing may be given up for it.
 */
export function isRowFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^\d{1,4}$/.test(code)) return CLICKHOUSE_ROW.has(code);
  if (/^[0-9A-Z]{5}$/.test(code)) return POSTGRES_ROW.test(code);
  // a request that failed is a TypeError with a cause
  return code === '' && error.cause === undefined && OUR_ROW.has(error.name);
}

/** A word that stands for the kind of fault: a store's code, or the name of the error. */
export function faultCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (!('code' in error) || typeof error.code !== 'string' || error.code === '') return error.name;
  return `${/^\d{1,4}$/.test(error.code) ? 'clickhouse' : 'postgres'}-${error.code}`;
}

export interface FailedRow<T> {
  item: T;
  error: unknown;
}

/** When so many fail alone and none has succeeded, a few of the others decide whether anything can be done at all. */
const HOPELESS = 64;
const PROBES = 16;
const TRIES = 3;

/**
 * Does the work on all items at once; when a fault of a row stops it, on halves, until the rows are found that fail alone and three times.
 * The work may be done again on what it has been done on already. @returns the rows that failed; everything else is done
 * @throws what is no fault of a row, and a fault that every row of a long batch has
 */
export async function isolate<T>(
  items: readonly T[],
  work: (items: readonly T[]) => Promise<void>,
): Promise<FailedRow<T>[]> {
  const failed: FailedRow<T>[] = [];
  let done = 0;
  const split = async (part: readonly T[]): Promise<void> => {
    try {
      await work(part);
      done += part.length;
    } catch (error) {
      if (!isRowFault(error)) throw error;
      const [first] = part;
      if (part.length > 1) {
        const half = Math.ceil(part.length / 2);
        await split(part.slice(0, half));
        await split(part.slice(half));
      } else if (first !== undefined && !(await again(part))) {
        failed.push({ item: first, error });
        if (done === 0 && failed.length === HOPELESS && !(await anyWorks())) throw error;
      }
    }
  };
  const anyWorks = async (): Promise<boolean> => {
    for (let probe = 1; probe <= PROBES; probe++)
      if (await again(items.slice(Math.floor((probe * (items.length - 1)) / PROBES)).slice(0, 1))) return true;
    return false;
  };
  const again = async (part: readonly T[]): Promise<boolean> => {
    for (let tries = 1; tries < TRIES; tries++) {
      try {
        await work(part);
        done += 1;
        return true;
      } catch (error) {
        if (!isRowFault(error)) throw error;
      }
    }
    return false;
  };
  if (items.length > 0) await split(items);
  return failed;
}
