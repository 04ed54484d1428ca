import { setTimeout as sleep } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { INTERVALS, Presence, Signals, WorkWatch, costs, type Intervals } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { liveBots } from '../channels/wecom-live';
import { limitsOf } from '../channels/kinds';
import { LEASE_MS, RENEW_MS, SESSION_GRACE_MS } from './lease';
import { Postman, type Sent } from './postman';

import { Receipts } from './receipts';
import { postpone, settle, settleArrived } from './settle';
import { take, type Taken } from './lease-batch';
import type { TakenRow } from './taken-row';
import { nextDue, outboxWaiting, renewLease } from './work';

/** channels in parallel per process, so that one slow host does not delay others */
const PARALLEL = 4;
const ERROR_PAUSE_MS = 300;
/** maximum wait without a signal */
const IDLE_MS = 30_000;
const SIGNAL = 'notify_outbox';

/**
 * Sends the outbox. A message is leased in one transaction, sent outside of any, and its receipt is written in another.
 * If the process dies in between, the next one takes the message again, marked as possibly delivered.
 */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('notify');
  private readonly stop = new AbortController();
  private readonly running: Promise<void>[] = [];
  private sentCount = 0;

  constructor(
    private readonly postgres: DataSource,
    private readonly postman: Postman,
    private readonly receipts: Receipts,
    private readonly presence: Presence,
    private readonly work: WorkWatch,
    private readonly signals: Signals,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {}

  onApplicationBootstrap(): void {
    for (let i = 0; i < PARALLEL; i++) this.running.push(this.run());
    this.work.watch('notify', async () => {
      const { waiting, mark } = await outboxWaiting(this.postgres);
      return { waiting, mark: `${String(this.sentCount)} ${mark}` };
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.running);
    this.postman.close();
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    await this.postman.warm();
    while (!signal.aborted) {
      let pause = 0;
      const since = this.signals.seen(SIGNAL);
      try {
        // read before the lease is written: if the session ends in between, the channel is lost
        const { session, lost } = this.presence;
        const taken = await costs.timed('timer:outbox', () =>
          this.postgres.transaction((manager) => take(manager, limitsOf, session, liveBots())),
        );
        if (taken === null) pause = await this.untilDue();
        else await this.deliver(taken, session === null ? null : lost);
      } catch (error) {
        this.logger.warn({ err: error }, 'the outbox cannot be read');
        pause = ERROR_PAUSE_MS;
      }
      if (pause > 0)
        await this.signals.next(SIGNAL, { since, atMostMs: pause, deafMs: this.intervals.outboxLook, signal });
    }
  }

  /** Time until the next due message, ms; messages that this process cannot send are checked again soon. */
  private async untilDue(): Promise<number> {
    const dueInMs = await nextDue(this.postgres);
    return Math.min(IDLE_MS, Math.max(this.intervals.outboxLook, dueInMs ?? Infinity));
  }

  private async deliver(taken: Taken, gone: AbortSignal | null): Promise<void> {
    const lost = new AbortController();
    const abort = (): void => {
      lost.abort(gone?.reason);
    };
    let grace: NodeJS.Timeout | undefined;
    const abortSoon = (): void => {
      grace = setTimeout(abort, SESSION_GRACE_MS);
    };
    // the session was lost before the send, so there is no need to wait
    if (gone?.aborted === true) abort();
    gone?.addEventListener('abort', abortSoon, { once: true });
    const renewing = this.renew(taken, lost);
    try {
      await this.sendAndSettle(await this.withoutArrived(taken), lost.signal);
    } finally {
      // always stop: a lease that is renewed for ever would block the channel
      renewing.stop();
      gone?.removeEventListener('abort', abortSoon);
      clearTimeout(grace);
    }
  }

  private async sendAndSettle(taken: Taken, lost: AbortSignal): Promise<void> {
    const result: Sent =
      taken.rows.length === 0
        ? { outcome: { delivered: true, receipt: '' }, sent: 0 }
        : await this.postman.send(taken.channel, taken.rows, lost);
    const { outcome } = result;
    const arrived = outcome.delivered ? taken.rows.slice(0, result.sent) : [];
    const keeping = this.receipts.store(
      arrived.map(({ key }) => key),
      outcome.delivered ? outcome.receipt : '',
    );
    if (!outcome.delivered)
      this.logger.warn(
        { channel: taken.channel.id, kind: taken.channel.kind, reason: outcome.reason, detail: outcome.detail },
        'a message was not delivered',
      );
    await Promise.all([keeping, this.writeDown(taken, result)]);
    this.sentCount += 1;
  }

  /** Messages of a dead sender may have a receipt in Redis only. */
  private async withoutArrived(taken: Taken): Promise<Taken> {
    const left: TakenRow[] = [];
    const { manager } = this.postgres;
    for (const row of taken.rows) {
      const receipt = row.unsure ? await this.receipts.find(row.key) : null;
      if (receipt === null) left.push(row);
      else if (receipt === undefined) await postpone(manager, row.id, taken.token);
      else await settleArrived(manager, row.id, receipt);
    }
    return { ...taken, rows: left };
  }

  /** Writes the result and retries while Postgres is down, also during shutdown, so that no receipt is lost. */
  private async writeDown(taken: Taken, result: Sent): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        await this.postgres.transaction((manager) => settle(manager, taken, { ...result, random: Math.random }));
        return;
      } catch (error) {
        if (tries === 0) this.logger.warn({ err: error }, 'what became of a message cannot be written down yet');
        if (tries > 100) throw error;
        await sleep(Math.min(100 * (tries + 1), 1000));
      }
    }
  }

  /**
   * Renews the lease. Without a renewal for the lease time the send is aborted, because another process may hold the
   * channel.
   */
  private renew({ channel, token }: Taken, lost: AbortController): { stop: () => void } {
    let heldAt = performance.now();
    let isAsking = false;
    const timer = setInterval(() => {
      if (performance.now() - heldAt > LEASE_MS) lost.abort(new Error('the channel was lost to another process'));
      if (isAsking) return;
      isAsking = true;
      const askedAt = performance.now();
      renewLease(this.postgres, channel.id, token)
        .then((isOurs) => {
          if (!isOurs) lost.abort(new Error('the channel is held by another process'));
          heldAt = askedAt;
        })
        .catch(() => undefined)
        .finally(() => (isAsking = false));
    }, RENEW_MS);
    return {
      stop: () => {
        clearInterval(timer);
      },
    };
  }
}
