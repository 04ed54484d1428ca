import { z } from 'zod';
import { MatterKind } from './matters';
import { Id, Instant } from './primitives';

/** A visitor who has taken a ticket, has not left, and has open matters under the same pseudonym; the person stays unknown. */
export const VisitorMatters = z.object({
  hall: z.string(),
  ticketId: z.string(),
  number: z.string().nullable(),
  queue: z.string(),
  state: z.enum(['waiting', 'called', 'serving']),
  windowId: z.string().nullable(),
  since: Instant,
  open: z.int(),
  /** overdue, without those that wait for a supplement */
  overdue: z.int(),
  /** due by the end of tomorrow, hall days */
  dueSoon: z.int(),
  /** waiting for papers that this visitor may have brought */
  supplements: z.int(),
  nextDueAt: Instant.nullable(),
  /** those that the caller may open, by due time */
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

/** `GET /v1/me/visitor`: the visitor called or in service at the calling officer's window. */
export const MyVisitor = z.object({ visitor: VisitorMatters.nullable() });
export type MyVisitor = z.infer<typeof MyVisitor>;

/** `POST /v1/matters/in-hall`: which of these open matters have their applicant in a hall now. */
export const InHallAsked = z.strictObject({ ids: z.array(Id).min(1).max(200) });
export type InHallAsked = z.infer<typeof InHallAsked>;
export const ApplicantsInHall = z.object({
  items: z.array(
    z.object({ id: Id, hall: z.string(), hallName: z.string(), since: Instant, state: VisitorMatters.shape.state }),
  ),
});
export type ApplicantsInHall = z.infer<typeof ApplicantsInHall>;
