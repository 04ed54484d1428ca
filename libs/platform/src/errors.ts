import type { Problem, ProblemCode } from '@cockpit/contracts';
import { isStoreAway } from './store-away';

export type Fault = NonNullable<Problem['errors']>[number];
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface AppErrorOptions {
  detail?: string;
  errors?: readonly Fault[];
  logLevel?: LogLevel;
  /** extra response headers, such as Retry-After */
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
}

/**
 * An expected failure: `code` is stable for machines and has a translation, `detail` is for people. Every other error
 * becomes a 500.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly detail: string | undefined;
  readonly errors: readonly Fault[] | undefined;
  readonly logLevel: LogLevel;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    options: AppErrorOptions = {},
  ) {
    super(options.detail ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.detail = options.detail;
    this.errors = options.errors;
    this.logLevel = options.logLevel ?? (status >= 500 ? 'error' : 'debug');
    this.headers = options.headers ?? {};
  }
}

export const badRequest = (code: ProblemCode, detail?: string, errors?: readonly Fault[]) =>
  failure(code, 400, detail, errors);
export const unauthorised = (code: ProblemCode = 'unauthorised', detail?: string) =>
  new AppError(code, 401, { ...withDetail(detail), headers: { 'www-authenticate': 'Bearer' } });
export const forbidden = (code: ProblemCode = 'forbidden', detail?: string) => failure(code, 403, detail);
export const notFound = (code: ProblemCode = 'not-found', detail?: string, errors?: readonly Fault[]) =>
  failure(code, 404, detail, errors);
export const conflict = (code: ProblemCode, detail?: string, errors?: readonly Fault[]) =>
  failure(code, 409, detail, errors);
/** 409 for a name already in use; the fault names the field. */
export const taken = (code: ProblemCode, detail: string, name: string) =>
  conflict(code, detail, [{ path: 'name', message: detail, code: 'twice', params: { value: name } }]);
export const unprocessable = (code: ProblemCode, detail?: string, errors?: readonly Fault[]) =>
  failure(code, 422, detail, errors);
export const unavailable = (detail: string, retryAfterSec = 5, code: ProblemCode = 'unavailable') =>
  new AppError(code, 503, {
    detail,
    logLevel: 'warn',
    headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSec))) },
  });

function failure(code: ProblemCode, status: number, detail?: string, errors?: readonly Fault[]): AppError {
  return new AppError(code, status, { ...withDetail(detail), ...(errors ? { errors } : {}) });
}

function withDetail(detail: string | undefined): AppErrorOptions {
  return detail === undefined ? {} : { detail };
}

/** Turns an unavailable store into a 503 with Retry-After: it is neither our fault nor the caller's. */
export const asExpected = (error: unknown): unknown =>
  !(error instanceof AppError) && isStoreAway(error)
    ? new AppError('store-unavailable', 503, {
        detail: 'a store does not answer; try again',
        logLevel: 'warn',
        headers: { 'retry-after': '5' },
        cause: error,
      })
    : error;
