import type { OrganisationDoc } from '@cockpit/contracts';
import { NO_NOTICES, type DayClasses } from '@cockpit/domain';
import { hallConfigOf } from '@cockpit/organisation';
import { dayNumber } from './hall/calendar';
import { planBookings } from './hall/bookings';
import { planOf, type HallPlan } from './hall/plan';
import { scenarioOf } from './hall/scenario';

/** A simulated hall with its own source. */
export interface SimulatedHall {
  readonly code: string;
  readonly source: string;
  /** The hall whose twin this is: same visitors, same people, no prompts. */
  readonly twinOf?: string;
  /** Separates the visitors of different halls; a twin has the offset of its original. */
  readonly offset: number;
  /** Factor on the visitors of the standard scenario; a hall of small queues needs less. */
  readonly load: number;
}

export const SIMULATED: readonly SimulatedHall[] = [
  { code: 'H08', source: 'sim-h08', offset: 100_000, load: 0.94 },
  { code: 'H32', source: 'sim-h32', offset: 200_000, load: 1 },
  { code: 'H32-T', source: 'sim-h32-twin', twinOf: 'H32', offset: 200_000, load: 1 },
  { code: 'H42', source: 'sim-h42', offset: 300_000, load: 0.95 },
  { code: 'S01', source: 'sim-s01', offset: 400_000, load: 1 },
  { code: 'S02', source: 'sim-s02', offset: 500_000, load: 0.9 },
  { code: 'S03', source: 'sim-s03', offset: 600_000, load: 1.05 },
  { code: 'S04', source: 'sim-s04', offset: 700_000, load: 0.8 },
  { code: 'S05', source: 'sim-s05', offset: 800_000, load: 1 },
  { code: 'S06', source: 'sim-s06', offset: 900_000, load: 0.95 },
  { code: 'S07', source: 'sim-s07', offset: 1_000_000, load: 1.1 },
];

/** The plan of a hall day; null if the hall is closed. */
export function hallPlan(
  network: OrganisationDoc,
  hall: SimulatedHall,
  date: string,
  days: DayClasses = NO_NOTICES,
): HallPlan | null {
  const config = hallConfigOf(network, hall.code, date, days);
  const plan =
    config === null
      ? null
      : planOf(config, { number: dayNumber(date, hall.offset), scenario: scenarioOf(config, hall.load) });
  if (config === null || plan === null) return null;
  return {
    ...plan,
    bookings: planBookings(config.hall, plan, days),
    terminalItems: config.hall.terminals[0]?.items ?? [],
    givesBack: true,
  };
}
