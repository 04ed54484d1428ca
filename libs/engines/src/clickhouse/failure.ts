/** Status codes of ClickHouse's HTTP interface; all others are 500. */
const STATUS: Record<number, number> = {
  // unknown table, function, identifier, type, storage, database, setting, format …
  46: 404,
  47: 404,
  50: 404,
  56: 404,
  60: 404,
  73: 404,
  81: 404,
  115: 404,
  // input that cannot be parsed or computed
  6: 400,
  26: 400,
  27: 400,
  36: 400,
  38: 400,
  41: 400,
  43: 400,
  53: 400,
  62: 400,
  69: 400,
  70: 400,
  72: 400,
  456: 400,
  457: 400,
  117: 400,
  130: 400,
  131: 400,
  164: 403,
  497: 403,
  516: 403,
  159: 408,
  48: 501,
  202: 503,
  241: 500,
};

export interface Failure {
  code: number;
  status: number;
  message: string;
}

/** The engine's error in the form of the HTTP interface. */
export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const code = Number(/Code: (\d+)/.exec(message)?.[1] ?? '1001');
  return {
    code,
    status: STATUS[code] ?? 500,
    message: message.startsWith('Code:') ? message : `Code: ${String(code)}. DB::Exception: ${message} (STD_EXCEPTION)`,
  };
}
