import type { DutyLevel, EscalationPolicy } from '@cockpit/contracts';
import { escalate } from '../escalation/escalate';
import { gapsOf } from '../escalation/gaps';
import type { RosterShift } from '../escalation/roster';

/** A warning of a past day, at the same time of the week that is changed. */
export interface AlertAgain {
  /** epoch ms */
  readonly at: number;
  readonly severity: 'yellow' | 'red';
  readonly policy: EscalationPolicy;
  /** the unit it is about, if it is one */
  readonly unit?: string | undefined;
}
interface TwoCounts {
  readonly before: number;
  readonly after: number;
}
export interface DutyChange {
  readonly given: number;
  /** told to nobody, for nobody was on duty */
  readonly nobody: TwoCounts;
  /** told to every channel at once, for no roster is kept */
  readonly channels: TwoCounts;
  /** told first to others than before */
  readonly others: number;
  /** whom as many are told to either way is left out */
  readonly people: readonly (TwoCounts & { readonly person: string })[];
  /** minutes of the opening hours with nobody at a level; the same either way is left out */
  readonly gaps: readonly (TwoCounts & { readonly level: DutyLevel })[];
}
export interface DutyWeekSetup {
  readonly hall: string;
  readonly timeZone: string;
  readonly levels: readonly DutyLevel[];
  /** when somebody is needed, epoch ms */
  readonly needed: readonly { readonly from: number; readonly to: number }[];
}
type Recipients = 'nobody' | 'channels' | readonly string[];

/** Warnings that were, given again in a week by two rosters: who would have been told first, by the escalation that runs live. */
export function compareDuty(
  alerts: readonly AlertAgain[],
  week: DutyWeekSetup,
  before: readonly RosterShift[],
  after: readonly RosterShift[],
): DutyChange {
  const sides = alerts.map((alert) => [toldFirst(alert, week, before), toldFirst(alert, week, after)] as const);
  const count = (what: Recipients): TwoCounts => ({
    before: sides.filter(([old]) => old === what).length,
    after: sides.filter(([, young]) => young === what).length,
  });
  const names = new Set(sides.flat().flatMap((told) => (typeof told === 'string' ? [] : [...told])));
  const people = [...names]
    .sort()
    .map((person) => ({
      person,
      before: sides.filter(([old]) => old.includes(person) && typeof old !== 'string').length,
      after: sides.filter(([, young]) => young.includes(person) && typeof young !== 'string').length,
    }))
    .filter((one) => one.before !== one.after);
  const gaps = week.levels
    .map((level) => ({
      level,
      before: minutesWithout(level, week, before),
      after: minutesWithout(level, week, after),
    }))
    .filter((one) => one.before !== one.after);
  const isOther = ([old, young]: readonly [Recipients, Recipients]): boolean =>
    typeof old !== 'string' && typeof young !== 'string' && old.join('\n') !== young.join('\n');
  return {
    given: alerts.length,
    nobody: count('nobody'),
    channels: count('channels'),
    others: sides.filter(isOther).length,
    people,
    gaps,
  };
}

/** In quiet hours: whoever is told when they end. */
function toldFirst(
  { at, severity, policy, unit }: AlertAgain,
  { hall, timeZone, needed }: DutyWeekSetup,
  shifts: readonly RosterShift[],
): Recipients {
  if (!shifts.some(({ to }) => to > at)) return 'channels';
  const ladder = { policy, shifts, severity, timeZone, open: needed, place: { hall, unit } };
  const opened = [{ kind: 'opened', at }] as const;
  const held = escalate(opened, ladder, at);
  const first = held?.state === 'quiet' && held.nextAt !== null ? escalate(opened, ladder, held.nextAt) : held;
  return first?.state === 'told' ? [...first.people].sort() : 'nobody';
}

const minutesWithout = (level: DutyLevel, { hall, needed }: DutyWeekSetup, shifts: readonly RosterShift[]): number =>
  Math.round(
    gapsOf(shifts, { level, place: { hall }, needed }).reduce((sum, { from, to }) => sum + to - from, 0) / 60_000,
  );
