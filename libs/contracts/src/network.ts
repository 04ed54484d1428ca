import { z } from 'zod';
import { BureauTime } from './bureau-clock';
import { FeedState, LiveHall } from './live';
import { TIERS } from './organisation';
import { Instant, Level } from './primitives';
import { Message } from './words';

/** Summary of a hall: its wall without queues and windows. */
export const NetworkPulse = z.object({
  /** the hall's current time, and the wall time of this summary */
  now: Instant,
  at: Instant,
  open: z.boolean(),
  /** state of its most recent feed; `never` without any event */
  feed: FeedState,
  ageSec: z.number().nullable(),
  /** hall time of the last event of any of its feeds */
  lastEventAt: Instant.nullable().optional(),
  /** level of the worst queue; `unknown` for a silent hall or one without queues */
  level: Level,
  waiting: z.int(),
  longestWaitSec: z.number().nullable(),
  issued: z.int(),
  served: z.int(),
  openWindows: z.int(),
  windows: z.int(),
  /** the longest of its queues' one wait figures (`predictedP50Sec`), which decides the level; null if unknown */
  waitSec: z.number().nullable().default(null),
  warnings: z.object({ yellow: z.int(), red: z.int() }),
  /** prompts that wait for an answer */
  prompts: z.int(),
});
export type NetworkPulse = z.infer<typeof NetworkPulse>;

/** Totals of a place with everything below it. Silent halls (`halls` − `heard`) count only in the warnings, which last until they end. */
export const NetworkSum = z.object({
  /** places with windows, and how many of them have a live feed */
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
  /** the place above it; null if that is the bureau or outside the caller's scope */
  parent: z.string().nullable(),
  simulated: z.boolean(),
  timeZone: z.string(),
  location: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  /** has windows or queues, and therefore a wall */
  served: z.boolean(),
  terminals: z.int(),
  /** null if it is not monitored */
  pulse: NetworkPulse.nullable(),
  /** null without places below it */
  sum: NetworkSum.nullable(),
});
export type NetworkNode = z.infer<typeof NetworkNode>;

/** `GET /v1/network`: bureau, halls and extension points for the map. Twins are copies of a hall and are left out. */
export const Network = z.object({
  at: Instant,
  bureau: z.object({ code: z.string(), name: z.string() }),
  sum: NetworkSum,
  /** straight-line distance of a quarter of an hour, from the organisation's travel times; null or absent with too few of them */
  reachKm: z.number().nullable().optional(),
  nodes: z.array(NetworkNode),
});
export type Network = z.infer<typeof Network>;

/** Maximum number of halls on the bureau's wall, which is read from three metres. */
export const NETWORK_WALL_HALLS = 8;
/** Maximum number of red warnings, the latest first. */
export const NETWORK_WALL_RED = 20;
/** State of a hall for a command centre, the worst first; `silent`: open, but without events. */
export const HALL_TROUBLES = ['red', 'yellow', 'silent', 'calm', 'closed'] as const;
export const HallTrouble = z.enum(HALL_TROUBLES);
export type HallTrouble = z.infer<typeof HallTrouble>;

/** A red warning without an answer. */
export const NetworkRed = z.object({
  id: z.string(),
  hall: z.string(),
  /** of the hall */
  name: z.string(),
  message: z.string(),
  words: Message.optional(),
});
export type NetworkRed = z.infer<typeof NetworkRed>;

/** `GET /v1/network/wall`: halls of the caller's scope by state, for the wall of a command centre. Twins do not count. */
export const NetworkWall = z.object({
  at: Instant,
  /** place of the wall: the one place above all halls in scope, or the bureau; `hall` null for the bureau */
  place: z.object({ hall: z.string().nullable(), name: z.string() }),
  /** time in the halls; a demonstration has its own time */
  clock: BureauTime,
  sum: NetworkSum,
  /** number of halls by state */
  counts: z.record(HallTrouble, z.int()),
  /** the worst of them, at most `NETWORK_WALL_HALLS` */
  halls: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      trouble: HallTrouble,
      pulse: NetworkPulse.nullable(),
      /** content of its own wall, without officers, forecasts and past prompts; null if it is calm, closed, or without events */
      live: LiveHall.nullable(),
    }),
  ),
  /** names of the items of their prompts */
  items: z.record(z.string(), z.string()),
  /** in all halls, the latest first */
  red: z.array(NetworkRed),
});
export type NetworkWall = z.infer<typeof NetworkWall>;
