import { has, NO_QUEUES } from '../queue-set';
import type { Decision } from './decision';
import type { QueueChange } from './prompt-facts';
import type { RedirectView } from './view';

/** Queues a prompt itself speaks of: the window's home and what it serves and is to serve, or the queue relieved. */
export function isNamed(view: RedirectView, decision: Decision, queue: number): boolean {
  if (decision.queue === queue) return true;
  const window = decision.window === undefined ? undefined : view.windows[decision.window];
  if (window === undefined) return false;
  return window.home === queue || has((decision.mask ?? NO_QUEUES) | window.mask, queue);
}

/** Change from which a queue counts as touched, minutes. Waits come in whole seconds, and sixtieths are not exact. */
export const TOUCHED_MIN = 0.25 - 1e-9;

/** Whether a prompt tells the waits of a queue: it speaks of it, or the measure touches it. */
export const tellsWaits = (view: RedirectView, decision: Decision, change: QueueChange): boolean =>
  isNamed(view, decision, change.queue) ||
  Math.abs(change.afterP50Min - change.beforeP50Min) >= TOUCHED_MIN ||
  Math.abs(change.afterP80Min - change.beforeP80Min) >= TOUCHED_MIN;
