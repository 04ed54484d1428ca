import { LedAway, LiveHall, page, PlanGuides, PlanOrders, Problem, Prompt, type PromptState } from '@cockpit/contracts';
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

/** For what may be over, or answered by somebody else: nothing to do about it. @throws any other fault */
export function ignoreRefusal(error: unknown): void {
  if (!(error instanceof CockpitError) || error.status < 400 || error.status >= 500) throw error;
}

const PATIENCE_MS = 10_000;
const MOST_REPEATS = 7;
const isPassing = (status: number): boolean => [0, 429, 502, 503].includes(status);
const refusal = (method: string, path: string, status: number, detail: string): CockpitError =>
  new CockpitError(status, `${method} ${path}: ${String(status)} ${detail}`);

/** The public API as an outside system sees it, with one bearer token (or none, before there is one). */
export class Cockpit {
  private readonly credentials: Record<string, string>;

  constructor(
    readonly url: string,
    token: string | { readonly cookie: string } | undefined,
    private readonly signal?: AbortSignal,
  ) {
    this.credentials = typeof token === 'string' ? { authorization: `Bearer ${token}` } : { ...token };
  }

  /** As a person who signs in with a password. */
  async signedIn(username: string, password: string): Promise<Cockpit> {
    const { cookie, status, detail } = await this.once('POST', '/v1/session', { username, password });
    if (cookie === undefined) throw refusal('POST', '/v1/session', status, detail);
    return new Cockpit(this.url, { cookie }, this.signal);
  }

  /** @param state one of them, or `live` for what is shown, accepted or under way */
  async prompts(hall: string, state: PromptState | 'live'): Promise<Prompt[]> {
    return (await this.get(`/v1/prompts?hall=${encodeURIComponent(hall)}&state=${state}`, page(Prompt))).items;
  }

  /** Tickets guides led away on a hall day, also those brought back. */
  async guided(hall: string, day: string): Promise<LedAway[]> {
    return (await this.get(`/v1/halls/${encodeURIComponent(hall)}/guided?day=${day}`, page(LedAway))).items;
  }

  /** What the plan that was sent for the day of a hall orders of its windows. */
  planOrders(hall: string): Promise<PlanOrders> {
    return this.get(`/v1/halls/${encodeURIComponent(hall)}/plan/orders`, PlanOrders);
  }

  /** What the plan that was sent for the day of a hall lets guides do. */
  planGuides(hall: string): Promise<PlanGuides> {
    return this.get(`/v1/halls/${encodeURIComponent(hall)}/plan/guides`, PlanGuides);
  }

  /** Says for a window that it has received what a plan orders of it. */
  receivePlan(hall: string, madeAt: string, windowId: string): Promise<unknown> {
    const body = { madeAt, windowId, said: 'received' };
    return this.send('POST', `/v1/halls/${encodeURIComponent(hall)}/plan/answer`, body);
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

  /**
   * One request; a cockpit that is down or busy for a moment is asked again, with growing waits, for half a minute. Of writes only those that may
   * be made twice, or whose refusal the caller expects; others go by `change`.
   */
  async send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.once(method, path, body);
      if (answer.status >= 200 && answer.status < 300) return answer.json;
      if (!isPassing(answer.status) || attempt >= MOST_REPEATS)
        throw refusal(method, path, answer.status, answer.detail);
      await this.wait(attempt);
    }
  }

  /**
   * A write that holds only for what was read before it, such as a change of a revision. One without an answer may have been made: it is
   * read back before it is sent again, and before a refusal that follows is believed, which may come from the change itself.
   * @param isMade reads whether what is to be written stands there
   */
  async change(path: string, body: unknown, isMade: () => Promise<boolean>): Promise<void> {
    let isDoubtful = false;
    for (let attempt = 0; ; attempt += 1) {
      const { status, detail } = await this.once('PUT', path, body);
      if (status >= 200 && status < 300) return;
      isDoubtful ||= status === 0 || status === 502;
      if (isDoubtful && (await isMade())) return;
      if (!isPassing(status) || attempt >= MOST_REPEATS) throw refusal('PUT', path, status, detail);
      await this.wait(attempt);
    }
  }

  private async wait(attempt: number): Promise<void> {
    await sleep(Math.min(8000, 250 * 2 ** attempt), undefined, this.signal ? { signal: this.signal } : {});
  }

  private async once(
    method: string,
    path: string,
    body: unknown,
  ): Promise<{ status: number; json: unknown; detail: string; cookie?: string }> {
    try {
      const response = await fetch(this.url + path, {
        method,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...this.credentials,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ...(this.signal ? [this.signal] : [])]),
      });
      const text = await response.text();
      const json: unknown = text === '' ? null : JSON.parse(text);
      const cookie = response.headers.get('set-cookie')?.split(';', 1)[0];
      return {
        ...{ status: response.status, json, detail: response.ok ? '' : describe(json) },
        ...(cookie === undefined ? {} : { cookie }),
      };
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
