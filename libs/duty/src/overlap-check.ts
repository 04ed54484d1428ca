import { overlaps } from '@cockpit/domain';
import { unprocessable, type Fault } from '@cockpit/platform';
import type { EntityManager } from 'typeorm';
import { DutyShiftRow, shiftOf } from './duty-shift.entity';
import type { DutyTable } from './duty-table';

/** Shifts that overlap a span. */
export const within = (manager: EntityManager, from: Date, to: Date) =>
  manager.createQueryBuilder(DutyShiftRow, 'd').where('d.from < :to AND d.to > :from', { from, to });

/** @throws {AppError} 422 if a person would have two shifts at once */
export async function refuseOverlaps(
  manager: EntityManager,
  rows: readonly DutyShiftRow[],
  input: DutyTable['shifts'] | null,
): Promise<void> {
  const from = Math.min(...rows.map((row) => row.from.getTime()));
  const to = Math.max(...rows.map((row) => row.to.getTime()));
  if (rows.length === 0) return;
  const ids = new Set(rows.map(({ id }) => id));
  const people = [...new Set(rows.map(({ person }) => person))];
  const near = await within(manager, new Date(from), new Date(to))
    .andWhere('d.person = ANY(:people)', { people })
    .getMany();
  const all = [...rows, ...near.filter(({ id }) => !ids.has(id))];
  const faults: Fault[] = overlaps(all.map(shiftOf)).flatMap(([a, b]) => {
    const [row, other] = [all[a], all[b]];
    if (row === undefined || other === undefined || a >= rows.length) return [];
    const line = input?.[b]?.line ?? input?.[a]?.line ?? a;
    const message = `${other.person} is on duty there from ${row.from.toISOString()} to ${row.to.toISOString()} already`;
    return [{ path: input === null ? 'person' : `line ${String(line)}`, message }];
  });
  if (faults.length > 0) throw unprocessable('duty-overlap', 'somebody would be on duty twice', faults.slice(0, 100));
}
