import { z } from 'zod';
import { CARDS, CountedDay, MatterCard } from './cards';
import { MATTER_STEPS, MatterActKind } from './acts';
import { CASE_CHANNELS, EXCLUSION_REASONS, MATTER_KINDS, MATTER_NATURES } from './events/kinds';
import { ItemDoc } from './organisation';
import { Id, Instant } from './primitives';
import { Message } from './words';

export const MatterKind = z.enum(MATTER_KINDS);
export type MatterKind = z.infer<typeof MatterKind>;
/** Order of a list of matters: last reported, first due, or by code. */
export const MATTER_ORDERS = ['newest', 'due', 'remaining', 'case', 'item', 'unit', 'stage'] as const;
export type MatterOrder = (typeof MATTER_ORDERS)[number];

export const MatterFaultDoc = z.object({
  kind: z.string(),
  at: Instant,
  identity: z.string().nullable(),
  reason: z.string(),
  /** the reason as data */
  words: Message.optional(),
});
export type MatterFaultDoc = z.infer<typeof MatterFaultDoc>;

/** A bad rating (差评) and where it was given, as far as its ticket is known. */
export const MatterRating = z.object({
  stars: z.int(),
  tags: z.array(z.string()),
  /** its text with masked numbers of persons; null without one */
  comment: z.string().nullable().optional(),
  ticketId: z.string().nullable(),
  windowId: z.string().nullable(),
  /** number on the window's sign; null if the organisation does not have the window */
  windowNumber: z.string().nullable().optional(),
  /** found mistaken or malicious, so it does not count */
  excluded: z.boolean(),
});
export type MatterRating = z.infer<typeof MatterRating>;

/** `GET /v1/matters/rating-tags`: number of counting bad ratings by tag, most frequent first. */
export const RatingTags = z.object({ items: z.array(z.object({ tag: z.string(), count: z.int() })) });
export type RatingTags = z.infer<typeof RatingTags>;

/** A row of the list. Times of matters without a clock are null. */
export const MatterSummary = z.object({
  id: Id,
  caseId: z.string(),
  source: z.string(),
  /** of matters entered in this product */
  title: z.string().nullable(),
  kind: MatterKind,
  item: z.string().nullable(),
  hall: z.string().nullable(),
  unit: z.string().nullable(),
  officerId: z.string().nullable(),
  stage: z.string().nullable(),
  acceptedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  /** in the days of its limit; null without a clock */
  elapsedDays: z.number().nullable(),
  remainingDays: z.number().nullable(),
  card: z.enum(CARDS),
  overdue: z.boolean(),
  provisional: z.boolean(),
  paused: z.boolean(),
  unattended: z.boolean(),
  /** card of its present stage; `none` if the catalogue allows that stage no fixed time */
  stageCard: z.enum(CARDS),
  stageDueAt: Instant.nullable(),
  packageId: z.string().nullable(),
  parentId: z.string().nullable(),
  /** probability of missing its due time; null if closed, overdue or without a model */
  predictedOverdue: z.number().nullable(),
  faults: z.array(z.string()),
  /** the organisation's name of the item; null without one */
  itemName: z.string().nullable().optional(),
  /** name of `officerId`; null for an unknown officer */
  officerName: z.string().nullable().optional(),
  /** null for other kinds of matters */
  rating: MatterRating.nullable(),
  /** what the author or caller wants, if known */
  nature: z.enum(MATTER_NATURES).nullable().optional(),
  /** kind of the days above, for a matter with a running clock; limits in hours are also given as days */
  limitUnit: ItemDoc.shape.limitUnit.unwrap().nullable().optional(),
});
export type MatterSummary = z.infer<typeof MatterSummary>;

/** All figures of a clock with their basis. */
export const MatterClock = MatterSummary.extend({
  /** the instant of the reading: hall time, or the end of the matter */
  at: Instant,
  /** start of the clock: acceptance, or the last reopening; null without a clock */
  runsFrom: Instant.nullable(),
  yellowAt: Instant.nullable(),
  limit: z
    .object({
      amount: z.number(),
      unit: z.string(),
      from: z.string(),
      statutory: z.number().nullable(),
      extensionDays: z.number(),
    })
    .nullable(),
  /** units of the limit; the days below sum to `elapsed` */
  elapsed: z.number().nullable(),
  remaining: z.number().nullable(),
  days: z.array(CountedDay),
  pauses: z.array(
    z.object({
      from: Instant,
      to: Instant.nullable(),
      reason: z.string(),
      /** the organisation's name of the reason; null without one */
      reasonName: z.string().nullable().optional(),
    }),
  ),
  extensions: z.array(z.object({ at: Instant, days: z.number(), approvedBy: z.string() })),
  calendar: z.object({ revision: z.int(), timeZone: z.string(), shifts: z.array(z.string()) }),
  cardRule: z.object({ yellowShare: z.number(), shareOnlyUpToDays: z.number() }),
  /** clocks of first contact and answer, if the table of default clocks has them */
  phases: z.array(
    z.object({
      phase: z.enum(['contact', 'answer']),
      days: z.int(),
      dueAt: Instant,
      doneAt: Instant.nullable(),
      overdue: z.boolean(),
    }),
  ),
  /** a due time set by the source, in working days; null for other clocks */
  workingDays: z.object({ limit: z.number(), elapsed: z.number(), remaining: z.number() }).nullable(),
  changes: z.array(
    z.object({ at: Instant, cause: z.string(), from: Instant.nullable(), to: Instant.nullable(), revision: z.int() }),
  ),
  faultDetails: z.array(MatterFaultDoc),
});
export type MatterClock = z.infer<typeof MatterClock>;

