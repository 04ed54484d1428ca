import { z } from 'zod';
import { freeText, isNoPersonsNumber } from './privacy';
import { Code, Day, Id, Instant } from './primitives';

/** As systems name a firm; a number of a person is none. */
export const EnterpriseRef = Id.refine(isNoPersonsNumber, 'no number of a person');

/** Who looks after whom (一企一警). */
export const Liaison = z.object({ enterpriseRef: z.string(), officerId: z.string() });
export type Liaison = z.infer<typeof Liaison>;

/** `POST /v1/enterprises/{ref}/visits`: somebody went there (走访). */
export const NewEnterpriseVisit = z.strictObject({
  /** made by the client, once per visit: sent again it is the same visit */
  key: z.string().regex(/^[A-Za-z0-9._:-]{8,100}$/, '8 to 100 letters, digits, dots, dashes, underscores and colons'),
  day: Day,
  /** whose visit it was; without one it is the bureau's */
  hall: Code.optional(),
  /** who went there */
  who: freeText(200).min(1),
  found: freeText(2000).min(1),
  /** by when somebody is to be there again (定期联络) */
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
  /** by when somebody is to be there again; null: nothing was agreed */
  nextBy: Day.nullable(),
  /** who entered it, and when */
  by: z.string(),
  at: Instant,
});
export type EnterpriseVisit = z.infer<typeof EnterpriseVisit>;

export const Enterprise = z.object({
  enterpriseRef: z.string(),
  /** liaison officer (一企一警) */
  officerId: z.string().nullable(),
  officerName: z.string().nullable(),
  /** needs, as the list of matters counts them */
  needs: z.int(),
  open: z.int(),
  overdue: z.int(),
  /** of those that the caller may see */
  visits: z.int(),
  lastVisit: EnterpriseVisit.nullable(),
  /** the regular contact that is due next: as the last visit agreed it; null where none did */
  nextBy: Day.nullable(),
});
export type Enterprise = z.infer<typeof Enterprise>;
/** `GET /v1/enterprises`: those with overdue and open needs first, then those whose next contact is due first, then those visited longest ago. */
export const Enterprises = z.object({ total: z.int(), items: z.array(Enterprise) });
export type Enterprises = z.infer<typeof Enterprises>;
