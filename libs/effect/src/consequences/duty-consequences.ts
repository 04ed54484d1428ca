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

/** What a change of the duty roster does to a week of a hall: who is told first of warnings such as the last two weeks had, and when nobody is there. */
@Injectable()
export class DutyConsequences {
  constructor(
    private readonly postgres: DataSource,
    private readonly roster: DutyRoster,
    private readonly hallClock: HallClock,
    private readonly configs: HallConfigs,
  ) {}

  /** @throws {AppError} 403 for a hall out of scope, 404 for one that nobody knows, and as the change itself does */
  async compute({ hall, day, change }: DutyConsequencesWanted, caller: Pick<Caller, 'halls'>): Promise<Answer> {
    assertHall(caller, hall);
    const { now, timeZone } = await this.hallClock.local(hall);
    const monday = mondayOf(day ?? hallDay(now, timeZone));
    const days = WEEK.map((n) => addDays(monday, n));
    const { before, after } = await this.roster.drafted(change, hall, hallDayStart(monday, timeZone));
    const configs = await Promise.all(days.map((one) => this.configs.get(hall, one)));
    const policy = escalationOf(configs.find((config) => config !== null) ?? null);
    const since = hallDayStart(addDays(hallDay(now, timeZone), -DUTY_ALERT_DAYS), timeZone);
    const given = await alertsGiven(this.postgres, hall, [new Date(since), new Date(now)], policy);
    const needed = configs.flatMap((config) => config?.open ?? []);
    const levels = policy.levels.map(({ level }) => level);
    const { gaps, ...alerts } = compareDuty(
      given.map((alert) => again(alert, { days, timeZone })),
      { hall, timeZone, levels, needed },
      before,
      after,
    );
    return {
      ...{ hall, timeZone, week: { from: monday, to: addDays(monday, 6) } },
      alerts: { days: DUTY_ALERT_DAYS, ...alerts, people: [...alerts.people] },
      gaps: [...gaps],
    };
  }
}

/** The same weekday and time of day. */
function again(
  { at, ...alert }: AlertGiven,
  { days, timeZone }: { days: readonly string[]; timeZone: string },
): AlertAgain {
  const day = hallDay(at, timeZone);
  const same = days.find((one) => weekday(one) === weekday(day)) ?? day;
  return { ...alert, at: hallDayStart(same, timeZone) + at - hallDayStart(day, timeZone) };
}
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
