/** Postgres error classes caused by the written data: data, constraints, limits. */
const POSTGRES_ROW = /^(?:21|22|23|2F|54|P0)/;
/** ClickHouse errors caused by the written data: parsing, conversion, column range. */
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
 * Whether the written data caused the error, so that every retry would fail. All other errors (store away, full or
 * damaged, lease lost) may pass, and no row may be given up for them.
 */
export function isRowFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^\d{1,4}$/.test(code)) return CLICKHOUSE_ROW.has(code);
  if (/^[0-9A-Z]{5}$/.test(code)) return POSTGRES_ROW.test(code);
  // a failed fetch is a TypeError with a cause
  return code === '' && error.cause === undefined && OUR_ROW.has(error.name);
}

/** Short code of an error: the store's code, or the error's name. */
export function faultCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (!('code' in error) || typeof error.code !== 'string' || error.code === '') return error.name;
  return `${/^\d{1,4}$/.test(error.code) ? 'clickhouse' : 'postgres'}-${error.code}`;
}

export interface FailedRow<T> {
  item: T;
  error: unknown;
}

/** After this many single failures without a success, a sample of the other rows decides whether any can succeed. */
const HOPELESS = 64;
const PROBES = 16;
const TRIES = 3;

/**
 * Processes all items at once. When a row fault stops it, it retries on halves until the rows are found that fail alone
 * three times. Work may be repeated on rows that succeeded.
 * @returns the failed rows; all others are done
 * @throws errors that are not a row's fault, and an error that all rows of a long batch share
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
