import { z } from 'zod';
import { maskFreeText } from './privacy';

/** An identifier of a source system: opaque, not empty, with limited length. */
export const Id = z.string().min(1).max(128);

/** A code of our own organisation (hall, queue, branch, item): easy to type and safe in a URL. */
export const Code = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, dash and underscore, at most 64');

/** A phone line of a place: `PLACE/CODE`. */
export const LineName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'PLACE/CODE');

/** A name for readers; personal numbers in it are masked. */
export const Label = z.string().min(1).max(200).overwrite(maskFreeText);

/** Databases and calendars support only these years. */
const FIRST_MS = Date.UTC(1900, 0, 1);
const END_MS = Date.UTC(2200, 0, 1);
export const isKept = (time: number): boolean => time >= FIRST_MS && time < END_MS;

/** RFC 3339 in the years 1900–2199; an offset is required, because a time without one is ambiguous. */
export const Instant = z.iso
  .datetime({
    offset: true,
    error: ({ code }) =>
      code === 'invalid_format' ? 'an instant with its offset, like 2026-03-04T09:30:00+08:00' : undefined,
  })
  .refine((text) => isKept(Date.parse(text)), {
    message: 'an instant of the years 1900–2199',
    params: { cause: 'instant-out-of-range' },
  });

/** A calendar day of the hall, `YYYY-MM-DD`, of a year that all databases support; `0001-01-01` means since the beginning. */
export const Day = z.iso.date({ abort: true }).regex(/^(?:0001-01-01$|19|2[01])/, 'a day of the years 1900 to 2199');

/** A time of day on the hall's clock, `HH:mm`; `24:00` ends a day. */
export const TimeOfDay = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:mm');

/** Wait histogram edges in minutes; bucket i has waits in [edge(i−1), edge(i)), the last one all above. */
export const WAIT_EDGES_MIN = [1, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180] as const;

export const LEVELS = ['normal', 'busy', 'overloaded', 'unknown'] as const;
/** Load of a queue or window: 正常 · 偏忙 · 过载; `unknown` if its feed is silent. */
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;

/** Importance of a warning. */
export const Severity = z.enum(['yellow', 'red']);
export type Severity = z.infer<typeof Severity>;
