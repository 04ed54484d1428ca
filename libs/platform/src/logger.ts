import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import { sayLine } from './say-line';
import type { Settings } from './settings';

/** Keys whose values never reach a log line, wherever they stand one or two levels deep. */
const SECRET_KEYS = ['authorization', 'cookie', 'password', 'token', 'secret', 'key', 'visitorRef', 'applicantRef'];

export function loggerParams(settings: Pick<Settings, 'logLevel'>, role: string): Params {
  return {
    pinoHttp: [
      {
        level: settings.logLevel,
        base: { role, pid: process.pid },
        // one line a request would be the greatest load of the door; failures are logged by the problem filter
        autoLogging: false,
        // every line of a request carries its correlation id, not the request itself
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
    // exclude needs no middleware on paths that only machines poll
    renameContext: 'context',
  };
}

/** What may be said of an error: drivers hang the whole refused command or statement with all its values onto theirs, and values name people. */
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

/** Like a telephone, identity or passport number: such an id would carry a person into every log line. */
const PERSONAL = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{14,17}[\dXx](?!\d)|(?<![A-Za-z\d])[A-Za-z]\d{8}(?!\d)/;

/** The caller's correlation id when it is usable, else a new one. */
export function correlationIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers[CORRELATION_HEADER];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) && !PERSONAL.test(given) ? given : randomUUID();
}
