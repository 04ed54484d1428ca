import type { HallDayGroup, HallDoc } from '@cockpit/contracts';
import { exceptionOf, hoursOfDay, type DayClasses, type DayHours } from '@cockpit/domain';

const MAX_NAMES = 3;

/** Groups halls with the same hours for the same reason on a day; the largest group first. */
export function dayGroups(halls: readonly HallDoc[], day: string, days: DayClasses): HallDayGroup[] {
  const groups = new Map<string, { names: string[]; halls: number; found: DayHours }>();
  for (const hall of halls) {
    const found = hoursOfDay(hall, day, days);
    const { hours, by, reason } = found;
    const key = JSON.stringify([hours, by, reason]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { names: [hall.name], halls: 1, found });
    else {
      group.halls += 1;
      if (group.names.length < MAX_NAMES) group.names.push(hall.name);
    }
  }
  return [...groups.values()]
    .sort((a, b) => b.halls - a.halls)
    .map(({ names, halls: count, found }) => ({
      names,
      halls: count,
      by: found.by,
      exception: exceptionOf(found),
      hours: [...found.hours],
      reason: found.by === 'special' ? found.reason : null,
    }));
}
