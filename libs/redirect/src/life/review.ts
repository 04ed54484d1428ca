import { message, type Message, type Prompt, type PromptState } from '@cockpit/contracts';
import {
  checkPrompt,
  keepsWorth,
  type HallState,
  type OtherHallView,
  type PromptClaim,
  type PromptFault,
  type Unchanged,
} from '@cockpit/domain';
import { paramsOf } from '../params-of';
import { leadsAway } from './leads-away';

/** An accepted command waits for the window to be free; one still waiting after this long was forgotten. */
const CARRY_OUT_WITHIN_MS = 60 * 60_000;
/** A lasting change has no end of its own; its effect is judged over this time. */
const EFFECT_MS = 30 * 60_000;

export type LivePrompt = Pick<Prompt, 'id' | 'kind' | 'queues' | 'predicted' | 'gainMin'> & {
  words: Message | null;
  aim?: Prompt['aim'] | null;
  windowId: string | null;
  item: string | null;
  channel: PromptClaim['channel'];
  toHall: string | null;
  state: PromptState;
  /** hall times, epoch ms */
  expiresAt: number;
  until: number | null;
  answeredAt: number | null;
  carriedOutAt: number | null;
  /** whether a guide, or who runs the hall, said that people are being led away */
  confirmed: boolean;
};

export interface Move {
  to: PromptState;
  /** hall time of the move, epoch ms */
  at: number;
  /** why, as data, where the product says it or somebody chose it */
  words?: Message;
  /** why, as somebody wrote it; absent = as the data say it */
  reason?: string;
  /** when the measure ends, where this move says so */
  until?: number;
}

/** What a prompt is held against beside the hall itself. */
export interface Beside {
  /** halls within reach as they are now */
  readonly otherHalls?: readonly OtherHallView[] | undefined;
  /** the hall as it goes on when nothing is done; without it the worth of a prompt is not judged anew */
  readonly unchanged?: Unchanged | undefined;
}

/** What a hall minute makes of a prompt that is not over, or null when it stays as it is. */
export function review(prompt: LivePrompt, hall: HallState, now: number, beside: Beside = {}): Move | null {
  switch (prompt.state) {
    case 'shown':
      return reviewShown(prompt, hall, now, beside);
    case 'accepted':
      return reviewAccepted(prompt, hall, now);
    case 'carried-out': {
      const end = prompt.until ?? (prompt.carriedOutAt ?? now) + EFFECT_MS;
      return now >= end ? { to: 'done', at: end } : null;
    }
    default:
      return null;
  }
}

function reviewShown(prompt: LivePrompt, hall: HallState, now: number, { otherHalls, unchanged }: Beside): Move | null {
  const seenAt = hall.carriedOut.get(prompt.id);
  if (seenAt !== undefined) return { to: 'carried-out', at: seenAt };
  if (now > prompt.expiresAt) return { to: 'expired', at: prompt.expiresAt };
  const fault = untrue(prompt, hall, otherHalls);
  if (fault !== null) return { to: 'cancelled', at: now, words: withdrawn(fault) };
  // what has once become worth too little does not come back: the same is not said again within half an hour
  return unchanged === undefined || keepsWorth(prompt, unchanged, paramsOf(hall.config), otherHalls)
    ? null
    : { to: 'cancelled', at: now, words: message('withdrawn.too-little', {}) };
}

function reviewAccepted(prompt: LivePrompt, hall: HallState, now: number): Move | null {
  const seenAt = hall.carriedOut.get(prompt.id) ?? seenWithoutName(prompt, hall);
  if (seenAt !== undefined) return { to: 'carried-out', at: seenAt };
  if (leadsAway(prompt)) return reviewLeading(prompt, hall, now);
  const acceptedAt = prompt.answeredAt ?? now;
  return now - acceptedAt >= CARRY_OUT_WITHIN_MS
    ? { to: 'expired', at: now, words: message('prompt-reason.not-seen', {}) }
    : null;
}

/** People are led away until its time is over. Whether anybody did so is known from who confirmed it, or from tickets guides led away. */
function reviewLeading(prompt: LivePrompt, hall: HallState, now: number): Move | null {
  if (prompt.until === null || now < prompt.until) return null;
  if (prompt.confirmed || wasLedAway(prompt, hall)) return { to: 'done', at: prompt.until };
  return { to: 'expired', at: prompt.until, words: message('prompt-reason.not-confirmed', {}) };
}

function wasLedAway({ queues, answeredAt }: LivePrompt, hall: HallState): boolean {
  for (const { state, queue, leftAt } of hall.tickets.values())
    if (state === 'guided' && queue !== null && queues.includes(queue) && (leftAt ?? 0) >= (answeredAt ?? Infinity))
      return true;
  return false;
}

/** Ticketing systems that do not know our prompts still show what they do: the window now serves what was asked. */
function seenWithoutName(prompt: LivePrompt, hall: HallState): number | undefined {
  const window = prompt.windowId === null ? undefined : hall.windows.get(prompt.windowId);
  const since = prompt.answeredAt;
  if (window === undefined || since === null) return undefined;
  if (prompt.kind === 'recall')
    return window.open && (window.stateSince ?? 0) >= since ? (window.stateSince ?? undefined) : undefined;
  const assignedAt = window.assignedAt;
  const serving = new Set(window.servingQueues);
  if (
    assignedAt !== null &&
    assignedAt >= since &&
    serving.size === prompt.queues.length &&
    prompt.queues.every((queue) => serving.has(queue))
  )
    return assignedAt;
  // Where no window tells what it serves, a call of somebody it was asked to serve besides its own is the answer.
  const own = new Set(prompt.kind === 'open' ? [] : (window.config?.queues ?? []));
  return (
    window.firstCall(
      prompt.queues.filter((queue) => !own.has(queue)),
      since,
    ) ?? undefined
  );
}

/** Why a prompt that was shown is no longer true, as it stands in its history. */
export const withdrawn = (fault: PromptFault): Message => message(`withdrawn.${fault}`, {});

/** The weightiest reason why a prompt is not true of the hall as it stands; null when it is. That nobody waits *yet* is none where it speaks of what is expected. */
export function untrue(
  prompt: LivePrompt,
  state: HallState,
  otherHalls?: readonly OtherHallView[],
): PromptFault | null {
  const predicted = Object.fromEntries(
    Object.entries(prompt.predicted).map(([queue, { beforeP50Sec, afterP50Sec, beforeP80Sec, afterP80Sec }]) => [
      queue,
      {
        beforeP50Min: beforeP50Sec / 60,
        afterP50Min: afterP50Sec / 60,
        beforeP80Min: beforeP80Sec / 60,
        afterP80Min: afterP80Sec / 60,
      },
    ]),
  );
  return checkPrompt({ ...prompt, predicted }, { state, params: paramsOf(state.config), otherHalls })[0] ?? null;
}
