import type { HallDoc, OrganisationDoc } from '@cockpit/contracts';
import type { Part } from './dismantle';

/**
 * Parts that a document may remove without an explicit option: pieces of halls that it contains, because it describes
 * those completely. Halls, items and officers that it omits stay.
 */
export function removableBy(doc: OrganisationDoc): (part: Part) => boolean {
  const named = new Set(doc.halls.map((hall: HallDoc) => hall.code));
  return (part) => hallsOfPiece(part).length > 0 && hallsOfPiece(part).every((hall) => named.has(hall));
}

/** Halls that a part belongs to; a hall itself belongs to none. */
function hallsOfPiece({ kind, hall, body }: Part): string[] {
  if (hall !== null) return [hall];
  const fields = body as { hall?: string; from?: string; to?: string };
  if (kind === 'roster') return [fields.hall ?? ''];
  return kind === 'travel-time' ? [fields.from ?? '', fields.to ?? ''] : [];
}
