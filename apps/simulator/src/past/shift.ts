import { hallDayStart } from '@cockpit/domain';

/** A move of recorded values from one day to another. Everything that belongs together must be moved together. */
export interface Shift {
  /** Hall days, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Difference between the two midnights, a whole number of minutes. */
  readonly ms: number;
}

const MINUTE_MS = 60_000;
/** Numbers from here on are instants, epoch ms. */
const INSTANT = 1e12;
const ISO = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;
/** Prompt id: hall, minute since 1970, number within the minute. */
const PROMPT = /^([A-Z]\S*)-(\d{8})-(\d+)$/;

/** Moves all instants and all ids with a time in a JSON value. */
export function shifted(value: unknown, shift: Shift): unknown {
  if (typeof value === 'string') return shiftedText(value, shift);
  if (typeof value === 'number') return value >= INSTANT ? value + shift.ms : value;
  if (Array.isArray(value)) return value.map((item) => shifted(item, shift));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shifted(field, shift)]));
}

/** Moves one text. */
export function shiftedText(value: string, { from, to, ms }: Shift): string {
  if (ISO.test(value)) return new Date(Date.parse(value) + ms).toISOString();
  const prompt = PROMPT.exec(value);
  const [, hall = '', minute = '', nth = ''] = prompt ?? [];
  if (prompt !== null) return `${hall}-${String(Number(minute) + ms / MINUTE_MS)}-${nth}`;
  if (value === from) return to;
  return value.replaceAll(from.replaceAll('-', ''), to.replaceAll('-', ''));
}

/** Shift from one hall day to another. */
export function shiftOf(from: string, to: string, zone: string): Shift {
  return { from, to, ms: hallDayStart(to, zone) - hallDayStart(from, zone) };
}
