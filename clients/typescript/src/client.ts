import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Outbox, type OutboxEvent, type Read } from './outbox';
import { post, type Rejection } from './post';

export interface HallClientOptions {
  /** base address of the cockpit */
  url: string;
  /** the source's key */
  key: string;
  /** CloudEvents `source`: part of the identity of every event, for ever */
  source: string;
  /** where events wait; of this client alone */
  directory: string;
  /** events in one request */
  batchSize?: number;
  /** how much may wait on the disk; beyond it `send` throws */
  maxBytes?: number;
  /** an event the cockpit has refused for good */
  onRejected?: (event: OutboxEvent, why: Rejection) => void;
  /** no answer, or none that settles anything; the client goes on trying */
  onTrouble?: (why: string, waitMs: number) => void;
}

export interface SendOptions {
  /** the fact's own id, where your system has one; otherwise one is made */
  id?: string;
  /** when it happened; now by default */
  time?: Date;
}

/** Why nothing is settled, and how long the cockpit asked to wait. */
interface Trouble {
  why: string;
  waitMs: number | null;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
/** well below what one request may hold */
const BATCH_BYTES = 4 * 1024 * 1024;

/** Keeps events on the disk until they are acknowledged, and sends them until they are. */
export class HallClient {
  private readonly stop = new AbortController();
  private readonly sending: Promise<void>;
  private wake: () => void = () => undefined;
  private closing = false;
  private cut = Infinity;

  private constructor(
    private readonly options: HallClientOptions,
    private readonly outbox: Outbox,
  ) {
    this.sending = this.run();
  }

  /** Also sends what an earlier process left behind. */
  static async open(options: HallClientOptions): Promise<HallClient> {
    return new HallClient(options, await Outbox.open(options.directory));
  }

  /** Resolves with the event's id when the event is on the disk: from then on it will arrive. */
  async send(
    type: string,
    data: Record<string, unknown>,
    { id = randomUUID(), time = new Date() }: SendOptions = {},
  ): Promise<string> {
    if (this.closing) throw new Error('the client is closed');
    if (this.outbox.bytes > (this.options.maxBytes ?? 1024 ** 3)) throw new Error('too much is waiting on the disk');
    await this.outbox.append([
      { specversion: '1.0', id, source: this.options.source, type, time: time.toISOString(), data },
    ]);
    this.wake();
    return id;
  }

  /** Sends what is left for at most so long; the rest goes out at the next start. @returns whether nothing is left */
  async close(withinMs = 5000): Promise<boolean> {
    this.closing = true;
    this.wake();
    const timer = setTimeout(() => {
      this.stop.abort();
    }, withinMs);
    await this.sending;
    clearTimeout(timer);
    await this.outbox.close();
    return (await this.outbox.peek(1, 1)).length === 0;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stop.signal.aborted;) {
      const nudged = new Promise<void>((done) => {
        this.wake = done;
      });
      const wait = await this.next(nudged).catch(troubleOfOurs);
      if (wait === 'done') return;
      failures = wait === null ? 0 : failures + 1;
      if (wait !== null)
        await this.pause(
          wait.why,
          wait.waitMs ??
            Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10)) * (0.75 + Math.random() / 2),
        );
    }
  }

  /** @returns `done` when the client is closed and nothing is left */
  private async next(nudged: Promise<void>): Promise<Trouble | null | 'done'> {
    const reads = await this.outbox.peek(Math.min(this.options.batchSize ?? 500, this.cut), BATCH_BYTES);
    if (reads.length > 0) return this.deliver(reads);
    if (this.closing) return 'done';
    await nudged;
    return null;
  }

  /** @returns null when the events are settled; else why not, and how long the cockpit asked to wait */
  private async deliver(reads: readonly Read[]): Promise<Trouble | null> {
    const events = reads.flatMap(({ event }) => (event === null ? [] : [event]));
    const outcome =
      events.length === 0
        ? ({ kind: 'answered', rejected: [] } as const)
        : await post(this.options.url, this.options.key, events, this.stop.signal);
    if (outcome.kind === 'again') return outcome;
    if (outcome.kind === 'too-large' && events.length > 1) {
      this.cut = Math.ceil(reads.length / 2);
      return null;
    }
    const rejected: readonly Rejection[] =
      outcome.kind === 'answered'
        ? outcome.rejected
        : [{ index: 0, id: events[0]?.id ?? null, reason: 'too-large', path: '', message: 'the event is too large' }];
    for (const why of rejected) {
      const event = events[why.index];
      if (event === undefined) continue;
      await this.outbox.keepRejected({ event, why });
      this.options.onRejected?.(event, why);
    }
    this.cut = Infinity;
    const last = reads.at(-1);
    if (last !== undefined) await this.outbox.acknowledge(last);
    return null;
  }

  private async pause(why: string, waitMs: number): Promise<void> {
    if (this.stop.signal.aborted) return;
    this.options.onTrouble?.(why, waitMs);
    await sleep(waitMs, undefined, { signal: this.stop.signal }).catch(() => undefined);
  }
}

/** A full disk must end neither the sending nor the program around it: the same events again, later. */
const troubleOfOurs = (error: unknown): Trouble => ({
  why: error instanceof Error ? error.message : String(error),
  waitMs: null,
});
