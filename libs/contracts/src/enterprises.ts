import { z } from 'zod';
import { freeText, isNoPersonsNumber } from './privacy';
import { Code, Day, Id, Instant } from './primitives';

/** Identifier of an enterprise; numbers of persons are rejected. */
export const EnterpriseRef = Id.refine(isNoPersonsNumber, 'no number of a person');

/** Which officer is the liaison of which enterprise (一企一警). */
export const Liaison = z.object({ enterpriseRef: z.string(), officerId: z.string() });
export type Liaison = z.infer<typeof Liaison>;

/** `POST /v1/enterprises/{ref}/visits`: records a visit (走访). */
export const NewEnterpriseVisit = z.strictObject({
  /** idempotency key made by the client: repeating it does not record another visit */
  key: z.string().regex(/^[A-Za-z0-9._:-]{8,100}$/, '8 to 100 letters, digits, dots, dashes, underscores and colons'),
  day: Day,
  /** hall of the visit; by default the bureau */
  hall: Code.optional(),
  /** who made the visit */
  who: freeText(200).min(1),
  found: freeText(2000).min(1),
  /** due day of the next visit (定期联络) */
  nextBy: Day.optional(),
});
export type NewEnterpriseVisit = z.infer<typeof NewEnterpriseVisit>;

export const EnterpriseVisit = z.object({
  id: z.string(),
  enterpriseRef: z.string(),
  day: Day,
  hall: z.string().nullable(),
  who: z.string(),
  found: z.string(),
  /** due day of the next visit; null if none was agreed */
  nextBy: Day.nullable(),
  /** author and time of the entry */
  by: z.string(),
  at: Instant,
});
export type EnterpriseVisit = z.infer<typeof EnterpriseVisit>;

export const Enterprise = z.object({
  enterpriseRef: z.string(),
  /** liaison officer (一企一警) */
  officerId: z.string().nullable(),
  officerName: z.string().nullable(),
  /** needs, counted like in the list of matters */
  needs: z.int(),
  open: z.int(),
  overdue: z.int(),
  /** visits that the caller may see */
  visits: z.int(),
  lastVisit: EnterpriseVisit.nullable(),
  /** due day of the next regular contact, as agreed at the last visit; null without one */
  nextBy: Day.nullable(),
});
export type Enterprise = z.infer<typeof Enterprise>;
/** `GET /v1/enterprises`: first those with overdue and open needs, then by due contact, then by the oldest visit. */
export const Enterprises = z.object({ total: z.int(), items: z.array(Enterprise) });
export type Enterprises = z.infer<typeof Enterprises>;
