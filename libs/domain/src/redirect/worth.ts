import { fewerAtClosing, type Prompt } from '@cockpit/contracts';
import type { HallState } from '../live';
import { anchored, playChange, type PlayedChange, type Unchanged } from '../predict/what-if';
import type { Change } from '../predict/what-if-change';
import { helpedCodes, type PromptClaim } from './check-prompt';
import { changeOf } from './explain';
import { bestHall } from './moves';
import { pieceOf } from './pieces';
import type { RedirectParams } from './params';
import { isWorth, isWorthAsRead, type FallOfWait, type Threshold } from './trouble';
import type { OtherHallView, RedirectView } from './view';

const MINUTE = 60_000;
/**
 * A prompt is withdrawn when half of what it had to be worth is gone: a simulation of forty futures moves by as much as a minute from one
 * minute to the next, and what is withdrawn is not said again for half an hour.
 */
const KEPT_SHARE = 0.5;

/** Both ways of a prompt that sends people to another hall: staying here and going there, the way included. */
const goingInstead = ({ hereP80Sec, thereP80Sec, travelMin }: NonNullable<Prompt['way']>): FallOfWait => ({
  beforeP80Sec: hereP80Sec,
  afterP80Sec: thereP80Sec + travelMin * 60,
});

/**
 * Whether what a prompt says is worth showing: for a queue it names the wait of those it helps falls by enough. Of one that sends people
 * elsewhere it is the wait of those who go; of a queue that nobody serves there is no wait to compare with, and being served is worth enough.
 */
export function saysWorth(
  { kind, queues, predicted, way, words, aim }: Pick<Prompt, 'kind' | 'queues' | 'predicted' | 'way' | 'words' | 'aim'>,
  params: Threshold,
): boolean {
  if (kind === 'other-hall') return way !== undefined && isWorth(goingInstead(way), params);
  if (isBegun(words) || fewerAtClosing({ aim }) >= 1) return true;
  return queues.some((queue) => predicted[queue] !== undefined && isWorth(predicted[queue], params));
}

/** Nobody serves the queue, and somebody would. */
const isBegun = (words: Prompt['words'] | null): boolean => pieceOf(words, 'relief')?.code === 'relief.begun';

function isSoonerThere(queue: string, view: RedirectView, params: RedirectParams): boolean {
  const hereMin = view.queues.find(({ code }) => code === queue)?.predictedP80Min;
  const there = bestHall(view, params, queue);
  if (hereMin === undefined || there === undefined) return false;
  return isWorth({ beforeP80Sec: hereMin * 60, afterP80Sec: there.totalP80Min * 60 }, params);
}

type Measured = Pick<PromptClaim, 'kind' | 'windowId' | 'queues' | 'item' | 'channel' | 'until' | 'toHall' | 'aim'>;

/** Whether a proposal, told by the simulation, shortens the wait of a queue it is meant for by enough; `begun` where nobody serves that queue yet. */
export function isWorthShowing(
  claim: Pick<PromptClaim, 'kind' | 'windowId' | 'queues' | 'predicted' | 'words' | 'aim'>,
  { state, view, params }: { readonly state: HallState; readonly view: RedirectView; readonly params: RedirectParams },
): boolean {
  if (claim.kind === 'other-hall') return isSoonerThere(claim.queues[0] ?? '', view, params);
  if (isBegun(claim.words) || fewerAtClosing(claim) >= 1) return true;
  return helpedCodes(claim, state).some((queue) => {
    const waits = claim.predicted[queue];
    return (
      waits !== undefined &&
      isWorthAsRead({ beforeP80Sec: waits.beforeP80Min * 60, afterP80Sec: waits.afterP80Min * 60 }, params)
    );
  });
}

/**
 * Whether a prompt that stands unanswered is still worth half of what one must be, judged anew in the hall of this moment; of another hall, all
 * of it. What the simulation can say nothing about stays as it was said.
 */
export function keepsWorth(
  measure: Measured,
  unchanged: Unchanged,
  params: RedirectParams,
  otherHalls: readonly OtherHallView[] = [],
): boolean {
  if (measure.kind === 'other-hall') return isBetterThere(measure, unchanged, params, otherHalls);
  const { state } = unchanged;
  const told = played(measure, unchanged, params);
  if (told === 'impossible') return false;
  const helped = helpedCodes(measure, state);
  // who comes within the hour is not whom a measure for later arrivals helps
  if (told === null || measure.aim?.horizon === 'later' || helped.some((queue) => told.begun[queue] !== undefined))
    return true;
  if (fewerAtClosing(measure) > 0 && told.fewerAtClosing >= KEPT_SHARE) return true;
  const { hour, concerned } = told.waits();
  const waits = helped.flatMap((code) => {
    const soon = concerned ?? hour[code];
    return soon === undefined ? [] : [soon, anchored(soon, unchanged.quotes.get(code))];
  });
  const kept = { reliefMin: params.reliefMin * KEPT_SHARE, reliefShare: params.reliefShare * KEPT_SHARE };
  return waits.length === 0 || waits.some((one) => isWorth(one, kept));
}

function played(measure: Measured, unchanged: Unchanged, params: RedirectParams): PlayedChange | 'impossible' | null {
  const change = changeNow(measure, unchanged, params);
  if (change === null) return null;
  try {
    return playChange(change, unchanged);
  } catch (error) {
    // what this hall has no more, or whoever sits there may not do, shortens nobody's wait
    if (error instanceof RangeError) return 'impossible';
    throw error;
  }
}

/** A guide that is agreed to now ends when it was to end. */
function changeNow(measure: Measured, { now }: Unchanged, params: RedirectParams): Change | null {
  const minutes = measure.until === null ? undefined : Math.max(0, (measure.until - now) / MINUTE - params.replyMin);
  const { kind, queues, windowId, item, channel } = measure;
  return changeOf(
    { kind, queues, windowId: windowId ?? undefined, item: item ?? undefined, channel: channel ?? undefined, minutes },
    params,
  );
}

function isBetterThere(
  { queues: [queue = ''], toHall }: Measured,
  { quotes }: Unchanged,
  params: RedirectParams,
  otherHalls: readonly OtherHallView[],
): boolean {
  const here = quotes.get(queue);
  const there = otherHalls.find(({ code }) => code === toHall);
  const waitMin = there?.waitP80Min.get(queue);
  if (here === undefined || !('p80Sec' in here) || there === undefined || waitMin === undefined) return true;
  return isWorth({ beforeP80Sec: here.p80Sec, afterP80Sec: (waitMin + there.travelMin) * 60 }, params);
}
