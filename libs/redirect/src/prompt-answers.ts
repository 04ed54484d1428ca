import { Injectable } from '@nestjs/common';
import { PromptKind, type Caller, type Message, type Prompt, type PromptState } from '@cockpit/contracts';
import { otherHallViews, type HallState, type OtherHallView } from '@cockpit/domain';
import { inScope } from '@cockpit/access';
import { DecisionClock, LiveStates, Neighbours } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { conflict, notFound } from '@cockpit/platform';
import { endOf } from './life/ends';
import { untrue, withdrawn, type Move } from './life/review';
import { mayBecome } from './life/transitions';
import { PromptRow, toLivePrompt, toPrompt } from './prompt.entity';
import { PromptStore } from './prompt-store';
import { paramsOf } from './params-of';

export interface Answer {
  to: Extract<PromptState, 'accepted' | 'declined' | 'undone'>;
  reason?: string;
  /** the reason as one of a choice */
  words?: Message | undefined;
  /** hall time at which it was given, where the answering system knows it better than the last snapshot does */
  at?: Date | undefined;
}

/** What people say to prompts. */
@Injectable()
export class PromptAnswers {
  constructor(
    private readonly store: PromptStore,
    private readonly clock: DecisionClock,
    private readonly hallClock: HallClock,
    private readonly states: LiveStates,
    private readonly neighbours: Neighbours,
  ) {}

  /**
   * Before it is accepted a prompt is held against the hall as it stands now: what is no longer true is taken back instead.
   * @throws {AppError} 404 for what the caller may not see, 409 when the prompt has been answered, has expired or is no longer true
   */
  async answer(id: string, caller: Caller, { to, reason, words, at }: Answer): Promise<Prompt> {
    const known = await this.store.find(id);
    if (known === null || !inScope(caller.halls, known.hall))
      throw notFound('unknown-prompt', `there is no prompt "${id}"`);
    const now = await this.hallClock.when(known.hall, at);
    const state = to === 'accepted' && known.state === 'shown' ? await this.states.get(known.hall) : null;
    // a hall that has done it already needs no permission any more
    const fault =
      state === null || state.carriedOut.has(id)
        ? null
        : untrue(toLivePrompt(known), state, await this.otherHalls(known, state));
    // What became of it is written although the answer is refused, so the refusal comes after the transaction.
    const outcome = await this.clock.change(known.hall, async (manager) => {
      const row = await manager.findOneByOrFail(PromptRow, { id });
      if (row.state === 'shown' && now > row.expiresAt.getTime()) {
        await this.store.changeState(manager, row, { to: 'expired', at: row.expiresAt.getTime() }, 'clock');
        return { refused: 'prompt-expired' as const, row };
      }
      if (!mayBecome(row.state as PromptState, to))
        return { refused: row.state === 'expired' ? ('prompt-expired' as const) : ('prompt-answered' as const), row };
      if (fault !== null) {
        await this.store.changeState(
          manager,
          row,
          { to: 'cancelled', at: Math.max(now, row.decidedAt.getTime()), words: withdrawn(fault) },
          'clock',
        );
        return { refused: `prompt-${fault}` as const, row };
      }
      await this.store.changeState(
        manager,
        row,
        answered(
          row,
          {
            to,
            at: Math.max(now, row.decidedAt.getTime()),
            ...(reason === undefined ? {} : { reason }),
            ...(words === undefined ? {} : { words }),
          },
          state,
        ),
        caller.name,
      );
      return { refused: null, row };
    });
    if (outcome.refused !== null) throw conflict(outcome.refused, `the prompt is ${outcome.row.state}`);
    return toPrompt(outcome.row);
  }

  /** What is within reach now, for a prompt that sends people there. */
  private async otherHalls(
    { kind, hall }: PromptRow,
    { config, now }: HallState,
  ): Promise<OtherHallView[] | undefined> {
    return kind === 'other-hall'
      ? otherHallViews(config, now, await this.neighbours.find(hall, paramsOf(config).circleMin))
      : undefined;
  }
}

/** A window that is opened stays open for its whole length from now on. */
function answered(row: PromptRow, move: Move, state: HallState | null): Move {
  const until = state === null ? undefined : endOf(PromptKind.parse(row.kind), move.at, state);
  return until === undefined ? move : { ...move, until };
}
