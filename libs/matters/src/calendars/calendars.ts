import { CalendarNote, CalendarYear, type CalendarImport, type CalendarInForce } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { AuditLog, type Actor } from '@cockpit/access';
import { conflict, faultsOf, unprocessable } from '@cockpit/platform';
import {
  OrganisationService,
  calendarsAt,
  calendarsInForce,
  insertCalendar,
  type CalendarRow,
  type CalendarState,
} from '@cockpit/organisation';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { shippedYears } from './shipped';

const LOCK = 727_602;

/** Holidays and make-up days by year; each import adds a version, and versions are never overwritten. */
@Injectable()
export class Calendars {
  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly organisation: OrganisationService,
  ) {}

  inForce(manager: EntityManager | DataSource = this.postgres): Promise<CalendarState> {
    return calendarsInForce(manager);
  }

  at(revision: number): Promise<CalendarState> {
    return calendarsAt(this.postgres, revision);
  }

  async list(): Promise<CalendarInForce[]> {
    return (await this.inForce()).years.map(({ year, version, revision, papers, days, imported_at, actor }) => ({
      year,
      version,
      revision,
      papers,
      actor,
      published: days.length > 0,
      importedAt: imported_at.toISOString(),
      offDays: days.filter((day) => day.isOffDay).length,
      makeUpDays: days.filter((day) => !day.isOffDay).length,
      days,
    }));
  }

  /** Loads the shipped years that have no import yet. */
  async loadShipped(): Promise<void> {
    const loaded = await this.postgres.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const existing = new Set((await this.inForce(manager)).years.map((row) => row.year));
      const missing = shippedYears().filter(({ year }) => !existing.has(year));
      for (const year of missing) await insertCalendar(manager, year, 1, 'shipped');
      return missing.length;
    });
    if (loaded > 0) await this.organisation.calendarsChanged();
  }

  /**
   * The calendars with another notice of a year; writes nothing. @throws AppError 422 `invalid-calendar` with every
   * fault
   */
  async with(raw: unknown): Promise<CalendarState> {
    const calendar = read(CalendarYear, raw);
    const { revision, years } = await this.inForce();
    const row = { ...calendar, version: 0, revision: revision + 1, imported_at: new Date(0), actor: '' };
    return { revision: revision + 1, years: [...years.filter(({ year }) => year !== calendar.year), row] };
  }

  /**
   * Imports the notice of a year and marks the affected open matters for recomputation.
   * @throws AppError 422 `invalid-calendar` with every fault, 409 `calendar-changed`
   */
  async import(raw: unknown, actor: Actor): Promise<CalendarImport> {
    const calendar = read(CalendarYear, raw);
    const { madeFrom, reason } = read(CalendarNote, raw);
    const result = await this.postgres.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const before = await this.inForce(manager);
      const old = before.years.find((row) => row.year === calendar.year);
      if (madeFrom !== undefined && madeFrom !== (old?.version ?? 0))
        throw conflict(
          'calendar-changed',
          `${String(calendar.year)} is at version ${String(old?.version ?? 0)} by now, not ${String(madeFrom)}: read it again`,
        );
      if (old && same(old, calendar))
        return { year: calendar.year, version: old.version, changed: false, revision: before.revision, recomputing: 0 };
      const version = (old?.version ?? 0) + 1;
      await insertCalendar(manager, calendar, version, actor.name);
      const recomputing = await this.markConcerned(manager, calendar.year);
      const after = {
        year: calendar.year,
        version,
        offDays: calendar.days.filter((day) => day.isOffDay).length,
        days: calendar.days.length,
        recomputing,
        ...(reason === undefined ? {} : { reason }),
      };
      await this.audit.record(
        {
          actor,
          action: 'calendar.import',
          target: `calendar/${String(calendar.year)}`,
          ...(old ? { before: { version: old.version, days: old.days.length } } : {}),
          after,
        },
        manager,
      );
      return {
        year: calendar.year,
        version,
        changed: true,
        revision: (await this.inForce(manager)).revision,
        recomputing,
      };
    });
    if (result.changed) await this.organisation.calendarsChanged();
    return result;
  }

  private async markConcerned(manager: EntityManager, year: number): Promise<number> {
    const marked = z.array(z.unknown()).parse(
      await manager.query(
        `INSERT INTO matter_dirty (source, case_id, cause)
       SELECT source, case_id, 'calendar' FROM matter_clock WHERE accepted_at < $2 AND (paused OR provisional OR due_at >= $1 OR due_at IS NULL) RETURNING id`,
        [`${String(year - 1)}-12-01T00:00:00Z`, `${String(year + 1)}-02-01T00:00:00Z`],
      ),
    );
    return marked.length;
  }
}

function read<T>(schema: z.ZodType<T>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (!parsed.success)
    throw unprocessable('invalid-calendar', 'this is no calendar of a year', faultsOf(parsed.error, raw));
  return parsed.data;
}

const same = (old: Pick<CalendarRow, 'days'>, next: CalendarYear): boolean => key(old.days) === key(next.days);
const key = (days: CalendarYear['days']): string =>
  days
    .map((day) => `${day.date}${String(day.isOffDay)}${day.name}`)
    .sort()
    .join('|');
