import { Problem } from '@cockpit/contracts';
import { ref, type Ref } from 'vue';
import type { z } from 'zod';

/** A refusal the server explained, or a failure we explain in the same shape. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
  }

  get status(): number {
    return this.problem.status;
  }
}

export const local = (code: string, title: string, status = 0): ApiError =>
  new ApiError({ type: 'about:blank', title, status, code });

/** What is said of a server that gave no answer, or broke off in the middle of one. */
export const unreachable = (): ApiError => local('unreachable', 'unreachable');

const GATEWAY = new Set([502, 503, 504]);
/** Whether nothing is known of what became of a command: no answer came in time, or only that of a gateway. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof ApiError && (error.problem.code === 'unreachable' || GATEWAY.has(error.status));

const unknown = ref(0);
/** Asks just that: who this is. And the second step of signing in, where nobody is signed in yet. */
const ASKING_WHO = new Set(['/v1/session', '/v1/session/second-factor']);
/** How often the server has answered that it does not know who asks; what asks just that does not count. */
export const unknownCaller: Readonly<Ref<number>> = unknown;

/** Every answer of the server passes here. */
export function heardStatus(path: string, status: number): void {
  if (status === 401 && !ASKING_WHO.has(path)) unknown.value += 1;
}

export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = Problem.safeParse(body);
  return parsed.success ? new ApiError(parsed.data) : local('http-error', response.statusText, response.status);
}

export interface Answer<T> {
  body: T;
  /** the server's clock (`Date` header) less ours, ms; null without the header */ serverOffsetMs: number | null;
}

/** How long an answer is waited for. */
const PATIENCE_MS = 20_000;
/** A text may be a whole list, written while it is read. */
const TEXT_PATIENCE_MS = 300_000;

/**
 * One request to our own server, the answer checked against the contract; `patienceMs` for what takes longer than answers do, `signal` for what may
 * be broken off.
 * @throws {ApiError} with the server's problem document, or code `unreachable` / `unexpected-answer`.
 */
export async function ask<S extends z.ZodType>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  schema: S,
  body?: unknown,
  patienceMs = PATIENCE_MS,
  signal?: AbortSignal,
): Promise<Answer<z.output<S>>> {
  const response = await send(method, path, body, 'application/json', patienceMs, signal);
  if (!response.ok) throw await problemOf(response);
  const parsed = schema.safeParse(jsonOf(await textOf(response)));
  if (!parsed.success)
    throw local(
      'unexpected-answer',
      parsed.error.issues
        .map((i) => `${i.path.join('.')}: ${i.message}`)
        .slice(0, 3)
        .join('; '),
      response.status,
    );
  const date = Date.parse(response.headers.get('date') ?? '');
  return { body: parsed.data, serverOffsetMs: Number.isNaN(date) ? null : date - Date.now() };
}

/** The answer as text of a kind, such as `text/csv`. @throws {ApiError} as `ask` does */
export async function askText(path: string, accept: string): Promise<string> {
  const response = await send('GET', path, undefined, accept, TEXT_PATIENCE_MS);
  if (!response.ok) throw await problemOf(response);
  return textOf(response);
}

const textOf = (response: Response): Promise<string> =>
  response.text().catch(() => {
    throw unreachable();
  });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A request whose answer's body does not matter. It is read all the same: unread, the request stays open until its time is over. */
export async function tell(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void> {
  const response = await send(method, path, body);
  if (!response.ok) throw await problemOf(response);
  await textOf(response);
}

async function send(
  method: string,
  path: string,
  body?: unknown,
  accept = 'application/json',
  patienceMs = PATIENCE_MS,
  signal?: AbortSignal,
): Promise<Response> {
  const inTime = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      signal: signal === undefined ? inTime : AbortSignal.any([signal, inTime]),
      headers: body === undefined ? { accept } : { accept, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    heardStatus(path, response.status);
    return response;
  } catch {
    throw unreachable();
  }
}
