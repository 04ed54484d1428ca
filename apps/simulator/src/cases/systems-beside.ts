import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays, type DayClasses } from '@cockpit/domain';
import { EventDoor, type OutgoingEvent } from '@cockpit/sources';
import { setImmediate as breathe } from 'node:timers/promises';
import { CASES, HOTLINE, POINTS, POINTS_ARCHIVE } from '../accounts';
import { HISTORY_DAYS } from '../hall/history-days';
import type { Memory } from '../memory';
import { planCases } from './plan-cases';
import { planConsults } from './plan-consults';
import { planPoints } from './plan-points';
import { planRatings } from './plan-ratings';
import { SideSystem } from './side-system';

const DAYS_TO_COME = 60;

export interface BesideContext {
  readonly url: string;
  readonly memory: Memory;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly historyDays?: number | undefined;
}

/** One system beside the ticketing systems: its events, its source and the source of its past. */
export interface PlannedSystem {
  readonly what: string;
  readonly source: string;
  readonly past: string;
  readonly events: readonly OutgoingEvent[];
}

/** Plans the cases, consultations, ratings from home and extension-point counts of the past and of the coming days. */
export async function planBeside(
  network: OrganisationDoc,
  classes: DayClasses,
  firstDay: string,
  historyDays?: number,
): Promise<PlannedSystem[]> {
  const isHoliday = (date: string): boolean => classes.classOf(date).kind === 'holiday';
  const from = addDays(firstDay, -(historyDays ?? HISTORY_DAYS));
  const period = { network, from, to: addDays(firstDay, DAYS_TO_COME), isHoliday };
  const planned: PlannedSystem[] = [];
  for (const { plan, ...system } of [
    { what: 'cases', source: CASES, past: CASES, plan: planCases },
    { what: 'consultations', source: HOTLINE, past: HOTLINE, plan: planConsults },
    { what: 'ratings from home', source: HOTLINE, past: HOTLINE, plan: planRatings },
    // Past events must not move the feed clocks of the points.
    { what: 'extension points', source: POINTS, past: POINTS_ARCHIVE, plan: planPoints },
  ]) {
    planned.push({ ...system, events: plan(period) });
    await breathe();
  }
  return planned;
}

/** Instant at which the past ends, epoch ms. */
export const beginningOf = (firstDay: string): number => Date.parse(`${firstDay}T00:00:00Z`);

/** These systems, with the events after the night before the first day. */
export async function systemsBeside(
  context: BesideContext,
  network: OrganisationDoc,
  classes: DayClasses,
  firstDay: string,
): Promise<SideSystem[]> {
  const { url, memory, signal, say } = context;
  const began = beginningOf(firstDay);
  return (await planBeside(network, classes, firstDay, context.historyDays)).flatMap(({ source, events }) => {
    const key = memory.keys[source];
    if (key === undefined) return [];
    const onRetry = (why: string): void => {
      say(`the door says: ${why}; trying again`);
    };
    const coming = events.filter(({ time }) => Date.parse(time) > began);
    return [new SideSystem(coming, new EventDoor({ url, key, signal, onRetry }))];
  });
}
