import { message } from '@cockpit/contracts';
import { request, type Agent } from 'undici';
import { refused, type Refusal } from './channel';
import { networkFault } from './network-fault';
import { FORBIDDEN, anyAgent, publicAgent, refuseInside } from '@cockpit/platform';

const MAX_ANSWER_BYTES = 64 * 1024;

export interface Answer {
  status: number;
  body: string;
  retryAfterMs: number | undefined;
  /** how far the server's clock is ahead of ours, ms; undefined without a Date header */
  aheadMs: number | undefined;
}

export interface Post {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
  signal: AbortSignal;
}

/** HTTP client for outside hosts. It follows no redirects, because their targets are not checked. */
export class Poster {
  private readonly agent: Agent;

  constructor(
    private readonly allowPrivateHost: boolean,
    agent?: Agent,
  ) {
    this.agent = agent ?? (allowPrivateHost ? anyAgent() : publicAgent());
  }

  async post({ method = 'POST', url, headers, body, signal }: Post): Promise<Answer | Refusal> {
    try {
      if (!this.allowPrivateHost) refuseInside(new URL(url).hostname);
      const answer = await request(url, {
        method,
        headers: { 'user-agent': 'hall-cockpit', ...headers },
        ...(method === 'GET' ? {} : { body }),
        signal,
        dispatcher: this.agent,
      });
      const date = Date.parse(String(answer.headers.date ?? ''));
      return {
        status: answer.statusCode,
        body: await readStart(answer.body, signal),
        retryAfterMs: retryAfter(answer.headers['retry-after'], Date.now()),
        aheadMs: Number.isNaN(date) ? undefined : date - Date.now(),
      };
    } catch (error) {
      return failure(error);
    }
  }

  close(): void {
    void this.agent.destroy();
  }
}

async function readStart(body: AsyncIterable<Buffer> & { destroy(): unknown }, signal: AbortSignal): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    signal.throwIfAborted();
    parts.push(part);
    size += part.length;
    if (size > MAX_ANSWER_BYTES) break;
  }
  body.destroy();
  return Buffer.concat(parts).subarray(0, MAX_ANSWER_BYTES).toString();
}

/** One hour at most: a wrong server clock must not close a channel for days. */
const MAX_PAUSE_MS = 3_600_000;

/** Parses Retry-After in seconds or as a date. */
export function retryAfter(value: string | string[] | undefined, now: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.min(MAX_PAUSE_MS, Math.max(0, ms));
}

const NOT_SENT_CODES = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Converts a network error to a refusal. `unsure` is false if the request cannot have left. */
export function failure(error: unknown): Refusal {
  const inner = innermost(error);
  const code = typeof inner.code === 'string' ? inner.code : '';
  const text = inner.message ?? String(error);
  if (code === FORBIDDEN) return refused('forbidden', text, { fault: message('unsent.forbidden', {}) });
  const fault = networkFault(code);
  const isTls = /^ERR_(?:TLS|SSL)|CERT|SIGNATURE|ISSUER/.test(code);
  return refused('unreachable', code === '' ? text : `${code}: ${text}`, {
    unsure: !NOT_SENT_CODES.has(code) && !isTls,
    ...(fault === undefined ? {} : { fault }),
  });
}

interface Thrown {
  code?: unknown;
  message?: string;
  cause?: unknown;
  errors?: unknown[];
}

/** Finds the root error: aggregate errors hold a list, others a cause. */
function innermost(error: unknown): Thrown {
  if (error === null || typeof error !== 'object') return { message: String(error) };
  const thrown: Thrown = error;
  const inner = thrown.errors?.[0] ?? thrown.cause;
  return inner === undefined || inner === null ? thrown : innermost(inner);
}

/** Converts an HTTP error status to a refusal. */
export function refusedStatus({ status, body, retryAfterMs }: Answer): Refusal {
  const after = retryAfterMs === undefined ? {} : { afterMs: retryAfterMs };
  const detail = `HTTP ${String(status)} ${body.slice(0, 200)}`.trim();
  if (status === 429) return refused('limited', detail, after);
  if (status === 408 || status === 425 || status >= 500)
    return refused('unreachable', detail, { ...after, unsure: status === 504 || status === 408 });
  return refused('rejected', detail);
}

export const isRefusal = (answer: Answer | Refusal): answer is Refusal => 'delivered' in answer;

/** Undefined if the text is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
