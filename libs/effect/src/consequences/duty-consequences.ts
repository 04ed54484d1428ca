import {
  DUTY_ALERT_DAYS,
  type Caller,
  type DutyConsequences as Answer,
  type DutyConsequencesWanted,
} from '@cockpit/contracts';
import { assertHall } from '@cockpit/access';
import { addDays, compareDuty, escalationOf, hallDay, hallDayStart, type AlertAgain } from '@cockpit/domain';
import { DutyRoster, mondayOf } from '@cockpit/duty';
import { HallConfigs } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { alertsGiven, type AlertGiven } from '@cockpit/warnings';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const WEEK = [0, 1, 2, 3, 4, 5, 6];

/**
 * Compares a week of a hall before and after a roster change: who receives warnings like those of the last two weeks
 * first, and when nobody is on duty.
 */
@Injectable()
export class DutyConsequences {
  constructor(
    private readonly postgres: DataSource,
    private readonly roster: DutyRoster,
    private readonly hallClock: HallClock,
    private readonly configs: HallConfigs,
  ) {}

  /** @throws {AppError} 403 for a hall out of scope, 404 for an unknown hall, and the errors of the change itself */
  async compute({ hall, day, change }: DutyConsequencesWanted, caller: Pick<Caller, 'halls'>): Promise<Answer> {
    assertHall(caller, hall);
    const { now, timeZone } = await this.hallClock.local(hall);
    const monday = mondayOf(day ?? hallDay(now, timeZone));
    const days = WEEK.map((n) => addDays(monday, n));
    const { before, after } = await this.roster.drafted(change, hall, hallDayStart(monday, timeZone));
    const configs = await Promise.all(days.map((date) => this.configs.get(hall, date)));
    const policy = escalationOf(configs.find((config) => config !== null) ?? null);
    const since = hallDayStart(addDays(hallDay(now, timeZone), -DUTY_ALERT_DAYS), timeZone);
    const alerts = await alertsGiven(this.postgres, hall, [new Date(since), new Date(now)], policy);
    const needed = configs.flatMap((config) => config?.open ?? []);
    const levels = policy.levels.map(({ level }) => level);
    const { gaps, ...comparison } = compareDuty(
      alerts.map((alert) => moveToWeek(alert, { days, timeZone })),
      { hall, timeZone, levels, needed },
      before,
      after,
    );
    return {
      hall,
      timeZone,
      week: { from: monday, to: addDays(monday, 6) },
      alerts: { days: DUTY_ALERT_DAYS, ...comparison, people: [...comparison.people] },
      gaps: [...gaps],
    };
  }
}

/** Moves an alert to the same weekday and time of day in the given week. */
function moveToWeek(
  { at, ...alert }: AlertGiven,
  { days, timeZone }: { days: readonly string[]; timeZone: string },
): AlertAgain {
  const day = hallDay(at, timeZone);
  const same = days.find((date) => weekday(date) === weekday(day)) ?? day;
  return { ...alert, at: hallDayStart(same, timeZone) + at - hallDayStart(day, timeZone) };
}
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
