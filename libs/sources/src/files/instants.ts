import { DateTime } from 'luxon';

/** An instant with its offset, or a failure; `isGap`: the clock was put forward over this wall time. */
export type ReadInstant = { iso: string } | { isGap: boolean };

type Parser = (text: string) => DateTime;

const GAP = 'time does not exist';
const DAY_MS = 86_400_000;
/** Day 0 of spreadsheets, as wall time: they treat 1900 as a leap year, so days count from 1899-12-30. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
/** year 2200: larger numbers are no dates */
const LAST_SERIAL = 109_574;

/** Compiled once per field; the first fitting format is used. */
export function instantReader(formats: readonly string[], zone: string): (text: string) => ReadInstant {
  const parsers = formats.map((format) => zonedParser(format, zone));
  // Consecutive rows often have the same time, and parsing a time is a row's most expensive step.
  let last: { text: string; iso: string } | undefined;
  return (text) => {
    if (last?.text === text) return last;
    let isGap = false;
    for (const parse of parsers) {
      const time = parse(text.trim());
      const iso = time.isValid ? time.toISO({ suppressMilliseconds: true }) : null;
      if (iso !== null) return (last = { text, iso });
      isGap ||= time.invalidReason === GAP;
    }
    return { isGap };
  };
}

function zonedParser(format: string, zone: string): Parser {
  if (format === 'epoch-ms') return (text) => DateTime.fromMillis(Number(text), { zone });
  if (format === 'epoch-s') return (text) => DateTime.fromMillis(Number(text) * 1000, { zone });
  if (format === 'serial') return (text) => serial(text, zone);
  if (format === 'iso') return (text) => noGap(DateTime.fromISO(text, { zone }), text);
  const parser = DateTime.buildFormatParser(format, { locale: 'en' });
  return (text) => {
    const wall = DateTime.fromFormatParser(text, parser, { zone: 'utc', locale: 'en', setZone: true });
    if (!wall.isValid || wall.zoneName !== 'UTC') return wall.isValid ? wall.setZone(zone) : wall;
    return sameWall(wall.setZone(zone, { keepLocalTime: true }), wall);
  };
}

/** Days since day 0, rounded to the second, as wall time. */
function serial(text: string, zone: string): DateTime {
  const days = /^\d{1,6}(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(days >= 1 && days < LAST_SERIAL)) return DateTime.invalid('no serial date');
  const wall = DateTime.fromMillis(SERIAL_ZERO + Math.round((days * DAY_MS) / 1000) * 1000, { zone: 'utc' });
  return sameWall(wall.setZone(zone, { keepLocalTime: true }), wall);
}

/** Refuses a wall time skipped by a clock change, which would otherwise move by an hour silently. */
function sameWall(zoned: DateTime, wall: DateTime): DateTime {
  return zoned.hour === wall.hour && zoned.minute === wall.minute ? zoned : DateTime.invalid(GAP);
}

function noGap(zoned: DateTime, text: string): DateTime {
  if (!zoned.isValid || /(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) return zoned;
  return sameWall(zoned, DateTime.fromISO(text, { zone: 'utc' }));
}
