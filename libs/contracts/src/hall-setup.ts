import { z } from 'zod';
import { BranchDoc, BureauDoc, HallDoc, OfficerDoc, PART_KINDS, RosterDoc, TravelTimeDoc } from './organisation';
import { Code, Day, Instant } from './primitives';
import { freeText } from './privacy';

/** Settings of a hall: its parts, officers, rosters and travel times. */
export const HallParts = z.object({
  /** null if the hall does not exist */
  hall: HallDoc.nullable(),
  officers: z.array(OfficerDoc),
  rosters: z.array(RosterDoc),
  /** from it and to it, one direction each */
  travelTimes: z.array(TravelTimeDoc),
});
export type HallParts = z.infer<typeof HallParts>;

/** A change of the organisation that affected a hall. */
export const PartVersion = z.object({
  version: z.int(),
  by: z.string(),
  at: Instant,
  validFrom: Day,
  /** null without a reason, e.g. for an imported file */
  reason: z.string().nullable(),
});
export type PartVersion = z.infer<typeof PartVersion>;

/** `GET /v1/halls/{hall}/setup`: the latest settings of the hall, with their author. */
export const HallSetup = HallParts.extend({
  code: Code,
  /** latest organisation version that changed it; 0 without one */
  revision: z.int().min(0),
  /** its present hall day */
  today: Day,
  /** latest first, the last twenty */
  versions: z.array(PartVersion),
  /** the settings before the last change; null without one */
  previous: HallParts.nullable(),
});
export type HallSetup = z.infer<typeof HallSetup>;

/**
 * `PUT /v1/halls/{hall}/setup`. `revision` is the revision that was edited. The lists are unparsed, so that all errors are reported at once
 * with their path in this body (`hall.windows.0.queues.1`).
 */
export const HallChange = z.strictObject({
  revision: z.int().min(0),
  reason: freeText(500).min(1),
  /** the new settings of the hall; null ends it */
  hall: z.unknown(),
  /** all its officers, including those who move to another hall; absent means unchanged. Missing officers leave the organisation */
  officers: z.array(z.unknown()).optional(),
  /** all its rosters; absent means unchanged, without those of ended windows and officers */
  rosters: z.array(z.unknown()).optional(),
  /** all travel times from it and to it; absent means unchanged. Missing ones are removed */
  travelTimes: z.array(z.unknown()).optional(),
  /** new or renamed branches */
  branches: z.array(BranchDoc).max(200).optional(),
  /** with the first hall of all */
  bureau: BureauDoc.optional(),
});
export type HallChange = z.infer<typeof HallChange>;

const Flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
export const HallChangeQuery = z.object({
  /** first hall day in force; by default the hall's present day */
  from: Day.optional(),
  /** only report the changes */
  check: Flag,
  /** also if people are waiting or in service at a removed part */
  anyway: Flag,
});

const PartBody = z.record(z.string(), z.unknown()).nullable();
/** A changed part before and after. */
export const PartDifference = z.object({
  kind: z.enum(PART_KINDS),
  key: z.string(),
  change: z.enum(['added', 'changed', 'removed']),
  before: PartBody,
  after: PartBody,
});
export type PartDifference = z.infer<typeof PartDifference>;

/** A removed part in use: the number of people waiting in a queue or in service at a window. */
export const InUse = z.object({ kind: z.enum(['queue', 'window']), code: z.string(), people: z.int() });
export type InUse = z.infer<typeof InUse>;

/** Answer of `PUT /v1/halls/{hall}/setup`: changes that were made, or with `check=true` would be made. */
export const HallChanged = z.object({
  /** the hall's revision now; unchanged by a check */
  revision: z.int(),
  validFrom: Day,
  changes: z.array(PartDifference),
  inUse: z.array(InUse),
});
export type HallChanged = z.infer<typeof HallChanged>;
