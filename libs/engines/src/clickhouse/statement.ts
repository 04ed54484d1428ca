/** HTTP parameters that are not settings of the statement. */
const NOT_SETTINGS = new Set([
  'query',
  'database',
  'query_id',
  'default_format',
  'session_id',
  'session_timeout',
  'session_check',
  'user',
  'password',
  'role',
  'compress',
  'decompress',
  'enable_http_compression',
  'http_zlib_compression_level',
  'wait_end_of_query',
  'buffer_size',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'cancel_http_readonly_queries_on_client_close',
]);

export interface Statement {
  sql: string;
  database: string | undefined;
  /** `param_name=value` of the URL, for `{name:Type}` in the statement */
  params: Record<string, string | null>;
  settings: [name: string, value: string][];
  defaultFormat: string;
  queryId: string | undefined;
  /** rows to insert, when the statement is in the URL and the body is data */
  data: Buffer | undefined;
}

export function readStatement(
  query: URLSearchParams,
  headers: NodeJS.Dict<string | string[]>,
  body: Buffer,
): Statement {
  const inAddress = query.get('query');
  const sql = inAddress ?? body.toString('utf8');
  const params: Statement['params'] = {};
  const settings: Statement['settings'] = [];
  for (const [name, value] of query) {
    if (name.startsWith('param_'))
      params[name.slice('param_'.length)] = bareValue(sql, name.slice('param_'.length), value);
    else if (!NOT_SETTINGS.has(name)) settings.push([name, value]);
  }
  return {
    sql: sql.trim().replace(/;\s*$/, ''),
    database: query.get('database') ?? single(headers['x-clickhouse-database']),
    params,
    settings,
    queryId: query.get('query_id') ?? undefined,
    defaultFormat: query.get('default_format') ?? single(headers['x-clickhouse-format']) ?? 'TabSeparated',
    data: inAddress !== null && body.length > 0 ? body : undefined,
  };
}

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', 0: '\0', b: '\b', f: '\f' };

/**
 * Values arrive escaped as tab-separated text; the engine's binding expects raw values and escapes them itself. It does
 * not support `\\'`, so quotes in list strings are doubled, which ClickHouse also reads.
 */
function bareValue(sql: string, name: string, value: string): string | null {
  if (value === '\\N') return null;
  const isList = new RegExp(`\\{\\s*${name}\\s*:\\s*(?:Array|Map|Tuple)\\b`).test(sql);
  const quote = isList ? "''" : "'";
  return value.replaceAll(/\\(.)/gs, (_, letter: string) => (letter === "'" ? quote : (ESCAPES[letter] ?? letter)));
}

/** The statement's first word after comments and opening parentheses. */
export function verbOf(sql: string): string {
  const bare = sql.replace(/^(?:\s|\(|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '');
  return /^[A-Za-z]+/.exec(bare)?.[0].toUpperCase() ?? '';
}

const READS = new Set([
  'SELECT',
  'WITH',
  'SHOW',
  'DESCRIBE',
  'DESC',
  'EXPLAIN',
  'EXISTS',
  'ALTER',
  'OPTIMIZE',
  'DELETE',
  'INSERT',
  'CHECK',
]);
/** After these, `SETTINGS` would mean table settings, so a format clause must come between. */
const DEFINES = new Set(['CREATE', 'DROP', 'TRUNCATE', 'RENAME', 'EXCHANGE', 'ATTACH', 'DETACH', 'UNDROP']);

/** Adds settings to the statement; set on the connection they would affect later statements. */
export function withSettings(sql: string, settings: Statement['settings']): string {
  if (settings.length === 0) return sql;
  const clause = `\nSETTINGS ${settings.map(([name, value]) => `${identifier(name)} = ${literal(value)}`).join(', ')}`;
  const verb = verbOf(sql);
  // an insert takes its settings before the rows
  const insert = INSERT_HEAD.exec(sql);
  if (insert) return `${insert[0]}${clause}\n${sql.slice(insert[0].length)}`;
  if (READS.has(verb)) return sql + clause;
  return DEFINES.has(verb) ? `${sql}\nFORMAT Null${clause}` : sql;
}

const INSERT_HEAD =
  /^INSERT\s+INTO\s+(?:TABLE\s+)?[\w.`"]+\s*(?:\((?:[^()]|\([^()]*\))*\)\s*)?(?=(?:VALUES|FORMAT)\b)/i;

export interface InsertTarget {
  table: string;
  columns: string[] | undefined;
  settings: Record<string, string>;
  format: string;
}

const INSERT = /^INSERT\s+INTO\s+(?:TABLE\s+)?([\w.`"]+)\s*(?:\(([^()]*)\)\s*)?FORMAT\s+(\w+)$/i;

/** Parts of `INSERT INTO t (a, b) FORMAT F`; undefined for any other form. */
export function insertTarget({ sql, settings }: Statement): InsertTarget | undefined {
  const [, table, columns, format] = INSERT.exec(sql) ?? [];
  if (table === undefined || format === undefined) return undefined;
  const bare = (name: string) => name.trim().replaceAll(/[`"]/g, '');
  return { table: bare(table), columns: columns?.split(',').map(bare), settings: Object.fromEntries(settings), format };
}

/** The insert with inline data, for forms that `insertTarget` does not support. */
export const insertWithInlineData = ({ sql, settings, data }: Statement): string =>
  `${withSettings(sql, settings)}\n${data?.toString('utf8') ?? ''}`;

function identifier(name: string): string {
  if (!/^\w+$/.test(name)) throw new Error(`Code: 115. DB::Exception: Unknown setting '${name}'. (UNKNOWN_SETTING)`);
  return name;
}

const literal = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
