import type { MANUAL_ENTRY_STATES } from '@cockpit/contracts';
import { In, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { EntryRow } from './entry.entity';

type EntryState = (typeof MANUAL_ENTRY_STATES)[number];

/** The life of an entry made by hand: it stands until somebody takes it back or the feed itself tells the same. */
export const ENTRY_MOVES: Readonly<Record<EntryState, readonly EntryState[]>> = {
  standing: ['voided', 'superseded'],
  voided: [],
  superseded: [],
};

/** Ends entries, unless they have ended otherwise meanwhile. */
export async function endEntry(
  manager: EntityManager,
  which: FindOptionsWhere<EntryRow>,
  end: Pick<EntryRow, 'endedAt'> &
    (
      | { state: 'voided'; endReason: string }
      | { state: 'superseded'; supersededBy: NonNullable<EntryRow['supersededBy']> }
    ),
): Promise<void> {
  const from = Object.entries(ENTRY_MOVES).flatMap(([state, to]) =>
    to.includes(end.state) ? [state as EntryState] : [],
  );
  await manager.update(EntryRow, { ...which, state: In(from) }, end);
}
