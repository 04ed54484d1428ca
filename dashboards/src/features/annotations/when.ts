import type { Annotation } from '@cockpit/contracts';

/** When it was, on the clock of its place. */
export const whenOf = ({
  firstDay,
  fromTime,
  lastDay,
  toTime,
}: Pick<Annotation, 'firstDay' | 'fromTime' | 'lastDay' | 'toTime'>): string =>
  firstDay === lastDay ? `${firstDay} ${fromTime}–${toTime}` : `${firstDay} ${fromTime} – ${lastDay} ${toTime}`;
