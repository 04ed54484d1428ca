import type { Prompt } from '@cockpit/contracts';
import { breachesOf, keepsWorth, Unchanged, type HallState, type DeclinedPrompt } from '@cockpit/domain';
import { liveHall, NO_ESTIMATES, NO_SECTIONS } from '@cockpit/live';
import { paramsOf } from '../../libs/redirect/src/params-of';
import { toLivePrompt, toPrompt, type PromptRow } from '../../libs/redirect/src/prompt.entity';

/** Holds every snapshot of a hall day against the law of open prompts. */
export class Audit {
  /** snapshots with a prompt that waits for an answer, and how often one was shown in all of them */
  snapshots = 0;
  shown = 0;
  /** snapshots by breach */
  readonly breaches = new Map<string, number>();
  /** prompts by breach */
  readonly prompts = new Map<string, Set<string>>();
  readonly open = new Set<string>();

  readonly look = (state: HallState, rows: readonly PromptRow[], decided: boolean): void => {
    const waiting = rows.filter((row) => row.state === 'shown');
    if (waiting.length === 0) return;
    const { prompts } = liveHall({
      ...{ state, estimates: NO_ESTIMATES, wallNow: state.now, pulseAt: null },
      sections: { ...NO_SECTIONS, prompts: waiting.map(toPrompt) },
    });
    const params = paramsOf(state.config);
    if (prompts.length > 0) this.snapshots += 1;
    for (const { id } of prompts) {
      this.shown += 1;
      this.open.add(id);
    }
    for (const { prompt, breach } of breachesOf(prompts, state, declinedOf(rows), params)) this.note(breach, prompt);
    // what the simulation says now is asked when it can have changed what the hall does: once a minute
    if (!decided) return;
    const unchanged = new Unchanged(state);
    for (const prompt of prompts) {
      const row = waiting.find(({ id }) => id === prompt.id);
      if (row !== undefined && !keepsWorth(toLivePrompt(row), unchanged, params)) this.note('worth-now', prompt);
    }
  };

  private note(breach: string, { id }: Prompt): void {
    this.breaches.set(breach, (this.breaches.get(breach) ?? 0) + 1);
    const known = this.prompts.get(breach) ?? new Set();
    this.prompts.set(breach, known.add(id));
  }
}

const declinedOf = (rows: readonly PromptRow[]): DeclinedPrompt[] =>
  rows.flatMap((row) => {
    if (row.state !== 'declined' || row.answeredAt === null) return [];
    const { kind, windowId, queues } = toPrompt(row);
    return [{ kind, queues, at: row.answeredAt.getTime(), ...(windowId === undefined ? {} : { windowId }) }];
  });
