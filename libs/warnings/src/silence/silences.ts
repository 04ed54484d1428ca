import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller, NewSilence, Silence } from '@cockpit/contracts';
import { inScope } from '@cockpit/access';
import { DecisionClock } from '@cockpit/live';
import { HallClock, OrganisationService } from '@cockpit/organisation';
import { conflict, forbidden, notFound, unprocessable } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { quietUntil, type Quiet } from './quiet';
import { SilenceRow } from './silence.entity';

/** Silences and who made them. They change nothing about what is evaluated. */
@Injectable()
export class Silences {
  constructor(
    private readonly postgres: DataSource,
    private readonly organisation: OrganisationService,
    private readonly hallClock: HallClock,
    private readonly clock: DecisionClock,
  ) {}

  /** Those of the caller's halls, the latest end first. */
  async list(
    caller: Caller,
    { hall, after, limit }: { hall: string | undefined; after: { until: Date; id: string } | undefined; limit: number },
  ): Promise<Silence[]> {
    const query = this.postgres
      .createQueryBuilder(SilenceRow, 's')
      .orderBy('s.until', 'DESC')
      .addOrderBy('s.id', 'ASC')
      .limit(limit);
    // the same instant may end several
    if (after !== undefined) query.andWhere('(s.until < :until OR (s.until = :until AND s.id > :id))', after);
    if (hall !== undefined) query.andWhere('s.hall = :hall', { hall });
    if (caller.halls !== 'all') query.andWhere('s.hall = ANY(:halls)', { halls: caller.halls });
    return Promise.all((await query.getMany()).map((row) => this.answer(row)));
  }

  /** @throws {AppError} 422 when it would be over before it began */
  async add(wanted: NewSilence, caller: Caller): Promise<Silence> {
    const { hall, rule, code, reason, weekly } = wanted;
    if (!inScope(caller.halls, hall)) throw forbidden('hall-out-of-scope', `your account does not cover ${hall}`);
    const { now, timeZone } = await this.local(hall);
    const from = wanted.from === undefined ? now : Date.parse(wanted.from);
    const until = Date.parse(wanted.until);
    if (until <= Math.max(from, now)) throw unprocessable('silence-over', 'it would be over before it began');
    const row = Object.assign(new SilenceRow(), {
      id: randomUUID(),
      hall,
      rule,
      code,
      reason,
      owner: caller.name,
      from: new Date(from),
      until: new Date(until),
      weekly,
      timeZone,
      endedAt: null,
      endedBy: null,
    });
    await this.clock.change(hall, (manager) => manager.insert(SilenceRow, row));
    return this.answer(row);
  }

  /** @throws {AppError} 404 for what the caller may not see, 409 when it is over already */
  async end(id: string, caller: Caller): Promise<Silence> {
    const row = await this.postgres.manager.findOneBy(SilenceRow, { id });
    if (row === null || !inScope(caller.halls, row.hall)) throw notFound('unknown-silence', 'there is no such silence');
    const now = await this.hallClock.now(row.hall);
    if (row.endedAt !== null || row.until.getTime() <= now) throw conflict('silence-over', 'it is over');
    row.endedAt = new Date(now);
    row.endedBy = caller.name;
    await this.clock.change(row.hall, (manager) =>
      manager.update(SilenceRow, { id }, { endedAt: row.endedAt, endedBy: row.endedBy }),
    );
    return this.answer(row);
  }

  /** Those of a hall that are not over, for whoever decides what is shown. */
  async ofHall(manager: EntityManager, hall: string, now: number): Promise<Quiet[]> {
    const rows = await manager
      .createQueryBuilder(SilenceRow, 's')
      .where('s.hall = :hall AND s.until > :now AND s.endedAt IS NULL', { hall, now: new Date(now) })
      .getMany();
    return rows.map(quietOf);
  }

  /** What is the bureau's own goes by the wall clock. */
  private async local(place: string): Promise<{ now: number; timeZone: string }> {
    const doc = await this.organisation.latest();
    if (doc?.bureau.code !== place || doc.halls.some(({ code }) => code === place)) return this.hallClock.local(place);
    return { now: await this.hallClock.now(place), timeZone: await this.hallClock.zone(place) };
  }

  private async answer(row: SilenceRow): Promise<Silence> {
    const now = await this.hallClock.now(row.hall);
    return {
      id: row.id,
      hall: row.hall,
      rule: row.rule,
      code: row.code,
      reason: row.reason,
      owner: row.owner,
      from: row.from.toISOString(),
      until: row.until.toISOString(),
      weekly: row.weekly,
      endedAt: row.endedAt?.toISOString() ?? null,
      endedBy: row.endedBy,
      active: quietUntil(quietOf(row), now) !== null,
    };
  }
}

const quietOf = ({ rule, code, from, until, weekly, timeZone, endedAt }: SilenceRow): Quiet => ({
  rule,
  code,
  from: from.getTime(),
  until: until.getTime(),
  weekly,
  timeZone,
  endedAt: endedAt?.getTime() ?? null,
});
