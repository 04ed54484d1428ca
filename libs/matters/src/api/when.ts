import { DEFAULT_ZONE, Day, Instant, type HallDoc } from '@cockpit/contracts';
import { hallDayEnd, hallDayStart } from '@cockpit/domain';
import { z } from 'zod';

/** A day of the hall asked about, or an instant. */
export const When = z.union([Day, Instant]);

const isDay = (when: string): boolean => when.length === 10;

/** The zone whose days a question means: those of the hall it asks about, else those of the office. */
export const zoneAsked = (
  halls: readonly Pick<HallDoc, 'code' | 'timeZone'>[] | undefined,
  hall: string | undefined,
): string => halls?.find(({ code }) => code === hall)?.timeZone ?? DEFAULT_ZONE;

/** Epoch ms from which on a period reaches. */
export const startOf = (when: string | undefined, zone: string): number | undefined =>
  when === undefined ? undefined : isDay(when) ? hallDayStart(when, zone) : Date.parse(when);
/** Epoch ms before which it ends: a day belongs to it whole. */
export const endOf = (when: string | undefined, zone: string): number | undefined =>
  when === undefined ? undefined : isDay(when) ? hallDayEnd(when, zone) : Date.parse(when);
