import type { HallDayWish, HallDoc } from '@cockpit/contracts';

type Days = Pick<HallDoc, 'closures' | 'specialDays'>;

/** Applies wishes to a hall; a day with null hours follows the weekly hours or the holiday notices again. */
export function writeDays<Hall extends Days>(hall: Hall, wishes: readonly HallDayWish[]): Hall {
  const dates = new Set(wishes.map(({ day }) => day));
  const special = wishes.flatMap(({ day, hours, reason }) => (hours === null ? [] : [{ day, hours, reason }]));
  return withDays(hall, {
    closures: hall.closures.filter((day) => !dates.has(day)),
    specialDays: [...(hall.specialDays ?? []).filter(({ day }) => !dates.has(day)), ...special],
  });
}

/** Restores the days from `today` on from an earlier state and keeps past days. */
export function daysBack<Hall extends Days>(hall: Hall, before: Days, today: string): Hall {
  const isPast = (day: string): boolean => day < today;
  const special = (source: Days, past: boolean) => (source.specialDays ?? []).filter(({ day }) => isPast(day) === past);
  return withDays(hall, {
    closures: [...hall.closures.filter(isPast), ...before.closures.filter((day) => !isPast(day))],
    specialDays: [...special(hall, true), ...special(before, false)],
  });
}

/** Leaves `specialDays` out if there are none, so that an unchanged document stays equal. */
function withDays<Hall extends Days>(hall: Hall, { closures, specialDays = [] }: Days): Hall {
  const { specialDays: _, ...rest } = hall;
  const days = [...specialDays].sort((a, b) => (a.day < b.day ? -1 : 1));
  return {
    ...rest,
    closures: [...closures].sort(),
    ...(days.length === 0 ? {} : { specialDays: days }),
  } as Hall;
}
