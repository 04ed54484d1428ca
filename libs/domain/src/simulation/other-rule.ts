import type { HallState } from '../live';
import type { RedirectParams } from '../redirect/params';
import { planHallDay, toBenchPlan } from './bench-plan';
import { itemsOf, moved } from './hall-plan-worth';
import { NO_PLAN, type BenchPlan } from './plan';
import { playMinutes } from './play';
import { playPlan } from './play-plan';
import { recordedDay, type Staffing } from './recorded-day';
import type { SimTicket } from './day';
import { usualOpening } from './usual-opening';

export interface OtherRule extends Staffing {
  /** null: no prompts */
  readonly params: RedirectParams | null;
  /** with a plan of the day made for it beforehand */
  readonly plan?: boolean;
}

export interface RuleDay {
  /** minutes waited, by visitor; the same visitor has the same number under every rule */
  readonly waits: ReadonlyMap<number, { readonly issuedMin: number; readonly waitMin: number }>;
  readonly prompts: number;
  /** visitors nobody there could serve: their patience counts as their wait */
  readonly stranded: number;
}

/** A day that was, played under a rule and a staffing. Yields now and then, so that others are not held up. */
export function* playOtherRule(state: HallState, rule: OtherRule): Generator<number, RuleDay> {
  const { config, day: recorded, names } = recordedDay(state, rule);
  const waits = new Map<number, { issuedMin: number; waitMin: number }>();
  const onWait = (waitMin: number, _: number, ticket: SimTicket): void => {
    waits.set(ticket.id, { issuedMin: ticket.issuedMin, waitMin });
  };
  const made = rule.plan === true && rule.params !== null ? planHallDay(config, rule.params).plan : null;
  const day = made === null ? recorded : moved(recorded, made);
  const plan: BenchPlan =
    made === null
      ? { ...NO_PLAN, opening: usualOpening(config) }
      : {
          ...toBenchPlan({ ...made, absences: new Map() }, itemsOf(config)),
          opening: usualOpening(config, made.masks),
        };
  yield 0;
  if (rule.params === null) {
    const simulator = playPlan(day, plan, { onWait });
    const left = simulator.stranded().filter(({ noShow }) => !noShow);
    for (const ticket of left) onWait(ticket.patienceMin, ticket.branch, ticket);
    return { waits, prompts: 0, stranded: left.length };
  }
  const score = yield* playMinutes(day, { params: rule.params, plan, hall: { config, names }, onWait });
  return { waits, prompts: score.prompts, stranded: score.stranded };
}
