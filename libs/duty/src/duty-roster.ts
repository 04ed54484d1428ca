import { DEFAULT_ZONE } from '@cockpit/contracts';
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  Caller,
  DutyAnswer,
  DutyConsequencesWanted,
  DutyLevel,
  DutyQuery,
  DutyRosterChange,
  DutyShift,
  DutySwap,
  NewDutyShift,
} from '@cockpit/contracts';
import { AuditLog, HallDirectory, assertHall, type Actor } from '@cockpit/access';
import { inCharge, onDutyAt, standingShift, type Place, type RosterShift } from '@cockpit/domain';
import { PersonRow } from '@cockpit/notify';
import { HallClock } from '@cockpit/organisation';
import { unprocessable } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { DutyShiftRow, answerOf, rowOf, shiftOf } from './duty-shift.entity';
import { changeHands, putIn, putInstead, takeOut } from './changes';
import { within } from './overlap-check';
import { readDutyTable, type DutyTable } from './duty-table';

const LOCK = "SELECT pg_advisory_xact_lock(hashtext('duty-roster'))";

@Injectable()
export class DutyRoster {
  constructor(
    private readonly postgres: DataSource,
    private readonly hallClock: HallClock,
    private readonly halls: HallDirectory,
    private readonly audit: AuditLog,
  ) {}

  /** Shifts of the caller's halls in order of start. @throws {AppError} 403 for a hall out of scope */
  async list(caller: Caller, { hall, from, to }: DutyQuery): Promise<DutyShift[]> {
    if (hall !== undefined) assertHall(caller, hall);
    const halls = hall === undefined ? caller.halls : [hall];
    const query = within(this.postgres.manager, new Date(from), new Date(to));
    if (halls !== 'all') query.andWhere('(d.halls IS NULL OR d.halls && :halls)', { halls });
    return (await query.orderBy('d.from').addOrderBy('d.id').getMany()).map(answerOf);
  }

  /** Shifts that cover a hall at any time after `from`. */
  async ofHall(manager: EntityManager, hall: string, from: number): Promise<RosterShift[]> {
    const rows = await manager
      .createQueryBuilder(DutyShiftRow, 'd')
      .where('d.to > :from AND (d.halls IS NULL OR :hall = ANY(d.halls))', { from: new Date(from), hall })
      .getMany();
    return rows.map(shiftOf);
  }

  /** Shifts without end for people whose role applies even in a hall without a roster. */
  async standing(manager: EntityManager, hall: string): Promise<RosterShift[]> {
    const rows = await manager
      .createQueryBuilder(PersonRow, 'p')
      .where('jsonb_array_length(p.roles) > 0')
      .orderBy('p.name')
      .getMany();
    const shifts = rows.flatMap(({ name, roles }) => roles.map((role) => standingShift(name, role)));
    return shifts.filter(({ halls }) => halls === null || halls.includes(hall));
  }

  /** Names of the people to notify for a place at a moment (epoch ms, hall time), by role or by roster. */
  async called(manager: EntityManager, level: DutyLevel, place: Place, at: number): Promise<string[]> {
    const shifts = [...(await this.ofHall(manager, place.hall, at)), ...(await this.standing(manager, place.hall))];
    return onDutyAt(inCharge(shifts, level, place), at);
  }

  /**
   * @throws {AppError} 422 with every faulty line, for an unknown hall, or if a person would have two shifts at once
   */
  async replace(change: DutyRosterChange, actor: Actor): Promise<DutyAnswer> {
    const { input, rows } = await this.rowsOf(change);
    const removed = await this.postgres.transaction(async (manager) => {
      await manager.query(LOCK);
      const deleted = await putInstead(manager, change, rows, input);
      const { hall, from, to } = change;
      const after = { from, to, shifts: rows.map(answerOf) };
      await this.audit.record({ actor, action: 'duty.replace', target: `duty/${hall ?? 'all'}`, after }, manager);
      return deleted;
    });
    return { shifts: rows.map(answerOf), removed };
  }

