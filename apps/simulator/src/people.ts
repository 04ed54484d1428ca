import { createHash } from 'node:crypto';

/** People who come more than once: so many that some of them have a case open when they draw a ticket. */
const KNOWN_PEOPLE = 150;
/** of a hundred tickets, so many are drawn with a document that the machine reads */
const KNOWN_TICKETS = 30;

const lot = (id: string, of: number): number => createHash('sha256').update(id).digest().readUInt32BE(0) % of;

/** Chance that belongs to something by its name: 0 up to 1, always the same. */
export const lotOf = (name: string): number => lot(name, 1_000_000) / 1_000_000;

/** Whose case it is, as the case system names them: always the same for the same case. */
export const applicantOf = (caseId: string): string => `person-${String(lot(caseId, KNOWN_PEOPLE))}`;

/** Who draws a ticket, where the machine knows it: the same people as in the case system. */
export function visitorOf(ticketId: string): string | undefined {
  return lot(`known ${ticketId}`, 100) < KNOWN_TICKETS ? applicantOf(`ticket ${ticketId}`) : undefined;
}
