import { z } from 'zod';
import { freeText } from './privacy';
import { Cause } from './causes';
import { RejectionReason } from './events/envelope';
import { Id, Instant } from './primitives';

export const QUARANTINE_STATES = ['open', 'resubmitted', 'discarded'] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

export const QuarantinedEvent = z.object({
  id: z.string(),
  source: z.string(),
  reason: z.string(),
  path: z.string(),
  message: z.string(),
  eventId: z.string().nullable(),
  /** codes of `message`; null for rejections from before codes existed */
  causes: z.array(Cause).nullable(),
  hall: z.string().nullable(),
  receivedAt: Instant,
  correlationId: z.string(),
  /** as sent, or as corrected since; masked; null if it could not be read */
  body: z.unknown(),
  resubmittedAt: Instant.nullable(),
  editedAt: Instant.nullable(),
  editedBy: z.string().nullable(),
  discardedAt: Instant.nullable(),
  discardedBy: z.string().nullable(),
  discardReason: z.string().nullable(),
  /** number of rejected retries */
  attempts: z.int(),
});
export type QuarantinedEvent = z.infer<typeof QuarantinedEvent>;

export const QuarantineSummary = z.object({
  total: z.int(),
  open: z.int(),
  resubmitted: z.int(),
  discarded: z.int(),
  items: z.array(
    z.object({
      source: z.string(),
      reason: z.string(),
      total: z.int(),
      open: z.int(),
      firstAt: Instant,
      lastAt: Instant,
    }),
  ),
  retention: z.object({ days: z.int(), lastSweepAt: Instant.nullable(), lastDeleted: z.int().nullable() }),
});
export type QuarantineSummary = z.infer<typeof QuarantineSummary>;

/** Selection of open ones; at least one condition is required, so that an empty request does not select all. */
export const QuarantineSelection = z
  .strictObject({
    source: z.string().max(64).optional(),
    reason: RejectionReason.optional(),
    hall: Id.optional(),
    correlationId: z.string().max(64).optional(),
    from: Instant.optional(),
    to: Instant.optional(),
  })
  .refine((filter) => Object.values(filter).some((value) => value !== undefined), 'at least one condition');
export type QuarantineSelection = z.infer<typeof QuarantineSelection>;

/** The corrected event; ingestion validates it, not this schema. */
export const MendedBody = z.strictObject({ body: z.record(z.string(), z.unknown()) });
export const DiscardOne = z.strictObject({ reason: freeText(500).min(1) });
export const DiscardMany = DiscardOne.extend({ filter: QuarantineSelection });
export const ResubmitMany = z.strictObject({
  filter: QuarantineSelection,
  limit: z.int().min(1).max(5000).default(1000),
});

export const ResubmitAnswer = z.object({
  tried: z.int(),
  accepted: z.int(),
  /** the first hundred rejected again */
  rejected: z.array(z.object({ id: z.string(), reason: z.string(), message: z.string(), causes: z.array(Cause) })),
  rejectedTotal: z.int(),
  /** open ones of this selection not tried yet */
  left: z.int(),
});
export type ResubmitAnswer = z.infer<typeof ResubmitAnswer>;
