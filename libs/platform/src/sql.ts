/** A bound value with its ClickHouse type. */
interface Bound {
  readonly type: string;
  readonly value: unknown;
}

/**
 * A piece of a ClickHouse statement with its bound values. `sql` joins pieces; a value never becomes part of the
 * statement's text.
 */
export class Sql {
  constructor(readonly pieces: readonly (string | Bound)[]) {}
}

/** Only `Sql` pieces may be interpolated: a plain string does not compile. */
export const sql = (texts: TemplateStringsArray, ...parts: readonly Sql[]): Sql =>
  new Sql(texts.flatMap((text, n) => [text, ...(parts[n]?.pieces ?? [])]));

/** Text from our own code, such as a column name or a constant. Never text from outside. */
export const written = (text: string | number): Sql => new Sql([String(text)]);
export const joined = (parts: readonly Sql[], by: string): Sql =>
  new Sql(parts.flatMap(({ pieces }, n) => (n === 0 ? pieces : [by, ...pieces])));

const bound = (type: string, value: unknown): Sql => new Sql([{ type, value }]);

export const bind = {
  text: (value: string): Sql => bound('String', value),
  texts: (values: readonly string[]): Sql => bound('Array(String)', values),
  /** Many values without commas. They are bound as one text, because the server parses an array literal slowly. */
  listed: (values: readonly string[]): Sql => {
    const fields = slices(values).map((part) => sql`splitByChar(',', ${bound('String', part.join(','))})`);
    return fields.length === 1 ? joined(fields, '') : sql`arrayConcat(${joined(fields, ', ')})`;
  },
  number: (value: number): Sql => bound('Float64', value),
  numbers: (values: readonly number[]): Sql => bound('Array(Float64)', values),
  uuids: (values: readonly string[]): Sql => bound('Array(UUID)', values),
  /** `value` as YYYY-MM-DD */
  day: (value: string): Sql => bound('Date', value),
  /** `time` in epoch ms */
  instant: (time: number): Sql => sql`fromUnixTimestamp64Milli(${bound('Int64', Math.trunc(time))}, 'UTC')`,
};

export interface Statement {
  readonly query: string;
  readonly query_params: Record<string, unknown>;
}

/** Returns the statement with placeholders `{p0:String}`; equal values share one. */
export function statementOf({ pieces }: Sql): Statement {
  const names = new Map<string, string>();
  const query_params: Record<string, unknown> = {};
  const query = pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const key = JSON.stringify([piece.type, piece.value]);
      const name = names.get(key) ?? `p${String(names.size)}`;
      names.set(key, name);
      query_params[name] = piece.value;
      return `{${name}:${piece.type}}`;
    })
    .join('');
  return { query, query_params };
}

/** bytes of a list per parameter: the server accepts fields up to 128 KiB */
const LONGEST_FIELD = 64 * 1024;

/** Splits lists of texts that are too long for one parameter into several. */
export function withShortFields({ query, query_params }: Statement): Statement {
  const params: Record<string, unknown> = { ...query_params };
  const split = query.replace(/\{(\w+):Array\(String\)\}/g, (placeholder, name: string) => {
    const list = query_params[name];
    const parts = Array.isArray(list) ? slices(list as readonly string[]) : [];
    if (parts.length < 2) return placeholder;
    Reflect.deleteProperty(params, name);
    parts.forEach((part, n) => (params[`${name}_${String(n)}`] = part));
    return `arrayConcat(${parts.map((_, n) => `{${name}_${String(n)}:Array(String)}`).join(', ')})`;
  });
  return { query: split, query_params: params };
}

function slices(list: readonly string[]): string[][] {
  const parts: string[][] = [];
  let room = 0;
  for (const item of list) {
    // two quotes and a comma, and every byte escaped at worst
    const size = 3 + 2 * Buffer.byteLength(item);
    if (size > room || parts.length === 0) {
      parts.push([]);
      room = LONGEST_FIELD;
    }
    parts.at(-1)?.push(item);
    room -= size;
  }
  return parts;
}
