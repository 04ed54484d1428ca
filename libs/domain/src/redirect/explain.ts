import { chinese, type PredictedChange } from '@cockpit/contracts';
import { playChange, quoted, type Unchanged } from '../predict/what-if';
import type { Change } from '../predict/what-if-change';
import { confidenceOf } from './confidence';
import type { RedirectParams } from './params';
import type { PromptProposal } from './recommend';
import { isNamed, tellsWaits } from './named';
import { aimOf, relieved, sentence } from './sentence';
import { shownRelief } from './shown';
import type { QueueChange, Shown } from './prompt-facts';
import type { RedirectView } from './view';

/** The part of a prompt that says what is done. */
export interface Measure {
  readonly kind: PromptProposal['kind'];
  readonly windowId?: string | undefined;
  readonly queues: readonly string[];
  readonly item?: string | undefined;
  readonly channel?: PromptProposal['channel'] | undefined;
  /** how long newcomers are guided; as long as usual where it is not said */
  readonly minutes?: number | undefined;
}

/**
 * Puts the figures of the simulation in place of the recommender's own: the fluid look-ahead is good at choosing, the simulation –
 * which also quotes the waits on the wall – at telling what the choice means. Nothing is changed where the simulation cannot say; null
 * where it says that nobody would wait less.
 */
export function explain(
  proposal: PromptProposal,
  unchanged: Unchanged,
  view: RedirectView,
  params: RedirectParams,
): PromptProposal | null {
  const change = changeOf({ ...proposal, minutes: lengthOf(proposal, params) }, params);
  if (change === null) return proposal;
  const untold = playChange(change, unchanged);
  const { savedMin, fewerAtClosing, begun, unknown } = untold;
  const worthMin = savedMin.mean + params.secondVisitMin * fewerAtClosing;
  const starts = view.queues.flatMap(({ code }, queue) =>
    begun[code] === undefined ? [] : [{ queue, afterP50Min: begun[code].afterP50Sec / 60 }],
  );
  const isTold = starts.length > 0 || proposal.kind === 'other-hall';
  const namesAny = view.queues.some(
    ({ code }, queue) => unknown[code] === undefined && isNamed(view, proposal.decision, queue),
  );
  // Most measures that are turned down are turned down here, before anything is quoted for them.
  if (namesAny && !isTold && worthMin < params.leastGainMin) return null;
  const played = quoted(untold, unchanged);
  const { queues } = played;
  const changes = view.queues.flatMap(({ code }, queue): QueueChange[] => {
    const waits = queues[code];
    const change = waits === undefined ? undefined : { queue, ...inMinutes(waits) };
    return change !== undefined && tellsWaits(view, proposal.decision, change) ? [change] : [];
  });
  const ended = view.queues.flatMap(({ code }, queue) =>
    unknown[code]?.before === null && unknown[code].after === 'no-open-window' ? [queue] : [],
  );
  if (changes.length === 0 && starts.length === 0) return proposal;
  // What nobody serves has no wait to compare with: there the look-ahead's own estimate stands.
  const gainMin = starts.length > 0 ? proposal.gainMin : savedMin.mean;
  const shown = isTold
    ? undefined
    : shownRelief(proposal, relieved(view, proposal.decision, { changes, begun: starts }), {
        view,
        params,
        played,
        unchanged,
      });
  if (shown === null || gainMin < 0 || (gainMin === 0 && shown?.of !== 'closing')) return null;
  if (!isTold && worthMin < params.leastGainMin) return null;
  const told = { changes, begun: starts, ended, gainMin, shown };
  const words = sentence(view, params, proposal.decision, told);
  if (words === null) return null;
  return {
    ...proposal,
    why: chinese(words),
    words,
    aim: aimOf(view, proposal.decision, told),
    gainMin,
    ...(starts.length > 0 ? {} : { gainBand: { lowMin: savedMin.p10, highMin: savedMin.p90 } }),
    confidence: starts.length > 0 ? proposal.confidence : confidenceOf(savedMin),
    predicted: Object.fromEntries(
      changes.map(({ queue, ...waits }) => [
        view.queues[queue]?.code ?? '',
        queue === shown?.queue && shown.of !== 'closing' ? asShown(waits, shown) : waits,
      ]),
    ),
  };
}

/** Of the queue that a prompt is shown for, the figures are those of its sentence: of the people whom it helps, at the moment when it does. */
function asShown(waits: Omit<QueueChange, 'queue'>, { half, beforeP80Min, afterP80Min }: Shown): typeof waits {
  const { beforeP50Min, afterP50Min } = half ?? waits;
  return {
    beforeP50Min: Math.min(beforeP50Min, beforeP80Min),
    afterP50Min: Math.min(afterP50Min, afterP80Min),
    beforeP80Min,
    afterP80Min,
  };
}

/** What a measure does to a hall, in the terms of the simulation; null when it names nothing that could be changed. */
export function changeOf(
  { kind, windowId, queues, item, channel, minutes }: Measure,
  params: RedirectParams,
): Change | null {
  switch (kind) {
    case 'link':
    case 'reassign':
      return windowId === undefined ? null : { kind: 'assign', windowId, queues };
    case 'open':
      return windowId === undefined ? null : { kind: 'open', windowId, queues };
    case 'recall':
      return windowId === undefined ? null : { kind: 'open', windowId };
    case 'guide': {
      const share = channel === 'mobile' ? params.mobileCompliance : params.compliance * params.terminalSuccess;
      return item === undefined ? null : { kind: 'guide', item, share, minutes: minutes ?? params.guideMin };
    }
    case 'other-hall':
      return queues[0] === undefined
        ? null
        : { kind: 'divert', queue: queues[0], share: params.otherHallShare, minutes: params.guideMin };
  }
}

const lengthOf = ({ untilMin, decidedMin }: PromptProposal, params: RedirectParams): number | undefined =>
  untilMin === undefined ? undefined : untilMin - decidedMin - params.replyMin;

function inMinutes(waits: PredictedChange): Omit<QueueChange, 'queue'> {
  return {
    beforeP50Min: waits.beforeP50Sec / 60,
    afterP50Min: waits.afterP50Sec / 60,
    beforeP80Min: waits.beforeP80Sec / 60,
    afterP80Min: waits.afterP80Sec / 60,
  };
}
