import { CONSULT_CHANNELS, part, type Part, type PhoneLineDoc } from '@cockpit/contracts';
import { addDays, hallDay } from '@cockpit/domain';
import type { BookedPeak, OpenConsult, ServedPeak } from '@cockpit/warehouse';
import type { ComingPeak, WaitingLine } from './coming-rules';

/** What was asked longer ago is answered by nobody any more. */
export const CONSULT_MS = 86_400_000;
/** Before this hour of the hall's clock tomorrow still fills. */
const FROM_HOUR = 15;
/** fewer past days say nothing of what can be served, and fewer bookings are no peak */
const PAST_DAYS = 5;
const FEWEST = 5;

const MINUTE_MS = 60_000;

/** A line is called as the organisation calls it, a way of asking by its name in every language, and anything else as its source does. */
export function lineName(line: string, phoneLines: readonly Pick<PhoneLineDoc, 'code' | 'name'>[]): string | Part {
  const own = phoneLines.find(({ code }) => code === line)?.name;
  if (own !== undefined) return own;
  const known = CONSULT_CHANNELS.find((channel) => channel === line);
  return known === undefined ? line : part(`consult-line.${known}`, {});
}

export interface LinesAsked {
  readonly hall: string;
  readonly now: number;
  readonly phoneLines: readonly Pick<PhoneLineDoc, 'code' | 'name'>[];
}

/** Every channel in which somebody asked of late, with who waits there. */
export function linesOf(consults: readonly OpenConsult[], { hall, now, phoneLines }: LinesAsked): WaitingLine[] {
  const lines = new Map<string, number[]>();
  for (const { hall: of, line, askedAt } of consults)
    if (of === hall && askedAt <= now && now - askedAt < CONSULT_MS)
      lines.set(line, [...(lines.get(line) ?? []), askedAt]);
  return [...lines].map(([line, asked]) => ({
    line,
    name: lineName(line, phoneLines),
    waiting: asked.length,
    longestMin: Math.floor((now - Math.min(...asked)) / MINUTE_MS),
  }));
}

const clockOf = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

export interface PeaksAsked {
  readonly hall: string;
  readonly now: number;
  readonly timeZone: string;
  readonly nameOf: (queue: string) => string;
}

/** From the afternoon on: what is booked for tomorrow, of queues of which it is known what they can serve. */
export function peaksOf(
  { booked, served }: { booked: readonly BookedPeak[]; served: readonly ServedPeak[] },
  { hall, now, timeZone, nameOf }: PeaksAsked,
): ComingPeak[] {
  if (Number(clockOf(now, timeZone).slice(0, 2)) < FROM_HOUR) return [];
  const tomorrow = addDays(hallDay(now, timeZone), 1);
  return booked
    .filter((peak) => peak.hall === hall && peak.day === tomorrow && peak.booked >= FEWEST)
    .flatMap((peak) => {
      const past = served.find((one) => one.hall === hall && one.queue === peak.queue);
      if (past === undefined || past.days < PAST_DAYS) return [];
      const { queue, from, booked: n } = peak;
      return [{ queue, name: nameOf(queue), booked: n, served: past.served, from: clockOf(from, timeZone) }];
    });
}
