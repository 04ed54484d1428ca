import type { HallDoc, OrganisationDoc } from '@cockpit/contracts';
import type { Part } from './dismantle';

/**
 * What a document may take away without being told to: pieces of halls it names, because of these it tells everything. A hall, an item or
 * an officer that it does not name stays: a file about one hall is not a decision about the others.
 */
export function removableBy(doc: OrganisationDoc): (part: Part) => boolean {
  const named = new Set(doc.halls.map((hall: HallDoc) => hall.code));
  return (part) => hallsOfPiece(part).length > 0 && hallsOfPiece(part).every((hall) => named.has(hall));
}

/** Halls of which something is a piece; a hall itself is a piece of none. */
function hallsOfPiece({ kind, hall, body }: Part): string[] {
  if (hall !== null) return [hall];
  const said = body as { hall?: string; from?: string; to?: string };
  if (kind === 'roster') return [said.hall ?? ''];
  return kind === 'travel-time' ? [said.from ?? '', said.to ?? ''] : [];
}
