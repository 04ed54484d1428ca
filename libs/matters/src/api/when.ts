import { DEFAULT_ZONE, Day, Instant, type HallDoc } from '@cockpit/contracts';
import { hallDayEnd, hallDayStart } from '@cockpit/domain';
import { z } from 'zod';

/** A day in the hall's zone, or an instant. */
export const When = z.union([Day, Instant]);

const isDay = (when: string): boolean => when.length === 10;

/** The time zone of the filtered hall, or the office zone without one. */
export const zoneAsked = (
  halls: readonly Pick<HallDoc, 'code' | 'timeZone'>[] | undefined,
  hall: string | undefined,
): string => halls?.find(({ code }) => code === hall)?.timeZone ?? DEFAULT_ZONE;

/** First instant of a period, epoch ms. */
export const startOf = (when: string | undefined, zone: string): number | undefined =>
  when === undefined ? undefined : isDay(when) ? hallDayStart(when, zone) : Date.parse(when);
/** End of a period (exclusive), epoch ms; a day is included as a whole. */
export const endOf = (when: string | undefined, zone: string): number | undefined =>
  when === undefined ? undefined : isDay(when) ? hallDayEnd(when, zone) : Date.parse(when);
