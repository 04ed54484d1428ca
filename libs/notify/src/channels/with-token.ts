import { isRefusal, jsonOf, refusedStatus, type Answer, type Post, type Poster } from './post';
import { refused, type Outcome, type Refusal } from './channel';

const EARLY_MS = 5 * 60_000;

export type AppRequest = Pick<Post, 'method' | 'url'> & { body: unknown };

/** How a platform gives tokens, and what it answers. */
export interface TokenKind {
  readonly token: AppRequest;
  /** null: it is no token */
  readonly readToken: (answer: unknown) => { token: string; lastsSec: number } | null;
  /** a request that is allowed by the token: in a header, or in the address */
  readonly allowed: (request: AppRequest, token: string) => AppRequest & { headers?: Readonly<Record<string, string>> };
  readonly read: (answer: unknown, status: number) => Outcome | 'bad-token' | null;
}

/** Asks a platform with a token that is kept while it lasts, and renewed when it is refused. */
export class WithToken {
  private known: { token: string; until: number } | null = null;

  constructor(
    private readonly kind: TokenKind,
    private readonly poster: Poster,
    private readonly now: () => number = Date.now,
  ) {}

  async ask(request: AppRequest, signal: AbortSignal): Promise<Outcome> {
    const fresh = this.known === null;
    const token = await this.tokenOf(signal);
    if (typeof token !== 'string') return token;
    const answer = await this.post(this.kind.allowed(request, token), signal);
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

  close(): void {
    this.poster.close();
  }

  private async tokenOf(signal: AbortSignal): Promise<string | Refusal> {
    if (this.known !== null && this.known.until > this.now()) return this.known.token;
    const answer = await this.post(this.kind.token, signal);
    // nothing was handed over yet
    if (isRefusal(answer)) return { ...answer, unsure: false };
    const told = jsonOf(answer.body);
    const given = this.kind.readToken(told);
    if (given === null) {
      const known = this.kind.read(told, answer.status);
      if (known !== null && known !== 'bad-token' && !known.delivered && known.retryable) return known;
      return answer.status < 300 || answer.status === 400 || answer.status === 401
        ? refused('rejected', `wrong id or secret: ${answer.body}`)
        : { ...refusedStatus(answer), unsure: false };
    }
    this.known = { token: given.token, until: this.now() + given.lastsSec * 1000 - EARLY_MS };
    return given.token;
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
