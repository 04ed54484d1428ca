import { has, NO_QUEUES } from '../queueSet';
import type { Decision } from './moves';
import type { RedirectView } from './view';

/** Queues a prompt itself speaks of: the window's home and what it serves and is to serve, or the queue relieved. */
export function isNamed(view: RedirectView, decision: Decision, queue: number): boolean {
  if (decision.queue === queue) return true;
  const window = decision.window === undefined ? undefined : view.windows[decision.window];
  if (window === undefined) return false;
  return window.home === queue || has((decision.mask ?? NO_QUEUES) | window.mask, queue);
}
