import { createHash } from 'node:crypto';

/** Number of people who come repeatedly: few enough that some have an open case when they draw a ticket. */
const KNOWN_PEOPLE = 150;
/** Percentage of tickets drawn with a document that the machine reads. */
const KNOWN_TICKETS = 30;

const lot = (id: string, of: number): number => createHash('sha256').update(id).digest().readUInt32BE(0) % of;

/** Reproducible random number in [0, 1) for a name. */
export const lotOf = (name: string): number => lot(name, 1_000_000) / 1_000_000;

/** Applicant of a case as the case system names them; the same for the same case. */
export const applicantOf = (caseId: string): string => `person-${String(lot(caseId, KNOWN_PEOPLE))}`;

/** Visitor of a ticket if the machine knows them, from the same people as in the case system. */
export function visitorOf(ticketId: string): string | undefined {
  return lot(`known ${ticketId}`, 100) < KNOWN_TICKETS ? applicantOf(`ticket ${ticketId}`) : undefined;
}
