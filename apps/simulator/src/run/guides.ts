import type { Prompt } from '@cockpit/contracts';
import { ignoreRefusal, type Cockpit } from '../cockpit';
import { lotOf } from '../people';

type Accepted = Pick<Prompt, 'id' | 'kind'>;
/** hall minutes until guides say that they have received what is asked of them */
const [SOONEST_MIN, LATEST_MIN] = [1, 4];

const isForGuides = ({ kind }: Accepted): boolean => kind === 'guide' || kind === 'other-hall';

/** Guides of a simulated hall: they lead people away as an accepted prompt says, and confirm it. Of a share of the prompts they do neither. */
export class Guides {
  /** when each prompt was heard of first */
  private readonly heardMin = new Map<string, number>();
  private readonly confirmed = new Set<string>();

  constructor(
    /** as whom they confirm: a guide shows nothing in the events of a hall */
    private readonly cockpit: Pick<Cockpit, 'send'>,
    /** share of prompts that they do not follow, the same ones on every run */
    private readonly ignoring: number,
  ) {}

  /** Whether the hall does what a prompt says; what is for windows is not theirs to leave undone. */
  follow(prompt: Accepted): boolean {
    return !isForGuides(prompt) || lotOf(`guides ${prompt.id}`) >= this.ignoring;
  }

  /** Confirms what is due by `minute`, whoever accepted it. */
  async confirm(accepted: readonly Accepted[], minute: number): Promise<void> {
    for (const prompt of accepted) {
      const { id } = prompt;
      if (!isForGuides(prompt) || !this.follow(prompt) || this.confirmed.has(id)) continue;
      const heard = this.heardMin.get(id) ?? minute;
      this.heardMin.set(id, heard);
      if (minute < heard + SOONEST_MIN + (LATEST_MIN - SOONEST_MIN) * lotOf(`confirms ${id}`)) continue;
      // said by somebody else, or over
      await this.cockpit
        .send('POST', `/v1/orders/${encodeURIComponent(id)}/guide/receive`, undefined)
        .catch(ignoreRefusal);
      this.confirmed.add(id);
    }
  }
}
