import { message, part, type Message, type Part, type PromptAim } from '@cockpit/contracts';
import { has, NO_QUEUES, only, queuesIn, type QueueSet } from '../queue-set';
import type { Decision } from './decision';
import { bestHall } from './moves';
import type { RedirectParams } from './params';
import type { QueueChange, Shown, PromptFacts } from './prompt-facts';
import type { RedirectView } from './view';

/** Waits as people read them. */
const figures = (before: number, after: number): { before: number; after: number } => ({
  before: Math.round(before),
  after: Math.round(after),
});
const falls = (before: number, after: number): boolean => Math.round(before) > Math.round(after);

/** Queues a measure is meant to help. A link never helps its home queue: that is where it takes from. */
export function helped(view: RedirectView, decision: Decision): QueueSet {
  if (decision.queue !== undefined) return only(decision.queue);
  const window = decision.window === undefined ? undefined : view.windows[decision.window];
  const mask = decision.mask ?? NO_QUEUES;
  if (window === undefined) return NO_QUEUES;
  return decision.kind === 'link' ? mask & ~window.mask & ~only(window.home) : mask;
}

/** Of the queues that are meant to be helped the one that is helped most; none when none has a shorter wait as people read it. */
export function relieved(
  view: RedirectView,
  decision: Decision,
  { changes, begun }: Pick<PromptFacts, 'changes' | 'begun'>,
): number | undefined {
  const among = helped(view, decision);
  const start = begun.find(({ queue }) => has(among, queue));
  if (start !== undefined) return start.queue;
  const fall = (c: QueueChange): number => c.beforeP50Min - c.afterP50Min + c.beforeP80Min - c.afterP80Min;
  const best = changes.filter((c) => has(among, c.queue)).sort((a, b) => fall(b) - fall(a))[0];
  return best !== undefined && fall(best) > 0 ? best.queue : undefined;
}

/** Why a measure is proposed, with the figures a supervisor decides by; null when its figures would say nothing for it. */
export function sentence(
  view: RedirectView,
  params: RedirectParams,
  decision: Decision,
  told: PromptFacts,
): Message | null {
  const name = (queue: number): string => view.queues[queue]?.name ?? '';
  const target = told.shown?.queue ?? relieved(view, decision, told);
  if (decision.kind === 'other-hall') return elsewhere(view, params, decision);
  const relief = target === undefined ? null : reliefOf(target, told, name);
  if (target === undefined || relief === null) return null;
  const about = { queue: name(target), crowd: crowd(view.queues[target]?.waiting ?? 0), relief };
  if (decision.kind === 'guide') return guided(view, params, decision, about);
  return moved(view, params, decision, { ...about, told, gives: giver(view, decision, told, name) });
}

/** The same queue and people as codes that the sentence names; undefined if it names no queue. */
export function aimOf(view: RedirectView, decision: Decision, told: PromptFacts): PromptAim | undefined {
  const queue = decision.kind === 'other-hall' ? decision.queue : (told.shown?.queue ?? relieved(view, decision, told));
  if (queue === undefined) return undefined;
  const code = (index: number): string => view.queues[index]?.code ?? '';
  const { of: horizon = 'now', people } = told.shown ?? {};
  const taken = told.ended.length > 0 ? undefined : mostTaken(view, decision, told.changes);
  const loses =
    taken !== undefined &&
    (falls(taken.afterP50Min, taken.beforeP50Min) || falls(taken.afterP80Min, taken.beforeP80Min));
  return {
    queue: code(queue),
    ...(typeof horizon === 'number' ? { horizon: 'later', laterMin: Math.round(horizon) } : { horizon }),
    ...(horizon === 'closing' ? { people: people ?? 0 } : {}),
    ...(loses ? { giver: code(taken.queue) } : {}),
  };
}

interface About {
  readonly queue: string;
  readonly crowd: Part;
  readonly relief: Part;
}

function guided(view: RedirectView, params: RedirectParams, decision: Decision, about: About): Message {
  const item = decision.item === undefined ? '' : (view.items[decision.item]?.name ?? '');
  const minutes = lasting(view, params, decision, params.guideMin);
  const code = decision.channel === 'mobile' ? 'why.guide-mobile' : 'why.guide-self-service';
  return message(code, { ...about, item, minutes });
}

function moved(
  view: RedirectView,
  params: RedirectParams,
  decision: Decision,
  { told, ...about }: About & { readonly told: PromptFacts; readonly gives: Part | string },
): Message {
  const at = decision.window === undefined ? undefined : view.windows[decision.window];
  const window = at?.number ?? '';
  switch (decision.kind) {
    case 'link': {
      const home = at?.home ?? -1;
      if (home < 0) return message('why.link', { ...about, window });
      const code = staysGood(view, told, home) ? 'why.link-free' : 'why.link-shared';
      return message(code, { ...about, window, home: view.queues[home]?.name ?? '' });
    }
    case 'open':
      return message('why.open', { ...about, window, minutes: lasting(view, params, decision, params.openMin) });
    case 'recall':
      return message('why.recall', { ...about, window });
    default: {
      const to = queuesIn(decision.mask ?? NO_QUEUES)[0] ?? -1;
      const queue = view.queues[to]?.name ?? '';
      return message(at?.home === to ? 'why.return' : 'why.reassign', { ...about, window, queue });
    }
  }
}

