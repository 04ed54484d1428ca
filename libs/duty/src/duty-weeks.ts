import { Injectable } from '@nestjs/common';
import type { Caller, DutyQuery, DutyShift, DutyWeek, DutyWeekQuery, PersonWay } from '@cockpit/contracts';
import { assertHall } from '@cockpit/access';
import { addDays, escalationOf, gapsOf, hallDay, hallDayStart, type HallConfig } from '@cockpit/domain';
import { HallConfigs } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { PersonRow, aloneIn } from '@cockpit/notify';
import { DataSource, In } from 'typeorm';
import { DutyRoster } from './duty-roster';

/** Ways to reach a person in a group chat or by phone. */
const CONTACT_WAYS: readonly PersonWay[] = ['phone', 'dingtalk', 'wecom', 'feishu'];
const iso = (at: number): string => new Date(at).toISOString();
type Open = HallConfig['open'];

/** Reads a week of a hall's roster together with its gaps. */
@Injectable()
export class DutyWeeks {
  constructor(
    private readonly postgres: DataSource,
    private readonly roster: DutyRoster,
    private readonly hallClock: HallClock,
    private readonly configs: HallConfigs,
  ) {}

  /** @throws {AppError} 403 for a hall out of scope, 404 for an unknown hall */
  async read(caller: Caller, { hall, day }: DutyWeekQuery): Promise<DutyWeek> {
    assertHall(caller, hall);
    const { now, timeZone } = await this.hallClock.local(hall);
    const monday = mondayOf(day ?? hallDay(now, timeZone));
    const days = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6].map(async (n) => {
        const date = addDays(monday, n);
        const open = (await this.configs.get(hall, date))?.open ?? [];
        return { day: date, from: hallDayStart(date, timeZone), to: hallDayStart(addDays(date, 1), timeZone), open };
      }),
    );
    const [first, last] = [days[0]?.from ?? now, days.at(-1)?.to ?? now];
    const query: DutyQuery = { hall, from: iso(first), to: iso(last) };
    const config = await this.configs.get(hall, day ?? hallDay(now, timeZone));
    const levels = escalationOf(config).levels.map(({ level }) => level);
    const needed: Open = days.flatMap(({ open }) => open);
    const shifts = await this.roster.list(caller, query);
    const roster = shifts.map((shift) => ({ ...shift, from: Date.parse(shift.from), to: Date.parse(shift.to) }));
    const standing = await this.roster.standing(this.postgres.manager, hall);
    return {
      hall,
      timeZone,
      now: iso(now),
      days: days.map(({ day: date, from, to, open }) => ({
        day: date,
        from: iso(from),
        to: iso(to),
        open: open.map(spanOf),
      })),
      levels,
      shifts,
      unreached: await this.unreached(hall, shifts),
      gaps: levels.flatMap((level) =>
        gapsOf([...roster, ...standing], { level, place: { hall }, needed }).map((gap) => ({ level, ...spanOf(gap) })),
      ),
    };
  }

  private async unreached(hall: string, shifts: readonly DutyShift[]): Promise<string[]> {
    const names = [...new Set(shifts.map(({ person }) => person))].sort();
    const rows = await this.postgres.manager.findBy(PersonRow, { name: In(names) });
    const called = rows.filter(({ shown }) => CONTACT_WAYS.some((way) => way in shown)).map(({ name }) => name);
    const alone = await aloneIn(this.postgres.manager, hall);
    const reached = new Set([...called, ...rows.filter((row) => alone(row, 'red').length > 0).map(({ name }) => name)]);
    return names.filter((name) => !reached.has(name));
  }
}

const spanOf = ({ from, to }: { from: number; to: number }) => ({ from: iso(from), to: iso(to) });

export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}
