import { createHash } from 'node:crypto';

/** A case within the register its source writes to. */
export interface CaseKey {
  register: string;
  caseId: string;
}

/** Name of a matter in addresses and tables: the same for the same case, whoever computes it. */
export const matterId = ({ register, caseId }: CaseKey): string =>
  createHash('sha256')
    .update(`${String(register.length)}.${register}${caseId}`)
    .digest('hex')
    .slice(0, 24);

const RATING = /^rating-([0-9a-f]{32})$/;
/** The matter a bad rating opens, named by the rating's identity: however often it comes, it is one. */
export const ratingCase = (identity: string): string => `rating-${identity}`;
export const ratingOf = (caseId: string): string | null => RATING.exec(caseId)?.[1] ?? null;

/** stars up to this open a matter */
export const BAD_STARS = 2;
