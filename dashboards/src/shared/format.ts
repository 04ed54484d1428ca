import { numberText } from '@cockpit/contracts';

/** Number and time formats of the screens. Pure: locale, zone and time are arguments. */
export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const DASH = '—';

/** Below nothing stands a minus: a hyphen is shorter than the digits it belongs to. `-0` is nothing. */
const whole = (value: number): string => String(Math.round(value)).replace('-', '−');

/** Whole minutes of a wait in seconds; a dash when it cannot be said. */
export const minutes = (sec: number | null): string => (sec === null ? DASH : whole(sec / 60));

/** `28–41`, or one number when both ends round to the same minute. */
export function minuteRange(lowSec: number | null, highSec: number | null): string {
  if (lowSec === null || highSec === null) return DASH;
  const [low, high] = [minutes(lowSec), minutes(highSec)];
  return low === high ? low : `${low}–${high}`;
}

/** `4:12`, from an hour on `1:04:12`. */
export function duration(sec: number | null, withHours = false): string {
  if (sec === null || !Number.isFinite(sec)) return DASH;
  const whole = Math.max(0, Math.floor(sec));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return withHours || h > 0 ? `${String(h)}:${two(m)}:${two(s)}` : `${String(m)}:${two(s)}`;
}

/** `38%` of a share 0–1; the sign is kept apart by the caller. */
export const percent = (share: number | null): string => (share === null ? DASH : `${whole(share * 100)}%`);

export const ratio = (numerator: number, denominator: number): number | null =>
  denominator > 0 ? numerator / denominator : null;

/** `1,532` */
export const count = (value: number, locale: Locale): string => numberText(value, locale, 3);

export type AgeUnit = 'second' | 'minute' | 'hour' | 'day';
/** How old something is, in the largest unit that says at least one. */
export function age(sec: number): { value: number; unit: AgeUnit } {
  const whole = Math.max(0, Math.floor(sec));
  if (whole < 60) return { value: whole, unit: 'second' };
  if (whole < 3600) return { value: Math.floor(whole / 60), unit: 'minute' };
  if (whole < 86_400) return { value: Math.floor(whole / 3600), unit: 'hour' };
  return { value: Math.floor(whole / 86_400), unit: 'day' };
}

/** Minutes of waiting saved: minutes up to two hours, hours beyond. */
export const saved = (min: number): { value: string; unit: 'minute' | 'hour' } =>
  Math.abs(min) < 120 ? { value: whole(min), unit: 'minute' } : { value: whole(min / 60), unit: 'hour' };

const clocks = new Map<string, Intl.DateTimeFormat>();
function formatter(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  const known = clocks.get(key) ?? new Intl.DateTimeFormat(locale, options);
  clocks.set(key, known);
  return known;
}

/** A dash for a time nobody knows (NaN). */
export const timeOfDay = (ms: number, timeZone: string, withSeconds = false): string =>
  Number.isNaN(ms)
    ? DASH
    : formatter('en', {
        timeZone,
        hour: '2-digit',
        minute: '2-digit',
        ...(withSeconds ? { second: '2-digit' as const } : {}),
        hourCycle: 'h23',
      }).format(ms);

/** A time at which something ends: midnight belongs to the day that is over. */
export const endOfDayTime = (ms: number, timeZone: string): string => {
  const time = timeOfDay(ms, timeZone);
  return time === '00:00' ? '24:00' : time;
};

/** `UTC+8`: what people call a zone whose name they need not know */
export function utcOffset(ms: number, timeZone: string): string {
  // browsers of 2020 know no `shortOffset`
  const offset = Math.round((clockOf(ms, timeZone) - clockOf(ms, 'UTC')) / 60_000);
  const [hours, min] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  if (offset === 0) return 'UTC';
  return `UTC${offset < 0 ? '-' : '+'}${String(hours)}${min === 0 ? '' : `:${String(min).padStart(2, '0')}`}`;
}
const clockOf = (ms: number, timeZone: string): number =>
  Date.parse(`${stampToSecond(ms, timeZone).replace(' ', 'T')}Z`);

/** `UTC+6`, where clocks of that zone show another time than those of the device do; nothing where they agree */
export function otherZone(
  ms: number,
  timeZone: string,
  device = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string {
  if (Number.isNaN(ms)) return '';
  const own = utcOffset(ms, timeZone);
  return own === utcOffset(ms, device) ? '' : own;
}

/** `2026-11-20 17:30`, the same in every language. */
export const stamp = (ms: number, timeZone: string): string =>
  // the Swedish form is the international one
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(ms);

/** `2026-03-02 09:00:05` */
export const stampToSecond = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(ms);

/** 00:00 of the hall's day; on a day on which the clocks change it is out by that hour, which only makes a list longer. */
export function dayStart(ms: number, timeZone: string): number {
  const [h = 0, m = 0, s = 0] = timeOfDay(ms, timeZone, true).split(':').map(Number);
  return Math.floor(ms / 1000) * 1000 - ((h * 60 + m) * 60 + s) * 1000;
}

/** `11月20日 星期五` · `Friday, Nov 20`; nothing for a time nobody knows (NaN) */
export function dayText(ms: number, timeZone: string, locale: Locale): string {
  if (Number.isNaN(ms)) return '';
  const date = formatter(locale, { timeZone, month: locale === 'zh-CN' ? 'long' : 'short', day: 'numeric' }).format(ms);
  const weekday = formatter(locale, { timeZone, weekday: 'long' }).format(ms);
  return locale === 'zh-CN' ? `${date} ${weekday}` : `${weekday}, ${date}`;
}

/** `2026-11` as `November 2026` or `2026 年 11 月` */
export function monthName(month: string, locale: Locale): string {
  const ms = Date.parse(`${month}-01T00:00:00Z`);
  if (Number.isNaN(ms)) return month;
  const text = formatter(locale, { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(ms);
  return locale === 'zh-CN' ? text.replace('年', ' 年 ').replace('月', ' 月') : text;
}

/** What is said of one thing, side by side: `云江大厅 · 11月20日 星期五`; parts that say nothing are left out. */
export const sideBySide = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

/** The wall hangs where the public stands: family name only. */
/** A number keeps its unit on its line: “15 分钟”, “15 min”. */
export const withUnits = (text: string): string => text.replace(/(\d) (?=min\b|\p{Script=Han})/gu, '$1\u00a0');

export { maskName } from '@cockpit/contracts';
