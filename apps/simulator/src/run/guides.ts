import type { Prompt } from '@cockpit/contracts';
import { ignoreRefusal, type Cockpit } from '../cockpit';
import { lotOf } from '../people';

type Accepted = Pick<Prompt, 'id' | 'kind'>;
/** Hall minutes until guides confirm an order. */
const [SOONEST_MIN, LATEST_MIN] = [1, 4];

const isForGuides = ({ kind }: Accepted): boolean => kind === 'guide' || kind === 'other-hall';

/** Guides of a simulated hall. They follow accepted prompts and confirm them, except for a share that they ignore. */
export class Guides {
  /** Minute at which each prompt was first seen. */
  private readonly seenMin = new Map<string, number>();
  private readonly confirmed = new Set<string>();

  constructor(
    /** Client that confirms: guides do not appear in the events of a hall. */
    private readonly cockpit: Pick<Cockpit, 'send'>,
    /** Share of prompts that they ignore, the same ones on every run. */
    private readonly ignoring: number,
  ) {}

  /** Whether the hall follows a prompt. Guides cannot ignore prompts for windows. */
  follow(prompt: Accepted): boolean {
    return !isForGuides(prompt) || lotOf(`guides ${prompt.id}`) >= this.ignoring;
  }

  /** Confirms the prompts that are due by `minute`. */
  async confirm(accepted: readonly Accepted[], minute: number): Promise<void> {
    for (const prompt of accepted) {
      const { id } = prompt;
      if (!isForGuides(prompt) || !this.follow(prompt) || this.confirmed.has(id)) continue;
      const seen = this.seenMin.get(id) ?? minute;
      this.seenMin.set(id, seen);
      if (minute < seen + SOONEST_MIN + (LATEST_MIN - SOONEST_MIN) * lotOf(`confirms ${id}`)) continue;
      // Somebody else confirmed it, or it is over.
      await this.cockpit
        .send('POST', `/v1/orders/${encodeURIComponent(id)}/guide/receive`, undefined)
        .catch(ignoreRefusal);
      this.confirmed.add(id);
    }
  }
}
