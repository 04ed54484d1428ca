import { anchored, type Unchanged, type WhatIf } from '../predict/what-if';
import { pick } from '../numeric';
import { has } from '../queue-set';
import type { RedirectParams } from './params';
import type { PromptProposal } from './recommend';
import { helped } from './sentence';
import type { Shown } from './prompt-facts';
import { isWorthAsRead } from './trouble';
import type { RedirectView } from './view';

/** What the simulation and the look-ahead say of a proposal, in one moment. */
export interface Foreseen {
  readonly view: RedirectView;
  readonly params: RedirectParams;
  readonly played: WhatIf;
  readonly unchanged: Unchanged;
}

/**
 * The relief a prompt shows, which must itself be relief enough as people read it; null when there is none. Of a guide it is the wait of
 * those it speaks to, with those among them who need not wait at all. A queue that is not busy yet must be so at the moment that is spoken of.
 * A link stands for hours: where the hour shows too little of it, what the look-ahead foresees later is shown, but only where a past says how
 * many will come. Without one a busy hour would be foretold for all hours to come, and with it a wait of hours.
 */
export function shownRelief(proposal: PromptProposal, queue: number | undefined, foreseen: Foreseen): Shown | null {
  // worth showing only for those who are not sent home unserved: then that is what it says
  if (foreseen.played.savedMin.mean < foreseen.params.leastGainMin) return atClosing(proposal, foreseen);
  const soon = queue === undefined ? null : withinTheHour(queue, foreseen);
  if (soon !== null && isEnough(soon, foreseen)) return soon;
  const later = afterTheHour(proposal, foreseen);
  return later !== null && isEnough(later, foreseen) ? later : atClosing(proposal, foreseen);
}

/** Fewer people sent home unserved, where no wait falls by enough. */
function atClosing({ trouble, decision }: PromptProposal, { view, played }: Foreseen): Shown | null {
  const queue = view.queues.findIndex(({ code }) => code === trouble.queue);
  const people = Math.round(played.fewerAtClosing);
  const waits = played.queues[trouble.queue];
  if (people < 1 || waits === undefined || !has(helped(view, decision), queue)) return null;
  const { beforeP80Sec, afterP80Sec } = waits;
  return { queue, of: 'closing', people, beforeP80Min: beforeP80Sec / 60, afterP80Min: afterP80Sec / 60 };
}

const busyFrom = (queue: number, { view, params }: Foreseen): number =>
  params.busyShare * pick(view.queues, queue).waitTargetMin;

function isEnough({ queue, of, beforeP80Min, afterP80Min }: Shown, foreseen: Foreseen): boolean {
  if (of === 'hour' && beforeP80Min < busyFrom(queue, foreseen)) return false;
  return isWorthAsRead({ beforeP80Sec: beforeP80Min * 60, afterP80Sec: afterP80Min * 60 }, foreseen.params);
}

function isBusy(queue: number, foreseen: Foreseen): boolean {
  const { code, waiting, headAgeMin } = pick(foreseen.view.queues, queue);
  const quoted = (foreseen.played.queues[code]?.beforeP80Sec ?? 0) / 60;
  return waiting > 0 && Math.max(headAgeMin, quoted) >= busyFrom(queue, foreseen);
}

function withinTheHour(queue: number, foreseen: Foreseen): Shown | null {
  const { code } = pick(foreseen.view.queues, queue);
  const waits = foreseen.played.concerned ?? foreseen.played.hour[code];
  if (waits === undefined) return null;
  const now = isBusy(queue, foreseen);
  const told = now ? anchored(waits, foreseen.unchanged.quotes.get(code)) : waits;
  return {
    queue,
    of: now ? 'now' : 'hour',
    beforeP80Min: told.beforeP80Sec / 60,
    afterP80Min: told.afterP80Sec / 60,
    half: { beforeP50Min: told.beforeP50Sec / 60, afterP50Min: told.afterP50Sec / 60 },
  };
}

function afterTheHour({ kind, decision, trouble, relief }: PromptProposal, foreseen: Foreseen): Shown | null {
  const queue = foreseen.view.queues.findIndex(({ code }) => code === trouble.queue);
  if (
    (kind !== 'link' && kind !== 'reassign') ||
    queue < 0 ||
    foreseen.view.queues[queue]?.isWithoutPast === true ||
    relief.inMin === 0 ||
    !has(helped(foreseen.view, decision), queue) ||
    relief.beforeP80Min < busyFrom(queue, foreseen)
  )
    return null;
  return { queue, of: relief.inMin, beforeP80Min: relief.beforeP80Min, afterP80Min: relief.afterP80Min };
}
