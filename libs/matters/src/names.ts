import { createHash } from 'node:crypto';

/** A case within the register of its source. */
export interface CaseKey {
  register: string;
  caseId: string;
}

/** Id of a matter: a hash of its case, equal in every process. */
export const matterId = ({ register, caseId }: CaseKey): string =>
  createHash('sha256')
    .update(`${String(register.length)}.${register}${caseId}`)
    .digest('hex')
    .slice(0, 24);

const RATING = /^rating-([0-9a-f]{32})$/;
/** The case id of a bad rating, derived from the rating's identity so that repetitions open one matter. */
export const ratingCase = (identity: string): string => `rating-${identity}`;
export const ratingOf = (caseId: string): string | null => RATING.exec(caseId)?.[1] ?? null;

/** ratings with at most this many stars open a matter */
export const BAD_STARS = 2;
