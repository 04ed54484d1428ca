import type { MANUAL_ENTRY_STATES } from '@cockpit/contracts';
import { In, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { EntryRow } from './entry.entity';

type EntryState = (typeof MANUAL_ENTRY_STATES)[number];

/** States of a manual entry: it stands until somebody withdraws it or the feed reports the same. */
export const ENTRY_MOVES: Readonly<Record<EntryState, readonly EntryState[]>> = {
  standing: ['voided', 'superseded'],
  voided: [],
  superseded: [],
};

/** Ends entries that have not ended yet. */
export async function endEntry(
  manager: EntityManager,
  where: FindOptionsWhere<EntryRow>,
  end: Pick<EntryRow, 'endedAt'> &
    (
      | { state: 'voided'; endReason: string }
      | { state: 'superseded'; supersededBy: NonNullable<EntryRow['supersededBy']> }
    ),
): Promise<void> {
  const from = Object.entries(ENTRY_MOVES).flatMap(([state, to]) =>
    to.includes(end.state) ? [state as EntryState] : [],
  );
  await manager.update(EntryRow, { ...where, state: In(from) }, end);
}
