import { z } from 'zod';
import { BureauTime } from './bureau-clock';
import { FeedState, LiveHall } from './live';
import { TIERS } from './organisation';
import { Instant, Level } from './primitives';
import { Message } from './words';

/** How a hall stands, in a line: what its wall shows, without its queues and windows. */
export const NetworkPulse = z.object({
  /** the hall's now, and when it was said, by the wall clock */
  now: Instant,
  at: Instant,
  open: z.boolean(),
  /** of the feed heard last; `never` where nothing was ever heard */
  feed: FeedState,
  ageSec: z.number().nullable(),
  /** hall time of the last event of any of its feeds */
  lastEventAt: Instant.nullable().optional(),
  /** the worst queue's; `unknown` when silent or when there is no queue */
  level: Level,
  waiting: z.int(),
  longestWaitSec: z.number().nullable(),
  issued: z.int(),
  served: z.int(),
  openWindows: z.int(),
  windows: z.int(),
  /** the longest of the one wait figures of its queues (`predictedP50Sec`): what the level is read from; null when none can be said */
  waitSec: z.number().nullable().default(null),
  warnings: z.object({ yellow: z.int(), red: z.int() }),
  /** prompts that wait for an answer */
  prompts: z.int(),
});
export type NetworkPulse = z.infer<typeof NetworkPulse>;

/** A place and everything beneath it. What is silent is in no sum but that of warnings, which hold until they have ended: `halls` less `heard` are silent. */
export const NetworkSum = z.object({
  /** places where people are served at windows, and how many of them are heard */
  halls: z.int(),
  heard: z.int(),
  waiting: z.int(),
  longestWaitSec: z.number().nullable(),
  waitSec: z.number().nullable(),
  issued: z.int(),
  served: z.int(),
  openWindows: z.int(),
  windows: z.int(),
  terminals: z.int(),
  level: Level,
  warnings: z.object({ yellow: z.int(), red: z.int() }),
});
export type NetworkSum = z.infer<typeof NetworkSum>;

export const NetworkNode = z.object({
  code: z.string(),
  name: z.string(),
  tier: z.enum(TIERS),
  /** the place above it; null when it stands directly under the bureau or that place is out of the caller's scope */
  parent: z.string().nullable(),
  simulated: z.boolean(),
  timeZone: z.string(),
  location: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  /** has windows or queues, so that there is a wall to look at */
  served: z.boolean(),
  terminals: z.int(),
  /** null while nothing watches it */
  pulse: NetworkPulse.nullable(),
  /** null where nothing stands beneath it */
  sum: NetworkSum.nullable(),
});
export type NetworkNode = z.infer<typeof NetworkNode>;

/** `GET /v1/network`: bureau, halls and extension points on one map. Twins are doubles of a hall, not places: they are left out. */
export const Network = z.object({
  at: Instant,
  bureau: z.object({ code: z.string(), name: z.string() }),
  sum: NetworkSum,
  /** as the crow flies in a quarter of an hour, at the pace of the organisation's own travel times; null or absent: it names too few */
  reachKm: z.number().nullable().optional(),
  nodes: z.array(NetworkNode),
});
export type Network = z.infer<typeof Network>;

/** How many halls the bureau's wall lists: what is read from three metres. */
export const NETWORK_WALL_HALLS = 8;
/** So many red warnings are told; of more the latest. */
export const NETWORK_WALL_RED = 20;
/** What a hall is to whoever watches all of them, the worst first; `silent`: open, and nothing is heard of it. */
export const HALL_TROUBLES = ['red', 'yellow', 'silent', 'calm', 'closed'] as const;
export const HallTrouble = z.enum(HALL_TROUBLES);
export type HallTrouble = z.infer<typeof HallTrouble>;

/** A red warning that nobody has answered yet. */
export const NetworkRed = z.object({
  id: z.string(),
  hall: z.string(),
  /** of the hall */
  name: z.string(),
  message: z.string(),
  words: Message.optional(),
});
export type NetworkRed = z.infer<typeof NetworkRed>;

/** `GET /v1/network/wall`: the halls of the caller's scope by trouble, for the wall of a command centre. Twins do not count. */
export const NetworkWall = z.object({
  at: Instant,
  /** what it is the wall of: the one place above all halls in scope, or the bureau; `hall` null for the bureau */
  place: z.object({ hall: z.string().nullable(), name: z.string() }),
  /** what time it is in the halls: in a demonstration they live in a time of their own */
  clock: BureauTime,
  sum: NetworkSum,
  /** how many halls are in each trouble */
  counts: z.record(HallTrouble, z.int()),
  /** the worst of them, at most `NETWORK_WALL_HALLS` */
  halls: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      trouble: HallTrouble,
      pulse: NetworkPulse.nullable(),
      /** what its own wall shows, without officers, forecasts and prompts that are over; null where it is calm, closed, or has not said anything */
      live: LiveHall.nullable(),
    }),
  ),
  /** names of the items that their prompts are of */
  items: z.record(z.string(), z.string()),
  /** in all halls, the latest first */
  red: z.array(NetworkRed),
});
export type NetworkWall = z.infer<typeof NetworkWall>;
