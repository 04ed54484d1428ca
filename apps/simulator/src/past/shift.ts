import { hallDayStart } from '@cockpit/domain';

/** What is recorded of one day, told of another: all that belongs together has to be moved together. */
export interface Shift {
  /** hall days `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
  /** between the two midnights, a whole number of minutes */
  readonly ms: number;
}

const MINUTE_MS = 60_000;
/** Numbers from here on are instants, epoch ms. */
const INSTANT = 1e12;
const ISO = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;
/** a prompt: hall, minute since 1970, which of that minute */
const PROMPT = /^([A-Z]\S*)-(\d{8})-(\d+)$/;

/** The same value with all its instants, and all names made of a time, moved. The value is JSON. */
export function shifted(value: unknown, shift: Shift): unknown {
  if (typeof value === 'string') return shiftedText(value, shift);
  if (typeof value === 'number') return value >= INSTANT ? value + shift.ms : value;
  if (Array.isArray(value)) return value.map((one) => shifted(one, shift));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shifted(one, shift)]));
}

/** The same of one text. */
export function shiftedText(value: string, { from, to, ms }: Shift): string {
  if (ISO.test(value)) return new Date(Date.parse(value) + ms).toISOString();
  const prompt = PROMPT.exec(value);
  const [, hall = '', minute = '', nth = ''] = prompt ?? [];
  if (prompt !== null) return `${hall}-${String(Number(minute) + ms / MINUTE_MS)}-${nth}`;
  if (value === from) return to;
  return value.replaceAll(from.replaceAll('-', ''), to.replaceAll('-', ''));
}

/** From one hall day to another. */
export function shiftOf(from: string, to: string, zone: string): Shift {
  return { from, to, ms: hallDayStart(to, zone) - hallDayStart(from, zone) };
}
