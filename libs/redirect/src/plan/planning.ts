import { HallState, type DayPlan, type HallConfig, type HallStateJson } from '@cockpit/domain';
import type { HallPlan, ReplanReason } from '@cockpit/contracts';
import { makePlan, worthOf } from './make-plan';
import { remakePlan } from './remake-plan';

/** A hall as a thread is handed it. */
interface Given {
  readonly config: HallConfig;
  /** the hall as it stands; null for a plan of the whole day */
  readonly state: HallStateJson | null;
}

const running = ({ config, state }: Given): HallState | null =>
  state === null ? null : HallState.fromJSON(state, config);

export const make = (given: Given): HallPlan => makePlan(given.config, running(given));

interface Remade {
  readonly config: HallConfig;
  readonly state: HallStateJson;
  readonly kept: HallPlan;
  readonly reason: ReplanReason;
}
export const remake = ({ config, state, kept, reason }: Remade): HallPlan | null =>
  remakePlan(HallState.fromJSON(state, config), kept, reason);

/** What a plan changed by hand is worth, beside the one that stands. */
export function worths({ before, after, ...given }: Given & { readonly before: DayPlan; readonly after: DayPlan }) {
  const state = running(given);
  return { before: worthOf(given.config, before, state), after: worthOf(given.config, after, state) };
}