  /** @throws {AppError} 404 for an unknown shift; 422 if a person would have two shifts at once */
  async swap(swap: DutySwap, actor: Actor): Promise<DutyAnswer> {
    const shifts = await this.postgres.transaction(async (manager) => {
      await manager.query(LOCK);
      const { before, after } = await changeHands(manager, swap);
      const target = `duty/${swap.shift}`;
      await this.audit.record({ actor, action: 'duty.swap', target, before, after }, manager);
      return after;
    });
    return { shifts, removed: 0 };
  }

  /** @throws {AppError} 422 for an unknown hall, or if a person would have two shifts at once */
  async add(shift: NewDutyShift, actor: Actor): Promise<DutyShift> {
    const row = rowOf(randomUUID(), shift);
    await this.halls.refuseUnknown(row.halls ?? []);
    await this.postgres.transaction(async (manager) => {
      await manager.query(LOCK);
      await putIn(manager, row);
      await this.audit.record({ actor, action: 'duty.add', target: `duty/${row.id}`, after: answerOf(row) }, manager);
    });
    return answerOf(row);
  }

  /** @throws {AppError} 404 */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.postgres.transaction(async (manager) => {
      await manager.query(LOCK);
      const before = await takeOut(manager, id);
      await this.audit.record({ actor, action: 'duty.remove', target: `duty/${id}`, before }, manager);
    });
  }

  /**
   * Shifts of a hall after `from`, before and after a change. Runs the change in a transaction and rolls it back.
   * @throws {AppError} the same errors as the change itself
   */
  async drafted(
    change: DutyConsequencesWanted['change'],
    hall: string,
    from: number,
  ): Promise<Record<'before' | 'after', RosterShift[]>> {
    const whole = 'replace' in change ? await this.rowsOf(change.replace) : null;
    if ('add' in change) await this.halls.refuseUnknown(change.add.halls ?? []);
    const runner = this.postgres.createQueryRunner();
    try {
      await runner.startTransaction();
      const { manager } = runner;
      await manager.query(LOCK);
      const before = await this.ofHall(manager, hall, from);
      if ('replace' in change) await putInstead(manager, change.replace, whole?.rows ?? [], whole?.input ?? []);
      else if ('swap' in change) await changeHands(manager, change.swap);
      else if ('add' in change) await putIn(manager, rowOf(randomUUID(), change.add));
      else await takeOut(manager, change.remove);
      return { before, after: await this.ofHall(manager, hall, from) };
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  }

  private async rowsOf(change: DutyRosterChange): Promise<{ input: DutyTable['shifts']; rows: DutyShiftRow[] }> {
    const input = await this.read(change);
    const rows = input.map(({ shift }) => rowOf(randomUUID(), shift));
    await this.halls.refuseUnknown([...new Set(rows.flatMap(({ halls }) => halls ?? []))]);
    return { input, rows };
  }

  private async read({ hall, from, to, shifts, csv }: DutyRosterChange): Promise<DutyTable['shifts']> {
    const timeZone = hall === null ? DEFAULT_ZONE : (await this.hallClock.local(hall)).timeZone;
    const { shifts: read, faults } =
      csv === undefined
        ? { shifts: (shifts ?? []).map((shift, line) => ({ shift, line })), faults: [] }
        : readDutyTable(csv, timeZone);
    const where = pathOf(csv !== undefined);
    for (const { shift, line } of read) {
      const start = Date.parse(shift.from);
      if (start < Date.parse(from) || start >= Date.parse(to))
        faults.push({ path: `${where(line)}from`, message: 'it does not begin within the span' });
      if (hall !== null && (shift.halls?.length !== 1 || shift.halls[0] !== hall))
        faults.push({ path: `${where(line)}halls`, message: `only hall ${hall} is changed here` });
    }
    if (faults.length > 0) throw unprocessable('invalid-duty', 'the roster was not changed', faults.slice(0, 100));
    return read;
  }
}

const pathOf =
  (isTable: boolean) =>
  (line: number): string =>
    isTable ? `line ${String(line)}: ` : `shifts.${String(line)}.`;
