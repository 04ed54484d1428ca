import { message, type Message } from '@cockpit/contracts';
import {
  CARD_RULE,
  instantAfter,
  ranUntil,
  readClock,
  readUntil,
  type CardRule,
  type ExplainedDay,
  type LimitUnit,
  type Pause,
  type WorkCalendar,
} from '../deadline';
import { hallDay } from '../hall-day';
import type { ClockDays } from './default-clocks';
import type { Matter, MatterFault } from './fold';
import { lifeNow, within, type RunsOn } from './lives';
import { lastDue, missingItems, type MatterPart } from './parts';

const DAY_MS = 86_400_000;

/** Settings of the catalogue and the organisation for one matter. */
export interface MatterRule {
  /** null without a promise: the matter is never overdue */
  readonly limit: { readonly unit: LimitUnit; readonly amount: number } | null;
  /** source of the limit, for the explanation */
  readonly from: 'promised' | 'statutory' | 'kind' | 'source' | 'parts' | 'none';
  readonly statutory: number | null;
  readonly stages: readonly {
    readonly code: string;
    readonly name?: string | undefined;
    readonly allowedDays?: number | undefined;
  }[];
  /** first day of the applicable version of the item; null without an item */
  readonly since: string | null;
  /** its item is not in the catalogue */
  readonly unknownItem: boolean;
  /** working days of its kind by the table of default clocks; absent if the item sets a limit */
  readonly days?: ClockDays;
  /** the same after reopening; null if the original clock applies again */
  readonly again?: ClockDays;
  /** for packages: state of its parts; absent for other matters */
  readonly parts?: readonly MatterPart[];
  /** items of a package by the catalogue; empty for an unknown package */
  readonly packageItems?: readonly string[];
}

interface RuleFault {
  kind: 'unknown-item' | 'limit-not-positive' | 'calendar-ends' | 'part-missing' | 'closed-before-parts';
  identity: null;
  at: number;
  /** item codes of the fault */ items?: readonly string[];
}
export type ReadingFault = MatterFault | RuleFault;

/** Input of a clock, stored with a matter so that its clock can be read again at another time. */
export interface ClockTimes {
  /** acceptance, or the last reopening */
  readonly acceptedAt: number;
  readonly closedAt: number | null;
  /** due time that was given, not computed: by the source or by the package's last part; epoch ms */
  readonly ownDue: number | null;
  readonly from: MatterRule['from'] | 'stage';
  readonly limit: MatterRule['limit'];
  readonly pauses: readonly Pause[];
  readonly extensions: readonly { readonly days: number; readonly approvedBy: string }[];
}

export interface MatterReading {
  readonly dueAt: number;
  readonly yellowAt: number;
  readonly elapsedDays: number;
  readonly remainingDays: number;
  /** including extensions, in `unit` */
  readonly limit: number;
  readonly unit: LimitUnit;
  readonly card: 'none' | 'yellow' | 'red';
  readonly overdue: boolean;
  readonly paused: boolean;
  readonly provisional: boolean;
  /** sums to the elapsed units */
  readonly elapsed: number;
  readonly remaining: number;
  readonly explanation: readonly ExplainedDay[];
}

/** Clock input of a matter; null without a clock: never accepted, ended before its start, no limit, or an unknown item. */
export function clockTimes(matter: Matter, rule: MatterRule): ClockTimes | null {
  const { accepted } = matter;
  if (!accepted) return null;
  // a package follows its parts, whatever its own events say
  const life = rule.from === 'parts' ? { ...matter, from: accepted.at } : lifeNow(matter, accepted.at);
  return timesOf(life, accepted, rule);
}

/** Clock inputs of the earlier open periods, in order. */
export function earlierTimes(matter: Matter, rule: MatterRule): ClockTimes[] {
  const { accepted } = matter;
  if (!accepted || rule.from === 'parts') return [];
  return matter.earlier.flatMap((life) => timesOf(within(matter, life), accepted, rule) ?? []);
}

function timesOf(
  { from, closedAt, pauses, extensions }: RunsOn,
  accepted: NonNullable<Matter['accepted']>,
  rule: MatterRule,
): ClockTimes | null {
  if (closedAt !== null && closedAt < from) return null;
  const again = from > accepted.at ? (rule.again?.resolution ?? null) : null;
  if (again !== null)
    return { acceptedAt: from, closedAt, ownDue: null, limit: workingDays(again), from: 'kind', pauses, extensions };
  const ownDue =
    accepted.dueAt !== undefined
      ? // a reopened matter gets the same duration again
        Date.parse(accepted.dueAt) + from - accepted.at
      : rule.from === 'parts'
        ? lastDue(rule.parts ?? [], rule.packageItems ?? [])
        : null;
  if (ownDue === null && (rule.limit === null || !(rule.limit.amount > 0))) return null;
  return {
    acceptedAt: from,
    closedAt,
    ownDue,
    limit: ownDue === null ? rule.limit : null,
    // a package whose parts all have no limit follows the table
    from: rule.from === 'parts' && ownDue === null ? 'kind' : rule.from,
    pauses,
    extensions,
  };
}

const workingDays = (amount: number): NonNullable<MatterRule['limit']> => ({ unit: 'working-days', amount });

