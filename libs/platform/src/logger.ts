import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import { sayLine } from './say-line';
import type { Settings } from './settings';

/** Keys whose values are removed from log lines, up to two levels deep. */
const SECRET_KEYS = ['authorization', 'cookie', 'password', 'token', 'secret', 'key', 'visitorRef', 'applicantRef'];

export function loggerParams(settings: Pick<Settings, 'logLevel'>, role: string): Params {
  return {
    pinoHttp: [
      {
        level: settings.logLevel,
        base: { role, pid: process.pid },
        // one line per request would be ingestion's greatest load; the problem filter logs failures
        autoLogging: false,
        // each line carries the correlation id instead of the request
        quietReqLogger: true,
        customAttributeKeys: { reqId: 'correlationId' },
        serializers: { err: faultOf },
        redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
      },
      {
        write: (line: string) => {
          sayLine(line);
        },
      },
    ],
    // `exclude` avoids a middleware on paths that only machines poll
    renameContext: 'context',
  };
}

/**
 * Reduces an error to what may be logged: drivers attach the whole statement with its values, which may identify
 * people.
 */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, status, type } = error as { code?: unknown; status?: unknown; type?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(type === undefined ? {} : { kind: type }),
    ...(error.cause === undefined ? {} : { cause: faultOf(error.cause) }),
  };
}

export const CORRELATION_HEADER = 'x-correlation-id';

/**
 * Looks like a telephone, identity or passport number; such a correlation id would put a person into every log line.
 */
const PERSONAL = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{14,17}[\dXx](?!\d)|(?<![A-Za-z\d])[A-Za-z]\d{8}(?!\d)/;

/** The caller's correlation id if valid, else a new one. */
export function correlationIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const header = request.headers[CORRELATION_HEADER];
  return typeof header === 'string' && /^[\w.:-]{1,64}$/.test(header) && !PERSONAL.test(header) ? header : randomUUID();
}
