import { addDays, type DayClasses } from '@cockpit/domain';
import { hallConfigOf } from '@cockpit/organisation';
import type { HallConfig } from '@cockpit/domain';
import type { HallPlan } from '../hall/plan';
import { hallPlan, type SimulatedHall } from '../halls';
import { demonstrationNetwork } from '../network';

/** First day after the recorded past: a Monday, like most first days, after four weeks without a holiday. */
export const RECORDED_BEFORE = '2026-11-30';
export const RECORDED_DAYS = 28;

export interface TemplateDay {
  readonly date: string;
  readonly plan: HallPlan;
  readonly config: HallConfig;
}

/** Days of the recorded network; null on a day on which the hall is closed. */
export function templateDays(classes: DayClasses): (hall: SimulatedHall, back: number) => TemplateDay | null {
  const network = demonstrationNetwork({ asOf: addDays(RECORDED_BEFORE, -1) });
  return (hall, back) => {
    const date = addDays(RECORDED_BEFORE, -back);
    const plan = hallPlan(network, hall, date, classes);
    const config = hallConfigOf(network, hall.code, date, classes);
    return plan === null || config === null ? null : { date, plan, config };
  };
}