/** Reads the clock at `now`. Throws RangeError beyond the calendar. */
export function readTimes(
  times: ClockTimes,
  calendar: WorkCalendar,
  now: number,
  rule: CardRule = CARD_RULE,
): MatterReading {
  if (times.ownDue !== null)
    return times.from === 'parts'
      ? readParts(times, times.ownDue, calendar, now, rule)
      : readOwnDue(times, times.ownDue, hallDay(times.acceptedAt, calendar.zone), now, rule);
  if (times.limit === null) throw new RangeError('a clock needs a limit or a due time');
  const reading = readClock(calendar, { ...times, limit: times.limit }, now, rule);
  const perDay = times.limit.unit === 'hours' ? 24 : times.limit.unit === 'working-hours' ? hoursPerDay(calendar) : 1;
  return {
    ...reading,
    unit: times.limit.unit,
    elapsedDays: reading.elapsed / perDay,
    remainingDays: reading.remaining / perDay,
  };
}

/** Clock with a due time from the source: it runs day and night, the source's pauses are already included, and only extensions move it. */
function readOwnDue(
  { acceptedAt, closedAt, pauses, extensions }: ClockTimes,
  ownDue: number,
  acceptedOn: string,
  now: number,
  rule: CardRule,
): MatterReading {
  const at = closedAt ?? Math.max(acceptedAt, now);
  const dueAt = ownDue + extensions.reduce((sum, e) => sum + e.days, 0) * DAY_MS;
  const limit = Math.max(0, (dueAt - acceptedAt) / DAY_MS);
  const elapsed = Math.max(0, (at - acceptedAt) / DAY_MS);
  const mark =
    limit > rule.shareOnlyUpToDays ? Math.min(limit * rule.yellowShare, limit - 1) : limit * rule.yellowShare;
  const yellowAt = Math.min(dueAt, acceptedAt + mark * DAY_MS);
  const overdue = at > dueAt;
  return {
    dueAt,
    yellowAt,
    limit,
    unit: 'calendar-days',
    elapsed,
    remaining: limit - elapsed,
    elapsedDays: elapsed,
    remainingDays: limit - elapsed,
    card: overdue ? 'red' : at >= yellowAt ? 'yellow' : 'none',
    overdue,
    provisional: false,
    paused: closedAt === null && pauses.some((p) => p.to === null && p.from <= now),
    explanation: [
      {
        date: acceptedOn,
        counted: elapsed,
        why: message('day.own-due', {}),
      },
    ],
  };
}

/**
 * A package is due with its last part. While a part is paused, that due time moves, and the package counts as paused. Used and remaining
 * time are office working days up to the due time without days on which a part was paused.
 */
function readParts(
  { acceptedAt, closedAt, pauses, extensions }: ClockTimes,
  lastDueAt: number,
  calendar: WorkCalendar,
  now: number,
  rule: CardRule,
): MatterReading {
  const at = closedAt ?? Math.max(acceptedAt, ranUntil(pauses, now));
  const dueAt = lastDueAt + extensions.reduce((sum, e) => sum + e.days, 0) * DAY_MS;
  const { limit, elapsed, ...read } = readUntil(calendar, { acceptedAt, dueAt, pauses }, at, rule);
  const overdue = at > dueAt;
  return {
    ...read,
    dueAt,
    limit,
    elapsed,
    unit: 'working-days',
    remaining: limit - elapsed,
    elapsedDays: elapsed,
    remainingDays: limit - elapsed,
    card: overdue ? 'red' : at >= read.yellowAt ? 'yellow' : 'none',
    overdue,
    paused: closedAt === null && pauses.some((p) => p.to === null && p.from <= now),
  };
}

/** Faults of the history and of the rule. */
export function faultsOf(matter: Matter, rule: MatterRule): ReadingFault[] {
  const faults: ReadingFault[] = [...matter.faults];
  const { accepted } = matter;
  if (!accepted) return faults;
  const own = (kind: RuleFault['kind'], items: readonly string[] = []): void => {
    faults.push({ kind, identity: null, at: accepted.at, ...(items.length === 0 ? {} : { items }) });
  };
  if (accepted.dueAt !== undefined) {
    if (Date.parse(accepted.dueAt) <= accepted.at) own('limit-not-positive');
  } else if (rule.unknownItem) own('unknown-item');
  else if (rule.limit !== null && !(rule.limit.amount > 0)) own('limit-not-positive');
  const missing = missingItems(rule.parts ?? [], rule.packageItems ?? []);
  if (rule.parts !== undefined && (rule.parts.length === 0 || missing.length > 0)) own('part-missing', missing);
  if (
    matter.closedAt !== null &&
    rule.parts?.some((part) => part.closedAt === null || part.closedAt > (matter.closedAt ?? 0)) === true
  )
    own('closed-before-parts');
  return faults;
}

/** Working days without an event after which a matter counts as unattended: with an officer, and without one. */
export const IDLE_DAYS = { owned: 5, unowned: 1 } as const;

/** When an open matter becomes unattended (失管) without further events; null while it waits for somebody outside. */
export function unattendedFrom(matter: Matter, rule: MatterRule, calendar: WorkCalendar): number | null {
  if (!matter.accepted || matter.closedAt !== null || matter.pauses.some((p) => p.to === null)) return null;
  const allowed = rule.stages.find((stage) => stage.code === matter.stage?.name)?.allowedDays;
  const days = matter.officerId === null ? IDLE_DAYS.unowned : (allowed ?? IDLE_DAYS.owned);
  return instantAfter(calendar, matter.lastEventAt, days, 'working-days');
}

function hoursPerDay(calendar: WorkCalendar): number {
  const shifts = calendar.days.find((day) => day.shifts.length > 0)?.shifts ?? [];
  return shifts.reduce((sum, [from, to]) => sum + to - from, 0) / 3_600_000 || 1;
}

/** Explanation of a fault for readers. */
export const faultWords = (fault: ReadingFault): Message =>
  fault.kind === 'part-missing' && fault.items !== undefined
    ? message('fault.items-missing', { items: [...fault.items] })
    : message(`fault.${fault.kind}`, {});
