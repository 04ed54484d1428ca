import type { DutyRosterChange, DutyShift, DutySwap } from '@cockpit/contracts';
import { notFound } from '@cockpit/platform';
import type { EntityManager } from 'typeorm';
import { DutyShiftRow, answerOf } from './duty-shift.entity';
import type { DutyTable } from './duty-table';
import { refuseOverlaps } from './overlap-check';

/** Rows per INSERT: a Postgres statement takes at most 65,535 parameters. */
const INSERT_ROWS = 1000;

/**
 * Replaces the shifts that start in a span. @returns the number of deleted shifts @throws {AppError} 422 if a person
 * would have two shifts at once
 */
export async function putInstead(
  manager: EntityManager,
  { hall, from, to }: Pick<DutyRosterChange, 'hall' | 'from' | 'to'>,
  rows: DutyShiftRow[],
  input: DutyTable['shifts'],
): Promise<number> {
  const old = manager
    .createQueryBuilder()
    .delete()
    .from(DutyShiftRow)
    .where('from_at >= :from AND from_at < :to', { from: new Date(from), to: new Date(to) });
  if (hall !== null) old.andWhere('halls = ARRAY[:hall]::text[]', { hall });
  const { affected } = await old.execute();
  await refuseOverlaps(manager, rows, input);
  for (let at = 0; at < rows.length; at += INSERT_ROWS)
    await manager.insert(DutyShiftRow, rows.slice(at, at + INSERT_ROWS));
  return affected ?? 0;
}

/**
 * Gives a shift to another person, or exchanges two shifts. @throws {AppError} 404; 422 if a person would have two
 * shifts at once
 */
export async function changeHands(
  manager: EntityManager,
  swap: DutySwap,
): Promise<Record<'before' | 'after', DutyShift[]>> {
  const first = await find(manager, swap.shift);
  const other = 'with' in swap ? await find(manager, swap.with) : null;
  const before = [first, other].flatMap((row) => (row === null ? [] : [answerOf(row)]));
  const mine = first.person;
  first.person = 'person' in swap ? swap.person : (other?.person ?? mine);
  if (other !== null) other.person = mine;
  const rows = other === null ? [first] : [first, other];
  for (const { id, person } of rows) await manager.update(DutyShiftRow, { id }, { person });
  await refuseOverlaps(manager, rows, null);
  return { before, after: rows.map(answerOf) };
}

/** @throws {AppError} 422 if a person would have two shifts at once */
export async function putIn(manager: EntityManager, row: DutyShiftRow): Promise<void> {
  await refuseOverlaps(manager, [row], null);
  await manager.insert(DutyShiftRow, row);
}

/** @returns the deleted shift @throws {AppError} 404 */
export async function takeOut(manager: EntityManager, id: string): Promise<DutyShift> {
  const before = answerOf(await find(manager, id));
  await manager.delete(DutyShiftRow, { id });
  return before;
}

async function find(manager: EntityManager, id: string): Promise<DutyShiftRow> {
  const row = await manager.findOneBy(DutyShiftRow, { id });
  if (row === null) throw notFound('unknown-shift', 'there is no such shift');
  return row;
}
