import type { SignOnRefusal } from '@cockpit/contracts';

/** Reason why a single sign-on fails; the sign-in page has a text for each. */
export class SignOnRefused extends Error {
  override readonly name = 'SignOnRefused';
  constructor(
    readonly refusal: SignOnRefusal,
    /** for the log: without personal data and tokens */
    message: string,
    /** for the audit */
    readonly about: { readonly subject?: string; readonly groups?: readonly string[] } = {},
  ) {
    super(message);
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const isWrongTime = (error: unknown): boolean =>
  codeOf(error) === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' ||
  (error instanceof Error && error.cause instanceof Error && isWrongTime(error.cause));

const UNREACHABLE = new Set<string | undefined>([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
]);
/** Whether the provider or a gateway before it answered with a server error. */
const isBroken = (answer: unknown): boolean => answer instanceof Response && answer.status >= 500;
const isUnreachable = (error: unknown): boolean =>
  isBroken(error) ||
  (error instanceof Error &&
    (UNREACHABLE.has(codeOf(error)) ||
      error.message === 'fetch failed' ||
      (error.cause !== undefined && isUnreachable(error.cause))));

/** Converts an error of the library into a refusal, without the responses and tokens attached to it. */
export function refusalOf(error: unknown): SignOnRefused {
  if (error instanceof SignOnRefused) return error;
  const description = error instanceof Error ? `${codeOf(error) ?? error.name}: ${error.message}` : 'unknown';
  if (isWrongTime(error)) return new SignOnRefused('clock', description);
  if (isUnreachable(error)) return new SignOnRefused('unreachable', description);
  const { error: answered } = error as { error?: unknown };
  if (answered === 'access_denied' || answered === 'login_required') return new SignOnRefused('cancelled', description);
  return new SignOnRefused('failed', description);
}
