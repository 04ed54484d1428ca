import { z } from 'zod';
import { MatterKind } from './matters';
import { Id, Instant } from './primitives';

/** Somebody who took a ticket, has not left, and has matters open under the same pseudonym. Nothing here says who it is. */
export const VisitorMatters = z.object({
  hall: z.string(),
  ticketId: z.string(),
  number: z.string().nullable(),
  queue: z.string(),
  state: z.enum(['waiting', 'called', 'serving']),
  windowId: z.string().nullable(),
  since: Instant,
  open: z.int(),
  /** past their time; one that waits for a supplement is not */
  overdue: z.int(),
  /** due by the end of tomorrow, hall days */
  dueSoon: z.int(),
  /** waiting for papers that this visitor may have brought */
  supplements: z.int(),
  nextDueAt: Instant.nullable(),
  /** those of them that the caller may open, by due time */
  matters: z.array(
    z.object({
      id: Id,
      caseId: z.string(),
      kind: MatterKind,
      item: z.string().nullable(),
      dueAt: Instant.nullable(),
      awaitsSupplement: z.boolean(),
    }),
  ),
});
export type VisitorMatters = z.infer<typeof VisitorMatters>;

/** `GET /v1/me/visitor`: of whoever is called to, or served at, the window of the calling officer. */
export const MyVisitor = z.object({ visitor: VisitorMatters.nullable() });
export type MyVisitor = z.infer<typeof MyVisitor>;

/** `POST /v1/matters/in-hall`: of which of these open matters the applicant is in a hall now. */
export const InHallAsked = z.strictObject({ ids: z.array(Id).min(1).max(200) });
export type InHallAsked = z.infer<typeof InHallAsked>;
export const ApplicantsInHall = z.object({
  items: z.array(
    z.object({ id: Id, hall: z.string(), hallName: z.string(), since: Instant, state: VisitorMatters.shape.state }),
  ),
});
export type ApplicantsInHall = z.infer<typeof ApplicantsInHall>;
