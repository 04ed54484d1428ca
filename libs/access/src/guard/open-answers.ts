import type { Caller } from '@cockpit/contracts';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { INTERVALS, type Intervals } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessChanges } from '../access-changes';
import { CallerResolver } from './caller-resolver';

/** Answers faster than this need no second check, because the guard checked just before. */
const YOUNG_MS = 1000;
/** This route must answer the person who signs out. */
const OWN_SESSION = '/v1/session';

interface Open {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly caller: string;
  readonly since: number;
}

/**
 * Aborts running answers (event streams, long tables, long computations) when their caller is revoked or gets other
 * halls.
 */
@Injectable()
export class OpenAnswers implements OnApplicationShutdown {
  private readonly logger = new Logger('access');
  private readonly open = new Set<Open>();
  private timer: NodeJS.Timeout | null = null;
  private looking = false;

  constructor(
    private readonly resolver: CallerResolver,
    changes: AccessChanges,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {
    changes.onChange(() => {
      void this.look();
    });
  }

  /** Watches the request until it is answered. */
  follow(request: FastifyRequest, reply: FastifyReply, caller: Caller): void {
    if (request.routeOptions.url === OWN_SESSION) return;
    const open: Open = { request, reply, caller: JSON.stringify(caller), since: performance.now() };
    this.open.add(open);
    reply.raw.once('close', () => {
      this.open.delete(open);
    });
    // also checks by time, for lost notifications and changes made directly in the database
    this.timer ??= setInterval(() => {
      void this.look();
    }, this.intervals.openAnswers).unref();
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const old = [...this.open].filter(({ since }) => performance.now() - since >= YOUNG_MS);
      const states = new Map<string, Promise<string | null>>();
      for (const open of old) {
        const { authorization, cookie } = open.request.headers;
        const key = JSON.stringify([authorization, cookie]);
        const state = states.get(key) ?? this.now(open);
        states.set(key, state);
        if ((await state) === open.caller || !this.open.has(open)) continue;
        this.logger.log(
          { correlationId: open.request.id, path: open.request.routeOptions.url },
          'answer broken off: its caller may no longer ask for it',
        );
        open.reply.raw.destroy();
      }
    } finally {
      this.looking = false;
    }
  }

  /** The caller's current state; unchanged while it cannot be determined. */
  private async now({ request, caller }: Open): Promise<string | null> {
    try {
      const resolved = await this.resolver.resolve(request);
      return resolved === null ? null : JSON.stringify(resolved.caller);
    } catch (error) {
      this.logger.warn({ err: error }, 'callers of open answers cannot be looked up');
      return caller;
    }
  }
}
