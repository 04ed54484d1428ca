import { chinese, PromptState } from '@cockpit/contracts';
import type { PromptRow, PromptTransitionRow } from '../prompt.entity';
import type { Move } from './review';
import { mayBecome } from './transitions';

export type PromptStep = Omit<PromptTransitionRow, 'id' | 'recordedAt'>;

/** Moves a prompt. @returns what changed and the step to be kept; null when the table of moves has no such move: somebody else was quicker */
export function changed(
  row: PromptRow,
  { to, at, words, reason: written, until }: Move,
  actor: string,
): { change: Partial<PromptRow>; step: PromptStep } | null {
  const from = PromptState.parse(row.state);
  if (!mayBecome(from, to)) return null;
  const reason = written ?? (words === undefined ? undefined : chinese(words));
  const isAnswer = to === 'accepted' || to === 'declined' || to === 'undone';
  const change = {
    state: to,
    ...(isAnswer
      ? { answeredAt: to === 'undone' ? (row.answeredAt ?? new Date(at)) : new Date(at), answeredBy: actor }
      : {}),
    ...(to === 'carried-out' ? { carriedOutAt: new Date(at) } : {}),
    ...(reason === undefined ? {} : { reason, reasonWords: words ?? null }),
    ...(until === undefined ? {} : { until: new Date(until) }),
  };
  Object.assign(row, change);
  const step = { promptId: row.id, at: new Date(at), fromState: from, toState: to, actor };
  return { change, step: { ...step, reason: reason ?? null, reasonWords: words ?? null } };
}

/** The first step of a prompt's life. */
export const firstStep = ({ id, decidedAt }: Pick<PromptRow, 'id' | 'decidedAt'>, actor: string): PromptStep => ({
  promptId: id,
  at: decidedAt,
  fromState: '',
  toState: 'shown',
  actor,
  reason: null,
  reasonWords: null,
});
