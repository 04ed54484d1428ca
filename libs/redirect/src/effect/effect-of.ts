import { EFFECT_AHEAD_MIN, EFFECT_METHODS, type EffectTicket, type PromptSaving } from '@cockpit/contracts';
import type { ObservedEffect, RedirectParams } from '@cockpit/domain';
import type { PromptRow } from '../prompt.entity';
import { round, toPromptDeed } from './help';
import { expectedOf, horizonOf, momentOf, observedOf, type DayOf, type Judged } from './judged';

/** Beyond the horizon, for what happened within it to be stored; waits are followed as long. */
export const STORING_MIN = 10;
/** As many waits of an effect as are kept: those that differ most, and all whom the deed itself served. */
const MOST_TICKETS = 100;

export interface FoundEffect {
  readonly saving: PromptSaving | null;
  /** how it was found, or why nothing can be said */
  readonly method: string;
  readonly horizonMin: number;
  readonly visitors: number | null;
  readonly paths: number;
  readonly tickets: readonly EffectTicket[];
}

/**
 * What a prompt that is over did, or would have done. What was done is told by what was seen; what was agreed to and never done is nothing;
 * what was declined or left unanswered can only be simulated.
 */
export function effectOf(
  row: PromptRow,
  judged: Judged,
  day: DayOf,
  params: RedirectParams,
  followMin: number,
): FoundEffect {
  const moment = momentOf(judged, day);
  const expected = expectedOf(row, moment, day, params);
  const expectedMin = expected.unknown === null ? { expectedMin: round(expected.savedMin) } : {};
  const none = { horizonMin: expected.horizonMin, visitors: null, paths: 0, tickets: [] };
  if (judged.outcome === 'missed') {
    if (expected.unknown !== null) return { ...none, saving: null, method: `unknown: ${expected.unknown}` };
    const { visitors, paths } = expected;
    const method = EFFECT_METHODS.simulated;
    return { ...none, visitors, paths, method, saving: { ...roundedSaving(expected), method } };
  }
  const method = EFFECT_METHODS.observed;
  if (judged.outcome === 'dropped') {
    const deed = { code: 'not-executed', served: 0, minutes: 0 } as const;
    return { ...none, method, saving: { savedMin: 0, lowMin: 0, highMin: 0, method, deed, ...expectedMin } };
  }
  const observed = observedOf(row, moment, day, { withinMin: EFFECT_AHEAD_MIN, followMin });
  if (observed === null) return { ...none, saving: null, method: 'unknown: the hall was closing' };
  return {
    horizonMin: horizonOf(day, judged, EFFECT_AHEAD_MIN),
    visitors: observed.visitors,
    paths: observed.paths,
    method,
    saving: { ...roundedSaving(observed), method, deed: toPromptDeed(observed.deed), ...expectedMin },
    tickets: keptTickets(observed),
  };
}

export const roundedSaving = ({
  savedMin,
  lowMin,
  highMin,
}: {
  savedMin: number;
  lowMin: number;
  highMin: number;
}) => ({
  savedMin: round(savedMin),
  lowMin: round(lowMin),
  highMin: round(highMin),
});

export function keptTickets({ tickets }: Pick<ObservedEffect, 'tickets'>): EffectTicket[] {
  const weight = (one: EffectTicket): number => (one.byDeed ? Infinity : Math.abs(one.withoutSec - one.observedSec));
  return tickets
    .map(({ observedMin, withoutMin, ...rest }): EffectTicket => ({
      ...rest,
      observedSec: Math.round(observedMin * 60),
      withoutSec: Math.round(withoutMin * 60),
    }))
    .sort((a, b) => weight(b) - weight(a) || (a.ticketId < b.ticketId ? -1 : 1))
    .slice(0, MOST_TICKETS);
}
