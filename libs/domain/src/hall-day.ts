const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const zones = new Map<string, Map<number, Quarter>>();
/** Midnight of days in UTC, cached because calendars request the same days again and again. */
const midnights = new Map<string, number>();
const MAX_KEPT = 50_000;

interface Quarter {
  offset: number;
  day: string;
}

/** Offset of a zone from UTC, ms. The cache by quarter hours is exact, because zones change only on quarter hours. */
export const zoneOffset = (time: number, timeZone: string): number => quarterOf(time, timeZone).offset;

function quarterOf(time: number, timeZone: string): Quarter {
  let quarters = zones.get(timeZone);
  if (quarters === undefined || quarters.size > MAX_KEPT) zones.set(timeZone, (quarters = new Map<number, Quarter>()));
  const number = Math.floor(time / QUARTER_MS);
  let quarter = quarters.get(number);
  if (quarter === undefined) {
    const start = number * QUARTER_MS;
    const offset = measureOffset(start, timeZone);
    // midnight of every zone falls on a quarter hour too, so the whole quarter has one day
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
  // Date.UTC would map the years 0 to 99 to 1900 to 1999
  const local = new Date(0);
  local.setUTCFullYear(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'] ?? 1);
  return local.setUTCHours(part['hour'] ?? 0, part['minute'] ?? 0, part['second'] ?? 0) - time;
}

/** The hall's calendar day of an instant, `YYYY-MM-DD`. */
export const hallDay = (time: number, timeZone: string): string => quarterOf(time, timeZone).day;

/** First instant of a hall day, epoch ms; days are 23 to 25 hours long where clocks change. */
export const hallDayStart = (day: string, timeZone: string): number => wallInstant(midnightUtc(day), timeZone);

/** First instant after a hall day, epoch ms. */
export const hallDayEnd = (day: string, timeZone: string): number => wallInstant(midnightUtc(day) + DAY_MS, timeZone);

/** The day `days` later, or earlier if negative. */
export const addDays = (day: string, days: number): string =>
  new Date(midnightUtc(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Number of days from `first` to `day`; negative if `day` is earlier. */
export const daysFrom = (first: string, day: string): number => (midnightUtc(day) - midnightUtc(first)) / DAY_MS;

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => new Date(midnightUtc(day)).getUTCDay() || 7;

/**
 * Converts minutes after midnight on the hall's clock to epoch ms. Minutes are local time, not elapsed time: 510 is 08:30 even after a
 * clock change. A time that the change skips moves later by the change; a repeated time counts as its first occurrence; 1440 is the next
 * midnight.
 */
export function dayMinutes(day: string, timeZone: string): (minute: number) => number {
  const midnight = midnightUtc(day);
  const [start, end] = [hallDayStart(day, timeZone), hallDayEnd(day, timeZone)];
  if (end - start === DAY_MS) return (minute) => start + minute * MINUTE_MS;
  return (minute) => wallInstant(midnight + minute * MINUTE_MS, timeZone);
}

/** Like `dayMinutes`, but for times as `HH:MM`; `24:00` is the next midnight. */
export function dayClock(day: string, timeZone: string): (time: string) => number {
  const at = dayMinutes(day, timeZone);
  return (time) => at(Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)));
}

/** Epoch ms of a local time of a day; see `dayClock`. */
export const instantOf = (day: string, time: string, timeZone: string): number => dayClock(day, timeZone)(time);

/** @throws RangeError for an invalid day */
function midnightUtc(day: string): number {
  let utc = midnights.get(day);
  if (utc === undefined) {
    utc = Date.parse(`${day}T00:00:00Z`);
    // Date.parse reads 30 February as 2 March
    if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== day)
      throw new RangeError(`not a day: ${day}`);
    if (midnights.size > MAX_KEPT) midnights.clear();
    midnights.set(day, utc);
  }
  return utc;
}

/** The first instant whose local time equals `wall`, which is local time encoded as UTC; see `dayMinutes` for skipped times. */
function wallInstant(wall: number, timeZone: string): number {
  const before = zoneOffset(wall - DAY_MS, timeZone);
  const after = zoneOffset(wall + DAY_MS, timeZone);
  if (before === after) return wall - before;
  const matching = [wall - before, wall - after].filter((instant) => instant + zoneOffset(instant, timeZone) === wall);
  return matching.length > 0 ? Math.min(...matching) : wall - before;
}
