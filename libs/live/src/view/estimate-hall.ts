import {
  forecastWaits,
  isUnknown,
  loadPerWindow,
  quote,
  quoteAll,
  type HallPast,
  type HallState,
  type Quote,
} from '@cockpit/domain';
import type { HallEstimates, WaitEstimate } from './estimates';
import { iso } from './feeds';

export interface EstimateOptions {
  past: HallPast | null;
  /** futures played: more is smoother and slower. Left out wherever people see the figures, so that all see the same */
  paths?: number;
}

/** What the product expects of people who come now and of its windows: the one place where the way of predicting is chosen. */
export function estimateHall(state: HallState, options: EstimateOptions): Omit<HallEstimates, 'forecast'> {
  const newcomer = new Map([...quoteAll(state, options)].map(([queue, said]) => [queue, waitOf(said)]));
  const loadMin = new Map<string, number>();
  for (const [window, minutes] of loadPerWindow(state, options)) if (minutes !== null) loadMin.set(window, minutes);
  return { newcomer, loadMin };
}

/** The next two hours; several times as costly as the rest. */
export function forecastHall(state: HallState, options: EstimateOptions): HallEstimates['forecast'] {
  return new Map(
    [...forecastWaits(state, options)].map(([queue, steps]) => [
      queue,
      steps.map(({ at, p50Sec, p80Sec }) => ({ at: iso(at), p50Sec, p80Sec })),
    ]),
  );
}

/** What one who has just taken a ticket is told. */
export function quoteTicket(
  state: HallState,
  queue: string,
  ticketId: string,
  options: EstimateOptions,
): WaitEstimate | null {
  return waitOf(quote(state, queue, { ...options, ticketId }));
}

const waitOf = (said: Quote): WaitEstimate | null =>
  isUnknown(said) ? null : { p50Sec: said.p50Sec, p80Sec: said.p80Sec, p90Sec: said.p90Sec };
