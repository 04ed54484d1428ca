import type { Prompt } from '@cockpit/contracts';
import { Supervisor, type Reply, type Scenario } from '@cockpit/domain';

/** What it says to a prompt that it does not take. */
export const DECLINED_BECAUSE = '现场暂不调整';

/** A prompt somebody is thinking about, and what they will say when. */
export interface Pending {
  prompt: Prompt;
  reply: Reply;
}

/**
 * A simulated shift lead: answers every prompt in the order it was shown, after one to three minutes, and accepts most.
 * With the benchmark's day number it is the benchmark's supervisor, reply for reply.
 */
export class ShiftLead {
  private readonly supervisor: Supervisor;
  private readonly seen = new Set<string>();
  private pending: Pending[] = [];

  constructor(dayNumber: number, manner: Scenario['supervisor']) {
    this.supervisor = new Supervisor(dayNumber, manner);
  }

  /** Looks at what is shown now; prompts already seen are not considered twice, and those somebody has answered no longer. */
  look(shown: readonly Prompt[], nowMin: number): void {
    this.pending = this.pending.filter(({ prompt }) => shown.some(({ id }) => id === prompt.id));
    const fresh = shown.filter(({ id }) => !this.seen.has(id));
    fresh.sort((a, b) => Date.parse(a.decidedAt) - Date.parse(b.decidedAt) || a.ordinal - b.ordinal);
    for (const prompt of fresh) {
      this.seen.add(prompt.id);
      this.pending.push({ prompt, reply: this.supervisor.show(nowMin) });
    }
  }

  /** Takes the next answer due before `minute`, earliest first. */
  next(minute: number): Pending | undefined {
    let first: Pending | undefined;
    for (const one of this.pending)
      if (one.reply.atMin < minute && (first === undefined || one.reply.atMin < first.reply.atMin)) first = one;
    if (first) this.pending = this.pending.filter((one) => one !== first);
    return first;
  }
}
