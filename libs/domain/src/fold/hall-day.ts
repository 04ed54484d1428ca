const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const zones = new Map<string, Map<number, Quarter>>();

interface Quarter {
  offset: number;
  day: string;
}

/** Offset of a zone from UTC in ms at an instant; zones change it only on quarter hours, which is what makes the cache right. */
export const zoneOffset = (time: number, timeZone: string): number => quarterOf(time, timeZone).offset;

function quarterOf(time: number, timeZone: string): Quarter {
  let quarters = zones.get(timeZone);
  if (quarters === undefined || quarters.size > 50_000) zones.set(timeZone, (quarters = new Map<number, Quarter>()));
  const number = Math.floor(time / QUARTER_MS);
  let quarter = quarters.get(number);
  if (quarter === undefined) {
    const start = number * QUARTER_MS;
    const offset = measureOffset(start, timeZone);
    // midnight of every zone falls on a quarter hour too, so the day is one for all of it
    quarters.set(number, (quarter = { offset, day: new Date(start + offset).toISOString().slice(0, 10) }));
  }
  return quarter;
}

function measureOffset(time: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(time)) part[type] = Number(value);
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  return local - time;
}

/** The hall's calendar day of an instant, `YYYY-MM-DD`. */
export const hallDay = (time: number, timeZone: string): string => quarterOf(time, timeZone).day;

/** First instant of a hall day, epoch ms; days are 23 to 25 hours long where clocks change. */
export function hallDayStart(day: string, timeZone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // the offset at the guess may be of the other side of a change: ask again where the guess leads
  const guess = utc - zoneOffset(utc, timeZone);
  return utc - zoneOffset(guess, timeZone);
}

/** First instant after a hall day, epoch ms. */
export function hallDayEnd(day: string, timeZone: string): number {
  return hallDayStart(new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10), timeZone);
}