/** How many minutes a measure lasts. */
const lasting = (view: RedirectView, params: RedirectParams, { untilMin }: Decision, usual: number): number =>
  Math.round(untilMin === undefined ? usual : untilMin - view.nowMin - params.replyMin);

/** What is said of those who wait: their number, or that nobody does and the prompt speaks of what is expected. */
const crowd = (waiting: number): Part =>
  waiting > 0 ? part('crowd.waiting', { waiting }) : part('crowd.expected', {});

/**
 * The figure that shows the relief: the wait of half the people, or of four in five where that of half stays the same as people read it, or
 * the minutes saved by all where neither moves by a minute.
 */
function reliefOf(
  queue: number,
  { changes, begun, gainMin, shown }: PromptFacts,
  name: (queue: number) => string,
): Part | null {
  const start = begun.find((one) => one.queue === queue);
  if (start !== undefined) return part('relief.begun', { after: Math.round(start.afterP50Min) });
  if (shown !== undefined) return shownPart(shown, name(queue));
  const change = changes.find((one) => one.queue === queue);
  if (change === undefined) return null;
  const { beforeP50Min, afterP50Min, beforeP80Min, afterP80Min } = change;
  if (falls(beforeP50Min, afterP50Min))
    return part('relief.half', { queue: name(queue), ...figures(beforeP50Min, afterP50Min) });
  if (falls(beforeP80Min, afterP80Min))
    return part('relief.most', { queue: name(queue), ...figures(beforeP80Min, afterP80Min) });
  return Math.round(gainMin) >= 1 ? part('relief.saved', { minutes: Math.round(gainMin) }) : null;
}

function shownPart({ of, people, beforeP80Min, afterP80Min }: Shown, queue: string): Part {
  if (of === 'closing') return part('relief.closing', { people: people ?? 0 });
  const fall = figures(beforeP80Min, afterP80Min);
  if (of === 'now') return part('relief.most', { queue, ...fall });
  return of === 'hour' ? part('relief.most-hour', fall) : part('relief.most-later', { later: Math.round(of), ...fall });
}

/** Whether a queue stays under its target, also for four in five: only then it is said to have time to spare. */
function staysGood(view: RedirectView, { changes, ended }: PromptFacts, queue: number): boolean {
  const change = changes.find((one) => one.queue === queue);
  const target = view.queues[queue]?.waitTargetMin ?? 15;
  return (
    !ended.includes(queue) &&
    (change === undefined
      ? (view.queues[queue]?.waiting ?? 0) === 0
      : Math.max(change.afterP50Min, change.afterP80Min) < target)
  );
}

/** What happens to the queue that gives: said whenever it shows, and of a window that is lent or leaves its queue also when it does not. */
function giver(
  view: RedirectView,
  decision: Decision,
  { changes, ended }: PromptFacts,
  name: (queue: number) => string,
): Part | string {
  const [left] = ended;
  if (left !== undefined) return part('gives.unserved', { queue: name(left) });
  const worst = mostTaken(view, decision, changes);
  if (worst === undefined) return '';
  const queue = name(worst.queue);
  if (falls(worst.afterP50Min, worst.beforeP50Min))
    return part('gives.half', { queue, ...figures(worst.beforeP50Min, worst.afterP50Min) });
  if (falls(worst.afterP80Min, worst.beforeP80Min))
    return part('gives.most', { queue, ...figures(worst.beforeP80Min, worst.afterP80Min) });
  // who lends a window is told what it costs, also where it costs nothing
  if (decision.kind === 'link')
    return part('gives.stays', { queue, ...figures(worst.beforeP50Min, worst.afterP50Min) });
  return decision.kind === 'reassign' ? part('gives.none', { queue }) : '';
}

/** The queue that gives: the home of a window that is linked, else whichever loses most. */
function mostTaken(view: RedirectView, decision: Decision, changes: readonly QueueChange[]): QueueChange | undefined {
  const home = decision.window === undefined ? undefined : view.windows[decision.window]?.home;
  const own = decision.kind === 'link' ? changes.find(({ queue }) => queue === home) : undefined;
  if (own !== undefined) return own;
  const among = helped(view, decision);
  const rise = (c: QueueChange): number => Math.max(c.afterP50Min - c.beforeP50Min, c.afterP80Min - c.beforeP80Min);
  return changes.filter((c) => !has(among, c.queue)).sort((a, b) => rise(b) - rise(a))[0];
}

function elsewhere(view: RedirectView, params: RedirectParams, decision: Decision): Message | null {
  const queue = decision.queue === undefined ? undefined : view.queues[decision.queue];
  const there = queue === undefined ? undefined : bestHall(view, params, queue.code);
  if (queue?.predictedP50Min === undefined || there === undefined) return null;
  return message('why.other-hall', {
    queue: queue.name,
    here: Math.round(queue.predictedP50Min),
    hall: there.hall.name,
    travel: Math.round(there.hall.travelMin),
    there: Math.round(there.totalP50Min - there.hall.travelMin),
  });
}
