import { DateTime } from 'luxon';
import { z } from 'zod';
import { DEFAULT_ZONE } from '../grounds/offices';

/** A day of the office, or an instant. */
export const When = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const isDay = (when: string): boolean => when.length === 10;
const midnight = (day: string): DateTime => DateTime.fromISO(day, { zone: DEFAULT_ZONE });

/** Epoch ms from which on a period reaches. */
export const startOf = (when: string | undefined): number | undefined =>
  when === undefined ? undefined : isDay(when) ? midnight(when).toMillis() : Date.parse(when);
/** Epoch ms before which it ends: a day belongs to it whole. */
export const endOf = (when: string | undefined): number | undefined =>
  when === undefined ? undefined : isDay(when) ? midnight(when).plus({ days: 1 }).toMillis() : Date.parse(when);
