import type { Prompt, PromptState } from '@cockpit/contracts';
import type { HallState } from '@cockpit/domain';

/** An accepted command waits for the window to be free; one still waiting after this long was forgotten. */
const CARRY_OUT_WITHIN_MS = 60 * 60_000;
/** A lasting change has no end of its own; its effect is judged over this time. */
const EFFECT_MS = 30 * 60_000;

export type LivePrompt = Pick<Prompt, 'id' | 'kind' | 'queues' | 'predicted'> & {
  windowId: string | null;
  state: PromptState;
  /** hall times, epoch ms */
  expiresAt: number;
  until: number | null;
  answeredAt: number | null;
  carriedOutAt: number | null;
};

export interface Move {
  to: PromptState;
  /** hall time of the move, epoch ms */
  at: number;
  reason?: string;
}

/** What a hall minute makes of a prompt that is not over, or null when it stays as it is. */
export function review(prompt: LivePrompt, hall: HallState, now: number): Move | null {
  switch (prompt.state) {
    case 'shown': return reviewShown(prompt, hall, now);
    case 'accepted': return reviewAccepted(prompt, hall, now);
    case 'carried-out': {
      const end = prompt.until ?? (prompt.carriedOutAt ?? now) + EFFECT_MS;
      return now >= end ? { to: 'done', at: end } : null;
    }
    default: return null;
  }
}

function reviewShown(prompt: LivePrompt, hall: HallState, now: number): Move | null {
  const seenAt = hall.carriedOut.get(prompt.id);
  if (seenAt !== undefined) return { to: 'carried-out', at: seenAt };
  if (now > prompt.expiresAt) return { to: 'expired', at: prompt.expiresAt };
  const reason = uselessBecause(prompt, hall);
  return reason === null ? null : { to: 'cancelled', at: now, reason };
}

function reviewAccepted(prompt: LivePrompt, hall: HallState, now: number): Move | null {
  const seenAt = hall.carriedOut.get(prompt.id) ?? seenWithoutName(prompt, hall);
  if (seenAt !== undefined) return { to: 'carried-out', at: seenAt };
  const lasting = prompt.kind === 'guide' || prompt.kind === 'other-hall';
  if (lasting) return prompt.until !== null && now >= prompt.until ? { to: 'done', at: prompt.until } : null;
  const acceptedAt = prompt.answeredAt ?? now;
  return now - acceptedAt >= CARRY_OUT_WITHIN_MS ? { to: 'expired', at: now, reason: '采纳后一小时内未见执行' } : null;
}

/** Ticketing systems that do not know our prompts still show what they do: the window now serves what was asked. */
function seenWithoutName(prompt: LivePrompt, hall: HallState): number | undefined {
  const window = prompt.windowId === null ? undefined : hall.windows.get(prompt.windowId);
  const since = prompt.answeredAt;
  if (window === undefined || since === null) return undefined;
  if (prompt.kind === 'recall') return window.open && (window.stateSince ?? 0) >= since ? (window.stateSince ?? undefined) : undefined;
  const assignedAt = window.assignedAt;
  if (assignedAt === null || assignedAt < since) return undefined;
  const serving = new Set(window.servingQueues);
  return serving.size === prompt.queues.length && prompt.queues.every((queue) => serving.has(queue)) ? assignedAt : undefined;
}

/**
 * Why an unanswered prompt can no longer be carried out, in Chinese, or null. That nobody waits *yet* is no reason: a prompt looks
 * ahead, and the same prompts must come out here as in the benchmark.
 */
function uselessBecause(prompt: LivePrompt, hall: HallState): string | null {
  const window = prompt.windowId === null ? undefined : hall.windows.get(prompt.windowId);
  const gone = window !== undefined && (window.state === 'closed' || window.state === 'offline');
  return gone && (prompt.kind === 'link' || prompt.kind === 'reassign') ? '窗口已关闭' : null;
}
