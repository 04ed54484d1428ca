import { isRefusal, jsonOf, refusedStatus, type Answer, type Post, type Poster } from './post';
import { refused, type Outcome, type Refusal } from './channel';

const EARLY_MS = 5 * 60_000;

export type AppRequest = Pick<Post, 'method' | 'url'> & { body: unknown };

/** How a platform issues tokens and answers. */
export interface TokenKind {
  readonly token: AppRequest;
  /** null if the answer contains no token */
  readonly readToken: (answer: unknown) => { token: string; lastsSec: number } | null;
  /** adds the token to a request, in a header or in the URL */
  readonly allowed: (request: AppRequest, token: string) => AppRequest & { headers?: Readonly<Record<string, string>> };
  readonly read: (answer: unknown, status: number) => Outcome | 'bad-token' | null;
}

/** Calls a platform API with a cached token and renews the token when it is refused. */
export class WithToken {
  private cached: { token: string; until: number } | null = null;

  constructor(
    private readonly kind: TokenKind,
    private readonly poster: Poster,
    private readonly now: () => number = Date.now,
  ) {}

  async ask(request: AppRequest, signal: AbortSignal): Promise<Outcome> {
    const isNew = this.cached === null;
    const token = await this.tokenOf(signal);
    if (typeof token !== 'string') return token;
    const answer = await this.post(this.kind.allowed(request, token), signal);
    if (isRefusal(answer)) return answer;
    const outcome = this.kind.read(jsonOf(answer.body), answer.status);
    if (outcome === 'bad-token') {
      this.cached = null;
      // a cached token may have been revoked; a new one is refused for missing permissions
      return isNew ? refused('rejected', answer.body) : this.ask(request, signal);
    }
    if (outcome !== null) return outcome;
    return answer.status < 300
      ? refused('unreachable', `no such answer is known: ${answer.body.slice(0, 200)}`, { unsure: true })
      : refusedStatus(answer);
  }

  close(): void {
    this.poster.close();
  }

  private async tokenOf(signal: AbortSignal): Promise<string | Refusal> {
    if (this.cached !== null && this.cached.until > this.now()) return this.cached.token;
    const answer = await this.post(this.kind.token, signal);
    // the message itself was not sent yet
    if (isRefusal(answer)) return { ...answer, unsure: false };
    const body = jsonOf(answer.body);
    const token = this.kind.readToken(body);
    if (token === null) {
      const outcome = this.kind.read(body, answer.status);
      if (outcome !== null && outcome !== 'bad-token' && !outcome.delivered && outcome.retryable) return outcome;
      return answer.status < 300 || answer.status === 400 || answer.status === 401
        ? refused('rejected', `wrong id or secret: ${answer.body}`)
        : { ...refusedStatus(answer), unsure: false };
    }
    this.cached = { token: token.token, until: this.now() + token.lastsSec * 1000 - EARLY_MS };
    return token.token;
  }

  private post(
    { method, url, body, headers = {} }: AppRequest & { headers?: Readonly<Record<string, string>> },
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
