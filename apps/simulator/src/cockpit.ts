import { LedAway, LiveHall, page, Problem, Prompt, type PromptState } from '@cockpit/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** The cockpit refused; `status` as it came. */
export class CockpitError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const PATIENCE_MS = 10_000;

/** The public API as an outside system sees it, with one bearer token (or none, before there is one). */
export class Cockpit {
  constructor(
    readonly url: string,
    private readonly token: string | undefined,
    private readonly signal?: AbortSignal,
  ) {}

  async prompts(hall: string, state: PromptState): Promise<Prompt[]> {
    return (await this.get(`/v1/prompts?hall=${encodeURIComponent(hall)}&state=${state}`, page(Prompt))).items;
  }

  /** Tickets guides led away on a hall day, also those brought back. */
  async guided(hall: string, day: string): Promise<LedAway[]> {
    return (await this.get(`/v1/halls/${encodeURIComponent(hall)}/guided?day=${day}`, page(LedAway))).items;
  }

  accept(id: string): Promise<unknown> {
    return this.send('POST', `/v1/prompts/${encodeURIComponent(id)}/accept`, {});
  }

  decline(id: string, reason: string): Promise<unknown> {
    return this.send('POST', `/v1/prompts/${encodeURIComponent(id)}/decline`, { reason });
  }

  live(hall: string): Promise<LiveHall> {
    return this.get(`/v1/halls/${encodeURIComponent(hall)}/live`, LiveHall);
  }

  async get<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> {
    return schema.parse(await this.send('GET', path));
  }

  /** One request; a cockpit that is down or busy for a moment is asked again, with growing waits, for half a minute. */
  async send(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown> {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.once(method, path, body);
      if (answer.status >= 200 && answer.status < 300) return answer.json;
      const passing = answer.status === 0 || answer.status === 429 || answer.status === 502 || answer.status === 503;
      if (!passing || attempt >= 7)
        throw new CockpitError(answer.status, `${method} ${path}: ${String(answer.status)} ${answer.detail}`);
      await sleep(Math.min(8000, 250 * 2 ** attempt), undefined, this.signal ? { signal: this.signal } : {});
    }
  }

  private async once(
    method: string,
    path: string,
    body: unknown,
  ): Promise<{ status: number; json: unknown; detail: string }> {
    try {
      const response = await fetch(this.url + path, {
        method,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ...(this.signal ? [this.signal] : [])]),
      });
      const text = await response.text();
      const json: unknown = text === '' ? null : JSON.parse(text);
      return { status: response.status, json, detail: response.ok ? '' : describe(json) };
    } catch (error) {
      if (this.signal?.aborted) throw error;
      return { status: 0, json: null, detail: error instanceof Error ? error.message : String(error) };
    }
  }
}

function describe(json: unknown): string {
  const problem = Problem.partial().safeParse(json);
  if (!problem.success) return '';
  const { code, detail, title, errors } = problem.data;
  return [code, detail ?? title, ...(errors ?? []).slice(0, 5).map((e) => `${e.path}: ${e.message}`)]
    .filter(Boolean)
    .join('; ');
}
