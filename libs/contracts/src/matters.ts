import { z } from 'zod';
import { CASE_CHANNELS, MATTER_KINDS } from './events/data';
import { Id, Instant } from './primitives';

export const MatterKind = z.enum(MATTER_KINDS);
export type MatterKind = z.infer<typeof MatterKind>;
export const CARDS = ['none', 'yellow', 'red'] as const;

export const MatterFaultDoc = z.object({ kind: z.string(), at: Instant, identity: z.string().nullable(), reason: z.string() });

/** One line of the list. Times of matters that have no clock are null: nothing is made up. */
export const MatterSummary = z.object({
  id: Id, caseId: z.string(), source: z.string(), kind: MatterKind, item: z.string().nullable(), hall: z.string().nullable(), unit: z.string().nullable(), officerId: z.string().nullable(),
  stage: z.string().nullable(), acceptedAt: Instant.nullable(), dueAt: Instant.nullable(), closedAt: Instant.nullable(),
  /** of the limit's own kind of days; null without a clock */
  elapsedDays: z.number().nullable(), remainingDays: z.number().nullable(),
  card: z.enum(CARDS), overdue: z.boolean(), provisional: z.boolean(), paused: z.boolean(), unattended: z.boolean(),
  /** probability that it misses its due time; null when closed, overdue or never learned about */
  predictedOverdue: z.number().nullable(),
  faults: z.array(z.string()),
});
export type MatterSummary = z.infer<typeof MatterSummary>;

/** Every figure of a clock with what it comes from. */
export const MatterClock = MatterSummary.extend({
  /** the instant the clock was read at: hall time, or the end of the matter */
  at: Instant,
  yellowAt: Instant.nullable(),
  limit: z.object({ amount: z.number(), unit: z.string(), from: z.string(), statutory: z.number().nullable(), extensionDays: z.number() }).nullable(),
  /** units of the limit; the days below sum to `elapsed` */
  elapsed: z.number().nullable(), remaining: z.number().nullable(),
  days: z.array(z.object({ date: z.string(), counted: z.number(), why: z.string() })),
  pauses: z.array(z.object({ from: Instant, to: Instant.nullable(), reason: z.string() })),
  extensions: z.array(z.object({ at: Instant, days: z.number(), approvedBy: z.string() })),
  calendar: z.object({ revision: z.int(), timeZone: z.string(), shifts: z.array(z.string()) }),
  cardRule: z.object({ yellowShare: z.number(), shareOnlyUpToDays: z.number() }),
  changes: z.array(z.object({ at: Instant, cause: z.string(), from: Instant.nullable(), to: Instant.nullable(), revision: z.int() })),
  faultDetails: z.array(MatterFaultDoc),
});
export type MatterClock = z.infer<typeof MatterClock>;

/** A matter with its path through units, officers and stages. */
export const MatterDetail = MatterSummary.extend({
  channel: z.enum(CASE_CHANNELS).nullable(), acceptingHall: z.string().nullable(), halls: z.array(z.string()), applicantType: z.string().nullable(), enterpriseRef: z.string().nullable(),
  packageId: z.string().nullable(), parentId: z.string().nullable(), ticketId: z.string().nullable(), result: z.string().nullable(), deliveredAt: Instant.nullable(), reopened: z.int(), supplements: z.int(),
  path: z.array(z.object({ at: Instant, what: z.string(), unit: z.string().nullable(), officerId: z.string().nullable() })),
  faultDetails: z.array(MatterFaultDoc),
});
export type MatterDetail = z.infer<typeof MatterDetail>;

export const CARD_KINDS = ['yellow', 'red', 'unattended'] as const;
export const CARD_STATES = ['issued', 'acknowledged', 'explained', 'withdrawn', 'over'] as const;

/** A yellow or red card, or word of an unattended matter, addressed to one officer, else to the unit. */
export const MatterCard = z.object({
  id: Id, matterId: Id, caseId: z.string(), source: z.string(), kind: z.enum(CARD_KINDS), state: z.enum(CARD_STATES),
  /** the instant of the clock it stands for */
  reading: Instant, issuedAt: Instant, hall: z.string().nullable(), unit: z.string().nullable(), officerId: z.string().nullable(), note: z.string().nullable(),
  handledBy: z.string().nullable(), handledAt: Instant.nullable(),
  steps: z.array(z.object({ at: Instant, from: z.string(), to: z.string(), actor: z.string(), note: z.string().nullable() })).optional(),
});
export type MatterCard = z.infer<typeof MatterCard>;
