import { z } from 'zod';
import { BranchDoc, BureauDoc, HallDoc, OfficerDoc, PART_KINDS, RosterDoc, TravelTimeDoc } from './organisation';
import { Code, Day, Instant } from './primitives';
import { freeText } from './privacy';

/** What is set up hall by hall: the hall with its pieces, who works there and when, and how far other places are. */
export const HallParts = z.object({
  /** null: there is no such hall */
  hall: HallDoc.nullable(),
  officers: z.array(OfficerDoc),
  rosters: z.array(RosterDoc),
  /** from it and to it, one direction each */
  travelTimes: z.array(TravelTimeDoc),
});
export type HallParts = z.infer<typeof HallParts>;

/** One change of the organisation that had to do with a hall. */
export const PartVersion = z.object({
  version: z.int(),
  by: z.string(),
  at: Instant,
  validFrom: Day,
  /** null: nobody was asked, as of a file that was imported */
  reason: z.string().nullable(),
});
export type PartVersion = z.infer<typeof PartVersion>;

/** `GET /v1/halls/{hall}/setup`: the hall as it was last said to be, and who said so. */
export const HallSetup = HallParts.extend({
  code: Code,
  /** the version of the organisation that last changed anything of it; 0: none ever did */
  revision: z.int().min(0),
  /** the hall day it is there */
  today: Day,
  /** latest first, the last twenty */
  versions: z.array(PartVersion),
  /** as it was before its last change; null while there was none */
  previous: HallParts.nullable(),
});
export type HallSetup = z.infer<typeof HallSetup>;

/**
 * `PUT /v1/halls/{hall}/setup`. `revision` is that of the setup it was made from. The lists are told as they came, since all their
 * faults are told at once, each with its path in this body (`hall.windows.0.queues.1`).
 */
export const HallChange = z.strictObject({
  revision: z.int().min(0),
  reason: freeText(500).min(1),
  /** the hall as it is to be; null ends it */
  hall: z.unknown(),
  /** all its officers, and those who move to another hall with that hall; absent: as they are. Who is missing leaves the organisation */
  officers: z.array(z.unknown()).optional(),
  /** all its rosters; absent: as they are, but for those of windows and officers that end */
  rosters: z.array(z.unknown()).optional(),
  /** all travel times from it and to it; absent: as they are. One that is missing is not known any more */
  travelTimes: z.array(z.unknown()).optional(),
  /** branches that it adds, or gives another name */
  branches: z.array(BranchDoc).max(200).optional(),
  /** with the first hall of all */
  bureau: BureauDoc.optional(),
});
export type HallChange = z.infer<typeof HallChange>;

const yes = z
  .enum(['true', 'false'])
  .default('false')
  .transform((said) => said === 'true');
export const HallChangeQuery = z.object({
  /** first hall day on which it holds; absent = the day it is in the hall */
  from: Day.optional(),
  /** only tell what would change */
  check: yes,
  /** also where people wait in what is removed, or are being served */
  anyway: yes,
});

const PartBody = z.record(z.string(), z.unknown()).nullable();
/** One part with how it was and how it will be. */
export const PartDifference = z.object({
  kind: z.enum(PART_KINDS),
  key: z.string(),
  change: z.enum(['added', 'changed', 'removed']),
  before: PartBody,
  after: PartBody,
});
export type PartDifference = z.infer<typeof PartDifference>;

/** What is removed while somebody is there: how many wait in a queue, or are being served at a window. */
export const InUse = z.object({ kind: z.enum(['queue', 'window']), code: z.string(), people: z.int() });
export type InUse = z.infer<typeof InUse>;

/** Answer of `PUT /v1/halls/{hall}/setup`: what it changed, or with `check=true` would change. */
export const HallChanged = z.object({
  /** the hall's revision now; a check leaves it as it is */
  revision: z.int(),
  validFrom: Day,
  changes: z.array(PartDifference),
  inUse: z.array(InUse),
});
export type HallChanged = z.infer<typeof HallChanged>;
