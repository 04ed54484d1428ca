import { z } from 'zod';
import type { Limits } from '../limits/limits';
import { isRefusal, jsonOf, refusedStatus, type Answer, type Post, type Poster } from './post';
import { refused, type Channel, type Item, type Outcome, type Outgoing, type Refusal } from './channel';

/** As careful as with a robot of the same group: groups have limits of their own, which no app may use up. */
export const APP_LIMITS: Limits = {
  windows: [
    { count: 100, ms: 60_000 },
    { count: 5, ms: 1_000 },
  ],
  bytes: 30_000,
};
const EARLY_MS = 5 * 60_000;

export type AppRequest = Pick<Post, 'method' | 'url'> & { body: unknown };

/** What makes one platform's apps different from another's. */
export interface AppKind {
  readonly token: AppRequest;
  /** null: it is no token */
  readonly readToken: (answer: unknown) => { token: string; lastsSec: number } | null;
  readonly headers: (token: string) => Readonly<Record<string, string>>;
  /** a new card @param key of 32 hexadecimal digits */
  readonly create: (item: Item, outgoing: Outgoing, key: string) => AppRequest;
  /** a card that is there, by its receipt, as it is now */
  readonly change: (receipt: string, item: Item, outgoing: Outgoing) => AppRequest;
  readonly read: (answer: unknown, status: number) => Outcome | 'bad-token' | null;
}

/** Messages of an app: one card for each thing, which changes with it instead of being followed by others. */
export class App implements Channel {
  readonly limits = APP_LIMITS;
  private known: { token: string; until: number } | null = null;

  constructor(
    private readonly kind: AppKind,
    private readonly poster: Poster,
    private readonly now: () => number = Date.now,
  ) {}

  /** A card has one button for one thing. */
  fit(): number {
    return 1;
  }

  async send(outgoing: Outgoing, key: string, signal: AbortSignal): Promise<Outcome> {
    const [item] = outgoing.items;
    if (item === undefined) return refused('rejected', 'nothing to send');
    const { phase } = item.notice;
    if (phase === 'open' || phase === 'test' || (phase === 'back' && item.earlier.length === 0))
      return this.ask(this.kind.create(item, outgoing, key), signal);
    for (const receipt of item.earlier) {
      const outcome = await this.ask(this.kind.change(receipt, item, outgoing), signal);
      if (!outcome.delivered) return outcome;
    }
    return { delivered: true, receipt: `${String(item.earlier.length)} changed` };
  }

  close(): void {
    this.poster.close();
  }

  private async ask(request: AppRequest, signal: AbortSignal): Promise<Outcome> {
    const fresh = this.known === null;
    const token = await this.tokenOf(signal);
    if (typeof token !== 'string') return token;
    const answer = await this.post(request, this.kind.headers(token), signal);
    if (isRefusal(answer)) return answer;
    const outcome = this.kind.read(jsonOf(answer.body), answer.status);
    if (outcome === 'bad-token') {
      this.known = null;
      // one that was kept may have been taken back; one just given was refused for what this app may not do
      return fresh ? refused('rejected', answer.body) : this.ask(request, signal);
    }
    if (outcome !== null) return outcome;
    return answer.status < 300
      ? refused('unreachable', `no such answer is known: ${answer.body.slice(0, 200)}`, { unsure: true })
      : refusedStatus(answer);
  }

  private async tokenOf(signal: AbortSignal): Promise<string | Refusal> {
    if (this.known !== null && this.known.until > this.now()) return this.known.token;
    const answer = await this.post(this.kind.token, {}, signal);
    // nothing was handed over yet
    if (isRefusal(answer)) return { ...answer, unsure: false };
    const given = this.kind.readToken(jsonOf(answer.body));
    if (given === null)
      return answer.status < 300 || answer.status === 400 || answer.status === 401
        ? refused('rejected', `wrong id or secret: ${answer.body}`)
        : { ...refusedStatus(answer), unsure: false };
    this.known = { token: given.token, until: this.now() + given.lastsSec * 1000 - EARLY_MS };
    return given.token;
  }

  private post(
    { method, url, body }: AppRequest,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Answer | Refusal> {
    return this.poster.post({
      ...(method === undefined ? {} : { method }),
      url,
      signal,
      headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }
}

export const at = (host: string, path: string): string => new URL(path, host).href;
export const Named = z
  .object({ code: z.union([z.string(), z.number()]), msg: z.string(), message: z.string() })
  .partial();
