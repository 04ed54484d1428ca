import { setTimeout as sleep } from 'node:timers/promises';
import { IngestAnswer } from '@cockpit/contracts';
import { batchOf, type SentEvent } from './stories';

const AGAIN_MS = 150;
const PATIENCE_MS = 20_000;
/** one batch in so many is posted a second time after it was acknowledged */
const REPEAT_EVERY = 7;
/** a thousand events a request are the most */
const BATCHES_IN_A_BURST = 40;

/** What a source was told is safe: the ledger everything is judged by. */
export interface Ledger {
  source: string;
  hall: string;
  events: SentEvent[];
  refusals: number;
  repeats: number;
}

/** One source: posts batch after batch, each again and again until it is answered 202, and writes down what was. */
export class Poster {
  readonly ledger: Ledger;
  private batch = 0;

  constructor(
    private readonly url: string,
    source: string,
    private readonly key: string,
    hall: string,
    private readonly start: number,
    private readonly pauseMs: number,
  ) {
    this.ledger = { source, hall, events: [], refusals: 0, repeats: 0 };
  }

  /** Until the signal aborts; the batch under way then is brought to its end. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const events = this.next();
      await this.post(events);
      this.ledger.events.push(...events);
      if (this.batch % REPEAT_EVERY === 0) {
        await this.post(events);
        this.ledger.repeats += events.length;
      }
      await sleep(this.pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** As many events at once as one request takes, until there were so many. */
  async burst(count: number): Promise<void> {
    for (let sent = 0; sent < count;) {
      const events = Array.from({ length: BATCHES_IN_A_BURST }, () => this.next()).flat();
      await this.post(events);
      this.ledger.events.push(...events);
      sent += events.length;
    }
  }

  private next(): SentEvent[] {
    return batchOf(this.ledger.source, this.ledger.hall, this.batch++, this.start);
  }

  private async post(events: readonly SentEvent[]): Promise<void> {
    const body = JSON.stringify(events);
    for (;;) {
      if (await this.attempt(body, events.length)) return;
      this.ledger.refusals++;
      await sleep(AGAIN_MS);
    }
  }

  /** @returns whether it was acknowledged; whatever else happened, the same body comes again */
  private async attempt(body: string, sent: number): Promise<boolean> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.url}/v1/events`, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/cloudevents-batch+json' },
      });
      text = await response.text();
    } catch {
      return false;
    }
    if (response.status >= 500 || response.status === 429) return false;
    if (response.status !== 202) throw new Error(`the door answered ${String(response.status)}: ${text.slice(0, 300)}`);
    const { accepted, rejected } = IngestAnswer.parse(JSON.parse(text));
    if (accepted !== sent)
      throw new Error(`the door rejected what it should take: ${JSON.stringify(rejected).slice(0, 500)}`);
    return true;
  }
}
