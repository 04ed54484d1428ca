import { Injectable } from '@nestjs/common';
import type { Caller, Prompt, PromptState } from '@cockpit/contracts';
import type { PromptFault } from '@cockpit/domain';
import { inScope } from '@cockpit/access';
import { DecisionClock, HallTime, LiveStates } from '@cockpit/live';
import { conflict, notFound } from '@cockpit/platform';
import { FAULT_REASONS, untrue } from './life/review';
import { mayBecome } from './life/transitions';
import { PromptRow, toLivePrompt, toPrompt } from './prompt.entity';
import { PromptStore } from './prompt-store';

export interface Answer {
  to: Extract<PromptState, 'accepted' | 'declined' | 'undone'>;
  reason?: string;
  /** hall time at which it was given, where the answering system knows it better than the last picture does */
  at?: Date | undefined;
}

/** What stops a measure at the moment it is accepted. Whether it is still worth while is decided with the figures of each minute. */
const IN_THE_WAY: ReadonlySet<PromptFault> = new Set(['window-closed', 'window-paused', 'window-fault', 'window-open', 'window-present', 'not-qualified', 'no-terminal']);

/** What people say to prompts. */
@Injectable()
export class PromptAnswers {
  constructor(private readonly store: PromptStore, private readonly clock: DecisionClock, private readonly time: HallTime, private readonly states: LiveStates) {}

  /**
   * Before it is accepted a prompt is held against the hall as it stands now: what is no longer true is taken back instead.
   * @throws {AppError} 404 for what the caller may not see, 409 when the prompt has been answered, has expired or is no longer true
   */
  async answer(id: string, caller: Caller, { to, reason, at }: Answer): Promise<Prompt> {
    const known = await this.store.find(id);
    if (known === null || !inScope(caller.halls, known.hall)) throw notFound('unknown-prompt', `there is no prompt "${id}"`);
    const now = await this.time.of(known.hall, at);
    const fault = to === 'accepted' && known.state === 'shown' ? await this.faultOf(known) : null;
    // What became of it is written although the answer is refused, so the refusal comes after the transaction.
    const outcome = await this.clock.change(known.hall, async (manager) => {
      const row = await manager.findOneByOrFail(PromptRow, { id });
      if (row.state === 'shown' && now > row.expiresAt.getTime()) {
        await this.store.move(manager, row, { to: 'expired', at: row.expiresAt.getTime() }, 'clock');
        return { refused: 'prompt-expired' as const, row };
      }
      if (!mayBecome(row.state as PromptState, to)) return { refused: row.state === 'expired' ? ('prompt-expired' as const) : ('prompt-answered' as const), row };
      if (fault !== null) {
        await this.store.move(manager, row, { to: 'cancelled', at: Math.max(now, row.decidedAt.getTime()), reason: FAULT_REASONS[fault] }, 'clock');
        return { refused: `prompt-${fault}` as const, row };
      }
      await this.store.move(manager, row, { to, at: Math.max(now, row.decidedAt.getTime()), ...(reason === undefined ? {} : { reason }) }, caller.name);
      return { refused: null, row };
    });
    if (outcome.refused !== null) throw conflict(outcome.refused, `the prompt is ${outcome.row.state}`);
    return toPrompt(outcome.row);
  }

  private async faultOf(row: PromptRow): Promise<PromptFault | null> {
    const state = await this.states.of(row.hall);
    // a hall played fast is ahead of its last snapshot: one from before the decision says nothing against it
    if (state === null || state.now < row.decidedAt.getTime()) return null;
    const fault = untrue(toLivePrompt(row), state);
    return fault !== null && IN_THE_WAY.has(fault) ? fault : null;
  }
}
