import { HallState, learnDay, readPast, type HallPast, type HallPastState, wallClocked } from '@cockpit/domain';
import { dayNumber } from '../hall/calendar';
import { HallDay, LATEST_MIN } from '../hall/hall-day';
import type { SimulatedHall } from '../halls';
import { HEARTBEAT_MIN } from './archive-day';
import { playDay, type PlayedDay } from './played-day';
import type { TemplateDay, templateDays } from './template';

/** Days before the first one from which the halls' waits are learned. None of them is on a weekend. */
const LEARNED_FROM = [33, 32, 31];

/** Learned waits and service times of the days before the recorded past of a hall. */
export function learnedOf(hall: SimulatedHall, days: ReturnType<typeof templateDays>): HallPastState | null {
  let past: HallPast | null = null;
  for (const { plan, config } of LEARNED_FROM.flatMap((back) => days(hall, back) ?? [])) {
    const state = new HallState(wallClocked(config));
    for (const event of new HallDay(plan, { heartbeatEveryMin: HEARTBEAT_MIN }).advanceTo(LATEST_MIN))
      state.apply(event);
    past = learnDay(past, state);
  }
  return past === null
    ? null
    : { format: 'hall-past/1', experience: past.experience.toJSON(), boards: past.boards.toJSON() };
}

/** Plays one day of the past with a running cockpit. */
export function recordDay(
  hall: SimulatedHall,
  { date, plan, config }: TemplateDay,
  learned: HallPastState | null,
): PlayedDay {
  const pastOf = (state: HallState): HallPast | null => (learned === null ? null : readPast(learned, state));
  return playDay({ plan, config, number: dayNumber(date, hall.offset), pastOf });
}
