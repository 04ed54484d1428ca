import { Injectable } from '@nestjs/common';
import { PromptState, type Prompt } from '@cockpit/contracts';
import { DataSource, In } from 'typeorm';
import { ENDED_SHOWN_MS, ENDED_STATES, LIVE_STATES } from './life/transitions';
import { PromptRow, PromptTransitionRow, toPrompt } from './prompt.entity';

/** A prompt with everything that happened to it. */
export interface PromptPast {
  readonly prompt: Prompt;
  /** hall times, epoch ms, in order */
  readonly moves: readonly { readonly at: number; readonly to: PromptState }[];
}

/** Prompts as they were: what a replay shows. */
@Injectable()
export class PromptHistory {
  constructor(private readonly postgres: DataSource) {}

  /** Those decided within the span, epoch ms, in order. */
  async within(hall: string, from: number, to: number): Promise<PromptPast[]> {
    const rows = await this.postgres
      .createQueryBuilder(PromptRow, 'p')
      .where('p.hall = :hall AND p.decidedAt >= :from AND p.decidedAt < :to', {
        hall,
        from: new Date(from),
        to: new Date(to),
      })
      .orderBy('p.decidedAt', 'ASC')
      .addOrderBy('p.nth', 'ASC')
      .getMany();
    const moves = await this.postgres.manager.find(PromptTransitionRow, {
      where: { promptId: In(rows.map(({ id }) => id)) },
      order: { at: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => ({
      prompt: toPrompt(row),
      moves: moves.flatMap(({ promptId, at, toState }) =>
        promptId === row.id ? [{ at: at.getTime(), to: PromptState.parse(toState) }] : [],
      ),
    }));
  }
}

/** The prompts that stood at a moment, as they stood then, and those that had just come to nothing: what came of them later is not told. */
export function promptsAt(past: readonly PromptPast[], at: number): Prompt[] {
  return past
    .flatMap(({ prompt, moves }) => {
      const last = moves.filter((move) => move.at <= at).at(-1);
      if (last === undefined) return [];
      const { to: state } = last;
      const hasEnded = ENDED_STATES.includes(state);
      if (!LIVE_STATES.includes(state) && !(hasEnded && at - last.at < ENDED_SHOWN_MS)) return [];
      const { answeredAt, answeredBy, reason, reasonWords, effect: _, help: __, ...rest } = prompt;
      const answered = answeredAt !== undefined && Date.parse(answeredAt) <= at;
      return [
        {
          ...rest,
          state,
          ...(hasEnded && reason !== undefined ? { reason } : {}),
          ...(hasEnded && reasonWords !== undefined ? { reasonWords } : {}),
          ...(answered ? { answeredAt } : {}),
          ...(answered && answeredBy !== undefined ? { answeredBy } : {}),
        },
      ];
    })
    .reverse();
}
