import { Injectable } from '@nestjs/common';
import type { Caller, Prompt, PromptState } from '@cockpit/contracts';
import { inScope } from '@cockpit/access';
import { DecisionClock, HallTime } from '@cockpit/live';
import { conflict, notFound } from '@cockpit/platform';
import { mayBecome } from './life/transitions';
import { PromptRow, toPrompt } from './prompt.entity';
import { PromptStore } from './prompt-store';

export interface Answer {
  to: Extract<PromptState, 'accepted' | 'declined' | 'undone'>;
  reason?: string;
  /** hall time at which it was given, where the answering system knows it better than the last picture does */
  at?: Date | undefined;
}

/** What people say to prompts. */
@Injectable()
export class PromptAnswers {
  constructor(private readonly store: PromptStore, private readonly clock: DecisionClock, private readonly time: HallTime) {}

  /**
   * @throws {AppError} 404 for what the caller may not see, 409 when the prompt has been answered or has expired
   */
  async answer(id: string, caller: Caller, { to, reason, at }: Answer): Promise<Prompt> {
    const known = await this.store.find(id);
    if (known === null || !inScope(caller.halls, known.hall)) throw notFound('unknown-prompt', `there is no prompt "${id}"`);
    const now = await this.time.of(known.hall, at);
    // The expiry is written although the answer is refused, so the refusal comes after the transaction.
    const outcome = await this.clock.change(known.hall, async (manager) => {
      const row = await manager.findOneByOrFail(PromptRow, { id });
      if (row.state === 'shown' && now > row.expiresAt.getTime()) {
        await this.store.move(manager, row, { to: 'expired', at: row.expiresAt.getTime() }, 'clock');
        return { refused: 'prompt-expired' as const, row };
      }
      if (!mayBecome(row.state as PromptState, to)) return { refused: row.state === 'expired' ? ('prompt-expired' as const) : ('prompt-answered' as const), row };
      await this.store.move(manager, row, { to, at: Math.max(now, row.decidedAt.getTime()), ...(reason === undefined ? {} : { reason }) }, caller.name);
      return { refused: null, row };
    });
    if (outcome.refused !== null) throw conflict(outcome.refused, `the prompt is ${outcome.row.state}`);
    return toPrompt(outcome.row);
  }
}