/** A stay in a stage with its own clock, in working days; no clock without `allowedDays`. */
export const MatterStage = z.object({
  code: z.string(),
  name: z.string(),
  enteredAt: Instant,
  leftAt: Instant.nullable(),
  unit: z.string().nullable(),
  officerId: z.string().nullable(),
  allowedDays: z.number().nullable(),
  dueAt: Instant.nullable(),
  yellowAt: Instant.nullable(),
  elapsed: z.number().nullable(),
  remaining: z.number().nullable(),
  card: z.enum(CARDS),
  overdue: z.boolean(),
  provisional: z.boolean(),
});
export type MatterStage = z.infer<typeof MatterStage>;

/** Parts of a package (一件事), and the savings by handling them together. */
export const MatterPackage = z.object({
  /** null for a bundle of requests (随心办), which no catalogue has */ code: z.string().nullable(),
  /** null if the catalogue does not have it */ name: z.string().nullable(),
  parts: z.array(
    z.object({
      id: Id,
      caseId: z.string(),
      item: z.string().nullable(),
      unit: z.string().nullable(),
      stage: z.string().nullable(),
      acceptedAt: Instant.nullable(),
      dueAt: Instant.nullable(),
      closedAt: Instant.nullable(),
      paused: z.boolean(),
      overdue: z.boolean(),
    }),
  ),
  /** items of the catalogue without an arrived part */
  missingItems: z.array(z.string()),
  separately: z.object({ steps: z.int(), trips: z.int() }).nullable(),
  together: z.object({ steps: z.int(), trips: z.int() }).nullable(),
  saved: z.object({ steps: z.int(), trips: z.int() }).nullable(),
});
export type MatterPackage = z.infer<typeof MatterPackage>;

const MatterActDoc = z.object({
  by: z.string(),
  text: z.string().nullable(),
  mentions: z.array(z.string()),
  files: z.array(z.object({ id: z.string(), label: z.string(), mime: z.string(), bytes: z.int() })),
});
export type MatterActDoc = z.infer<typeof MatterActDoc>;

/** A matter with its path through units, officers and stages. */
export const MatterDetail = MatterSummary.extend({
  channel: z.enum(CASE_CHANNELS).nullable(),
  acceptingHall: z.string().nullable(),
  /** null for an unknown hall, or one with no matters visible to the reader */
  acceptingHallName: z.string().nullable().optional(),
  halls: z.array(z.string()),
  applicantType: z.string().nullable(),
  enterpriseRef: z.string().nullable(),
  ticketId: z.string().nullable(),
  result: z.string().nullable(),
  /** the organisation's name of the result; null without one */
  resultName: z.string().nullable().optional(),
  deliveredAt: Instant.nullable(),
  reopened: z.int(),
  supplements: z.int(),
  path: z.array(
    z.object({
      at: Instant,
      what: z.string(),
      unit: z.string().nullable(),
      officerId: z.string().nullable(),
      /** for acts on our own pages: actor and text */
      act: MatterActDoc.nullable(),
    }),
  ),
  /** names of the officers in its path, stages and cards, if known */
  officers: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  /** step of its handling */
  step: z.enum(MATTER_STEPS),
  /** revision of its present history; acts name the revision that the actor saw */
  revision: z.string(),
  /** acts that the caller may do now */
  may: z.array(MatterActKind),
  /** how often somebody urged it */
  urged: z.int(),
  verifiedAt: Instant.nullable(),
  struckOffAt: Instant.nullable(),
  /** for a rating that does not count: when and why it was excluded */
  excluded: z.object({ at: Instant, reason: z.enum(EXCLUSION_REASONS) }).nullable(),
  /** subject, for matters entered in this product */
  about: z
    .object({
      title: z.string(),
      text: z.string().nullable(),
      area: z.string().nullable(),
      /** inspection round and check list line of a finding */
      round: z.object({ id: z.string(), line: z.string() }).nullable(),
    })
    .nullable(),
  stages: z.array(MatterStage),
  /** for the parent of a package, else null */
  package: MatterPackage.nullable(),
  /** all its cards, oldest first */
  cards: z.array(MatterCard),
  faultDetails: z.array(MatterFaultDoc),
});
export type MatterDetail = z.infer<typeof MatterDetail>;
