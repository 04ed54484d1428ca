import type { FoldEvent } from '../fold';
import type { HallState } from '../live';
import type { HallPast } from '../predict/options';
import { predictView } from '../predict/tickets/read';
import type { PredictView } from '../predict/tickets/view';
import { dayTrace, type DayTrace } from './day-trace';
import { deedOf, isDoneAlready, type Deed } from './deed';
import type { ObservedMeasure } from './measure';

interface Together {
  readonly measures: readonly ObservedMeasure[];
  readonly from: number;
}

/** A measure with what was done of it. */
interface Act {
  readonly measure: ObservedMeasure;
  readonly deed: Deed;
  /** there was nothing to do: the window served all of it before */
  readonly already: boolean;
}

/**
 * What was done of measures, as the events of their day tell it up to `until`: the one decision, whoever asks for it.
 * @param state folded up to `from`
 * @param events of the hall day, withdrawn ones left out
 */
export function actsOf(
  state: HallState,
  events: readonly FoldEvent[],
  { measures, from }: Together,
  until: number,
  past: HallPast | null = null,
): { readonly view: PredictView; readonly seen: DayTrace; readonly acts: readonly Act[] } {
  const view = predictView(state, past?.experience ?? null, from);
  const last = events.reduce((latest, { time }) => Math.max(latest, time), from);
  const seen = dayTrace(state, view, events, Math.min(last, until));
  const acts = measures.map((measure) => ({
    measure,
    deed: deedOf(measure, state, view, seen, events),
    already: isDoneAlready(measure, state, view),
  }));
  return { view, seen, acts };
}
