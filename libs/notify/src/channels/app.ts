import { z } from 'zod';
import type { Limits } from '../limits/limits';
import type { Poster } from './post';
import { refused, type Channel, type Item, type Outcome, type Outgoing } from './channel';
import { WithToken, type AppRequest, type TokenKind } from './with-token';

/** As careful as with a robot of the same group: groups have limits of their own, which no app may use up. */
export const APP_LIMITS: Limits = {
  windows: [
    { count: 100, ms: 60_000 },
    { count: 5, ms: 1_000 },
  ],
  bytes: 30_000,
};

/** What makes one platform's apps different from another's. */
export interface AppKind extends Omit<TokenKind, 'allowed'> {
  readonly headers: (token: string) => Readonly<Record<string, string>>;
  /** a new card @param key of 32 hexadecimal digits */
  readonly create: (item: Item, outgoing: Outgoing, key: string) => AppRequest;
  /** a card that is there, by its receipt, as it is now */
  readonly change: (receipt: string, item: Item, outgoing: Outgoing) => AppRequest;
}

/** Messages of an app: one card for each thing, which changes with it instead of being followed by others. */
export class App implements Channel {
  readonly limits = APP_LIMITS;
  private readonly line: WithToken;

  constructor(
    private readonly kind: AppKind,
    poster: Poster,
    now: () => number = Date.now,
  ) {
    const allowed: TokenKind['allowed'] = (request, token) => ({ ...request, headers: kind.headers(token) });
    this.line = new WithToken({ ...kind, allowed }, poster, now);
  }

  /** A card has one button for one thing. */
  fit(): number {
    return 1;
  }

  async send(outgoing: Outgoing, key: string, signal: AbortSignal): Promise<Outcome> {
    const [item] = outgoing.items;
    if (item === undefined) return refused('rejected', 'nothing to send');
    const { phase } = item.notice;
    if (phase === 'open' || phase === 'test' || (phase === 'back' && item.earlier.length === 0))
      return this.line.ask(this.kind.create(item, outgoing, key), signal);
    for (const receipt of item.earlier) {
      const outcome = await this.line.ask(this.kind.change(receipt, item, outgoing), signal);
      if (!outcome.delivered) return outcome;
    }
    return { delivered: true, receipt: `${String(item.earlier.length)} changed` };
  }

  close(): void {
    this.line.close();
  }
}

export const at = (host: string, path: string): string => new URL(path, host).href;
export const Named = z
  .object({ code: z.union([z.string(), z.number()]), msg: z.string(), message: z.string() })
  .partial();
