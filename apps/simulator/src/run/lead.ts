import type { Prompt } from '@cockpit/contracts';
import { Supervisor, type Reply, type Scenario } from '@cockpit/domain';

/** Reason given for a declined prompt. */
export const DECLINED_BECAUSE = '现场暂不调整';

/** A prompt with the reply that is due later. */
export interface Pending {
  prompt: Prompt;
  reply: Reply;
}

/**
 * A simulated shift lead: answers every prompt in the order it was shown, after one to three minutes, and accepts most.
 * With the benchmark's day number it replies exactly like the benchmark's supervisor.
 */
export class ShiftLead {
  private readonly supervisor: Supervisor;
  private readonly seen = new Set<string>();
  private pending: Pending[] = [];

  constructor(dayNumber: number, behaviour: Scenario['supervisor']) {
    this.supervisor = new Supervisor(dayNumber, behaviour);
  }

  /** Considers the shown prompts: new ones get a reply, answered ones are dropped. */
  look(shown: readonly Prompt[], nowMin: number): void {
    this.pending = this.pending.filter(({ prompt }) => shown.some(({ id }) => id === prompt.id));
    const fresh = shown.filter(({ id }) => !this.seen.has(id));
    fresh.sort((a, b) => Date.parse(a.decidedAt) - Date.parse(b.decidedAt) || a.ordinal - b.ordinal);
    for (const prompt of fresh) {
      this.seen.add(prompt.id);
      this.pending.push({ prompt, reply: this.supervisor.show(nowMin) });
    }
  }

  /** Takes the next reply that is due before `minute`, earliest first. */
  next(minute: number): Pending | undefined {
    let first: Pending | undefined;
    for (const candidate of this.pending)
      if (candidate.reply.atMin < minute && (first === undefined || candidate.reply.atMin < first.reply.atMin))
        first = candidate;
    if (first) this.pending = this.pending.filter((other) => other !== first);
    return first;
  }
}
