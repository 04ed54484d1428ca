import { z } from 'zod';
import { CARDS, CountedDay, MatterCard } from './cards';
import { MATTER_STEPS, MatterActKind } from './acts';
import { CASE_CHANNELS, EXCLUSION_REASONS, MATTER_KINDS, MATTER_NATURES } from './events/kinds';
import { ItemDoc } from './organisation';
import { Id, Instant } from './primitives';
import { Message } from './words';

export const MatterKind = z.enum(MATTER_KINDS);
export type MatterKind = z.infer<typeof MatterKind>;
/** What a list of matters is ordered by: reported last, falling due first, or by code. */
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

/** What a bad rating (差评) says, and where it was earned, as far as its ticket is known. */
export const MatterRating = z.object({
  stars: z.int(),
  tags: z.array(z.string()),
  /** what they wrote, numbers of persons masked; null where they wrote nothing */
  comment: z.string().nullable().optional(),
  ticketId: z.string().nullable(),
  windowId: z.string().nullable(),
  /** what stands on that window; null where the organisation does not have it */
  windowNumber: z.string().nullable().optional(),
  /** found mistaken or malicious: it counts nowhere */
  excluded: z.boolean(),
});
export type MatterRating = z.infer<typeof MatterRating>;

/** `GET /v1/matters/rating-tags`: how often each tag was given with a bad rating that counts, most often first. */
export const RatingTags = z.object({ items: z.array(z.object({ tag: z.string(), count: z.int() })) });
export type RatingTags = z.infer<typeof RatingTags>;

/** One line of the list. Times of matters that have no clock are null: nothing is made up. */
export const MatterSummary = z.object({
  id: Id,
  caseId: z.string(),
  source: z.string(),
  /** of what was entered here */
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
  /** of the limit's own kind of days; null without a clock */
  elapsedDays: z.number().nullable(),
  remainingDays: z.number().nullable(),
  card: z.enum(CARDS),
  overdue: z.boolean(),
  provisional: z.boolean(),
  paused: z.boolean(),
  unattended: z.boolean(),
  /** of the stage it is in; `none` where the catalogue allows that stage no certain time */
  stageCard: z.enum(CARDS),
  stageDueAt: Instant.nullable(),
  packageId: z.string().nullable(),
  parentId: z.string().nullable(),
  /** probability that it misses its due time; null when closed, overdue or never learned about */
  predictedOverdue: z.number().nullable(),
  faults: z.array(z.string()),
  /** what the organisation calls the item; null where it has no word for it */
  itemName: z.string().nullable().optional(),
  /** of `officerId`; null where the organisation does not know that officer (any more) */
  officerName: z.string().nullable().optional(),
  /** null for any other kind of matter */
  rating: MatterRating.nullable(),
  /** what whoever wrote or called wants, where that was said */
  nature: z.enum(MATTER_NATURES).nullable().optional(),
  /** kind of the days above, of a matter whose clock runs; hours are told as days of their kind, too */
  limitUnit: ItemDoc.shape.limitUnit.unwrap().nullable().optional(),
});
export type MatterSummary = z.infer<typeof MatterSummary>;

/** Every figure of a clock with what it comes from. */
export const MatterClock = MatterSummary.extend({
  /** the instant the clock was read at: hall time, or the end of the matter */
  at: Instant,
  /** what the clock runs from: acceptance, or the last reopening; null without a clock */
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
      /** what the organisation calls the reason; null where it has no word for it */
      reasonName: z.string().nullable().optional(),
    }),
  ),
  extensions: z.array(z.object({ at: Instant, days: z.number(), approvedBy: z.string() })),
  calendar: z.object({ revision: z.int(), timeZone: z.string(), shifts: z.array(z.string()) }),
  cardRule: z.object({ yellowShare: z.number(), shareOnlyUpToDays: z.number() }),
  /** first contact and answer with clocks of their own, where the table of default clocks has them */
  phases: z.array(
    z.object({
      phase: z.enum(['contact', 'answer']),
      days: z.int(),
      dueAt: Instant,
      doneAt: Instant.nullable(),
      overdue: z.boolean(),
    }),
  ),
  /** a due time that the source set, in working days; null for any other clock */
  workingDays: z.object({ limit: z.number(), elapsed: z.number(), remaining: z.number() }).nullable(),
  changes: z.array(
    z.object({ at: Instant, cause: z.string(), from: Instant.nullable(), to: Instant.nullable(), revision: z.int() }),
  ),
  faultDetails: z.array(MatterFaultDoc),
});
export type MatterClock = z.infer<typeof MatterClock>;

/** One stay in a stage with its own clock, in working days; without `allowedDays` it has none. */
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

/** What a package (一件事) is made of, and what being one saves. */
export const MatterPackage = z.object({
  /** null: a bundle of what somebody asked for together (随心办), which no catalogue has */ code: z
    .string()
    .nullable(),
  /** null where the catalogue does not have it */ name: z.string().nullable(),
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
  /** items of the catalogue of which no part has arrived */
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
  /** null where the organisation does not know that hall; a reader may have none of its matters in sight */
  acceptingHallName: z.string().nullable().optional(),
  halls: z.array(z.string()),
  applicantType: z.string().nullable(),
  enterpriseRef: z.string().nullable(),
  ticketId: z.string().nullable(),
  result: z.string().nullable(),
  /** what the organisation calls the result; null where it has no word for it */
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
      /** of what was done at our pages: who, and what they said */
      act: MatterActDoc.nullable(),
    }),
  ),
  /** whoever its path, stages and cards name by id, as the organisation calls them; not those it does not know */
  officers: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  /** how far people have come with it */
  step: z.enum(MATTER_STEPS),
  /** of its history as it is known now; whoever acts names the one they saw */
  revision: z.string(),
  /** what the caller may do to it now */
  may: z.array(MatterActKind),
  /** how often it was urged */
  urged: z.int(),
  verifiedAt: Instant.nullable(),
  struckOffAt: Instant.nullable(),
  /** of a rating that does not count: when that was found, and why */
  excluded: z.object({ at: Instant, reason: z.enum(EXCLUSION_REASONS) }).nullable(),
  /** what it is about, where it was entered here */
  about: z
    .object({
      title: z.string(),
      text: z.string().nullable(),
      area: z.string().nullable(),
      /** the inspection round it was found in, and the line of its check list */
      round: z.object({ id: z.string(), line: z.string() }).nullable(),
    })
    .nullable(),
  stages: z.array(MatterStage),
  /** of the parent of a package, else null */
  package: MatterPackage.nullable(),
  /** every card it ever had, oldest first */
  cards: z.array(MatterCard),
  faultDetails: z.array(MatterFaultDoc),
});
export type MatterDetail = z.infer<typeof MatterDetail>;
