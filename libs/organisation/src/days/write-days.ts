import type { HallDayWish, HallDoc } from '@cockpit/contracts';

type Said = Pick<HallDoc, 'closures' | 'specialDays'>;

/** A hall of which these days were said; a day whose hours are null is as every week again, or as the notices have it. */
export function writeDays<Hall extends Said>(hall: Hall, wishes: readonly HallDayWish[]): Hall {
  const meant = new Set(wishes.map(({ day }) => day));
  const said = wishes.flatMap(({ day, hours, reason }) => (hours === null ? [] : [{ day, hours, reason }]));
  return withSaid(hall, {
    closures: hall.closures.filter((day) => !meant.has(day)),
    specialDays: [...(hall.specialDays ?? []).filter(({ day }) => !meant.has(day)), ...said],
  });
}

/** The days from `today` on as they were said before; those that are over stay as they were said to be. */
export function daysBack<Hall extends Said>(hall: Hall, before: Said, today: string): Hall {
  const over = (day: string): boolean => day < today;
  const special = (of: Said, isOver: boolean) => (of.specialDays ?? []).filter(({ day }) => over(day) === isOver);
  return withSaid(hall, {
    closures: [...hall.closures.filter(over), ...before.closures.filter((day) => !over(day))],
    specialDays: [...special(hall, true), ...special(before, false)],
  });
}

/** Without a special day there is no list of them either: a document that never had one stays the same. */
function withSaid<Hall extends Said>(hall: Hall, { closures, specialDays = [] }: Said): Hall {
  const { specialDays: _, ...rest } = hall;
  const days = [...specialDays].sort((a, b) => (a.day < b.day ? -1 : 1));
  return {
    ...rest,
    closures: [...closures].sort(),
    ...(days.length === 0 ? {} : { specialDays: days }),
  } as Hall;
}
