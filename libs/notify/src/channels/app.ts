import { z } from 'zod';
import type { Limits } from '../limits/limits';
import type { Poster } from './post';
import { refused, type Channel, type Item, type Outcome, type Outgoing } from './channel';
import { WithToken, type AppRequest, type TokenKind } from './with-token';

/** The same limits as for a robot in the group: groups have their own limits, which an app must not use up. */
export const APP_LIMITS: Limits = {
  windows: [
    { count: 100, ms: 60_000 },
    { count: 5, ms: 1_000 },
  ],
  bytes: 30_000,
};

/** The differences between the apps of the platforms. */
export interface AppKind extends Omit<TokenKind, 'allowed'> {
  readonly headers: (token: string) => Readonly<Record<string, string>>;
  /** request for a new card @param key 32 hexadecimal digits */
  readonly create: (item: Item, outgoing: Outgoing, key: string) => AppRequest;
  /** request that updates an existing card, by its receipt */
  readonly change: (receipt: string, item: Item, outgoing: Outgoing) => AppRequest;
}

/** Sends cards of an app. A subject has one card, which is updated instead of followed by new messages. */
export class App implements Channel {
  readonly limits = APP_LIMITS;
  private readonly client: WithToken;

  constructor(
    private readonly kind: AppKind,
    poster: Poster,
    now: () => number = Date.now,
  ) {
    const authorise: TokenKind['allowed'] = (request, token) => ({ ...request, headers: kind.headers(token) });
    this.client = new WithToken({ ...kind, allowed: authorise }, poster, now);
  }

  /** A card has one button, so it holds one item. */
  fit(): number {
    return 1;
  }

  async send(outgoing: Outgoing, key: string, signal: AbortSignal): Promise<Outcome> {
    const [item] = outgoing.items;
    if (item === undefined) return refused('rejected', 'nothing to send');
    const { phase } = item.notice;
    if (phase === 'open' || phase === 'test' || (phase === 'back' && item.earlier.length === 0))
      return this.client.ask(this.kind.create(item, outgoing, key), signal);
    for (const receipt of item.earlier) {
      const outcome = await this.client.ask(this.kind.change(receipt, item, outgoing), signal);
      if (!outcome.delivered) return outcome;
    }
    return { delivered: true, receipt: `${String(item.earlier.length)} changed` };
  }

  close(): void {
    this.client.close();
  }
}

export const at = (host: string, path: string): string => new URL(path, host).href;
export const Named = z
  .object({ code: z.union([z.string(), z.number()]), msg: z.string(), message: z.string() })
  .partial();
