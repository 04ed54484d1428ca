import { message } from '@cockpit/contracts';
import { request, type Agent } from 'undici';
import { refused, type Refusal } from './channel';
import { networkFault } from './network-fault';
import { FORBIDDEN, anyAgent, publicAgent, refuseInside } from '@cockpit/platform';

const MOST_ANSWER_BYTES = 64 * 1024;

export interface Answer {
  status: number;
  body: string;
  retryAfterMs: number | undefined;
  /** how far the other side's clock is ahead of ours, ms; undefined where it does not tell */
  aheadMs: number | undefined;
}

export interface Post {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
  signal: AbortSignal;
}

/** Posts to outside. Redirects are not followed: they would lead where nobody has looked. */
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
        body: await beginning(answer.body, signal),
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

async function beginning(body: AsyncIterable<Buffer> & { destroy(): unknown }, signal: AbortSignal): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    signal.throwIfAborted();
    parts.push(part);
    size += part.length;
    if (size > MOST_ANSWER_BYTES) break;
  }
  body.destroy();
  return Buffer.concat(parts).subarray(0, MOST_ANSWER_BYTES).toString();
}

/** An hour, whatever the other side says: a wrong clock there must not close a channel for days. */
const LONGEST_MS = 3_600_000;

/** Seconds, or a date. */
export function retryAfter(value: string | string[] | undefined, now: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_MS, Math.max(0, ms));
}

const BEFORE_A_BYTE_LEFT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** An error of the network as a refusal; whether it may have arrived depends on how far we came. */
export function failure(error: unknown): Refusal {
  const inner = innermost(error);
  const code = typeof inner.code === 'string' ? inner.code : '';
  const words = inner.message ?? String(error);
  if (code === FORBIDDEN) return refused('forbidden', words, { fault: message('unsent.forbidden', {}) });
  const fault = networkFault(code);
  const isTls = /^ERR_(?:TLS|SSL)|CERT|SIGNATURE|ISSUER/.test(code);
  return refused('unreachable', code === '' ? words : `${code}: ${words}`, {
    unsure: !BEFORE_A_BYTE_LEFT.has(code) && !isTls,
    ...(fault === undefined ? {} : { fault }),
  });
}

interface Thrown {
  code?: unknown;
  message?: string;
  cause?: unknown;
  errors?: unknown[];
}

/** Several addresses tried at once fail together; others carry their cause. */
function innermost(error: unknown): Thrown {
  if (error === null || typeof error !== 'object') return { message: String(error) };
  const thrown: Thrown = error;
  const inner = thrown.errors?.[0] ?? thrown.cause;
  return inner === undefined || inner === null ? thrown : innermost(inner);
}

/** What a status that is no success means, for every channel that speaks HTTP. */
export function refusedStatus({ status, body, retryAfterMs }: Answer): Refusal {
  const after = retryAfterMs === undefined ? {} : { afterMs: retryAfterMs };
  const detail = `HTTP ${String(status)} ${body.slice(0, 200)}`.trim();
  if (status === 429) return refused('limited', detail, after);
  if (status === 408 || status === 425 || status >= 500)
    return refused('unreachable', detail, { ...after, unsure: status === 504 || status === 408 });
  return refused('rejected', detail);
}

export const isRefusal = (answer: Answer | Refusal): answer is Refusal => 'delivered' in answer;

/** Undefined: it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
