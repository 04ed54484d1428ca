import { message, type Message } from '@cockpit/contracts';
import { has, queuesIn } from '../queue-set';
import type { RedirectParams } from './params';
import { mayAskIn } from './repeated';
import type { Trouble } from './trouble';
import type { RedirectView, WindowView } from './view';

/** One short reason why nothing is prompted for a queue. */
export interface Because {
  readonly words: Message;
  /** the window that stands idle and is qualified, of which it is said; absent: it is said of all windows where none stands idle */
  readonly windowId?: string;
}

/** A window that leaves this soon helps nobody: until it has changed its system and called somebody the time is over. */
const LEAVES_MIN = 15;

/** Of each window that stands idle and is qualified for the queue, why it is not prompted for. */
export const ofIdle = (view: RedirectView, params: RedirectParams, trouble: Trouble): Because[] =>
  view.windows.flatMap((window, index) => {
    if (window.condition !== 'free' || !(has(window.mask, trouble.queue) || has(window.skills, trouble.queue)))
      return [];
    return [{ words: ofOne(view, params, trouble, window, index), windowId: window.id }];
  });

function ofOne(
  view: RedirectView,
  params: RedirectParams,
  trouble: Trouble,
  { number: window, ...seen }: WindowView,
  index: number,
): Message {
  const { queue } = trouble;
  const { nowMin } = view;
  if (has(seen.mask, queue)) return message('because.free', { window });
  if (view.past.some((p) => p.window === index && p.state === 'accepted' && p.mask !== undefined && has(p.mask, queue)))
    return message('because.agreed', { window });
  const wait = mayAskIn(view, params, { kind: 'link', window: index, mask: seen.skills }, trouble);
  if (wait !== undefined)
    return message(wait.declined ? 'because.declined' : 'because.said', { window, minutes: wait.minutes });
  const settles = Math.ceil(seen.changedMin + params.settleMin - nowMin);
  if (settles > 0) return message('because.settling', { window, minutes: settles });
  const leavesMin = Math.min(seen.closesMin, ...seen.absences.map(({ startMin }) => startMin));
  if (leavesMin - nowMin < LEAVES_MIN) return message('because.leaves', { window });
  const [own = seen.home] = queuesIn(seen.mask);
  return message('because.own', { window, queue: view.queues[own]?.name ?? '' });
}

/** What is said of all windows, where none that is qualified stands idle. */
export function ofAll(counts: {
  readonly agreed: number;
  readonly asked: number;
  readonly busy: number;
  readonly away: number;
  /** prompts that nobody answered, while they are held back for that; null: they are held back because enough stand or were given */
  readonly held?: number | null | undefined;
}): Because {
  const { agreed, asked, busy, away, held } = counts;
  if (agreed > 0) return { words: message('helpless.agreed', { windows: agreed }) };
  if (held === null) return { words: message('helpless.attention-used', {}) };
  if (held !== undefined) return { words: message('helpless.unanswered', { lapsed: held }) };
  if (asked > 0) return { words: message('helpless.asked', { windows: asked }) };
  return { words: message(busy > 0 ? 'because.busy' : away > 0 ? 'because.away' : 'because.all', {}) };
}
