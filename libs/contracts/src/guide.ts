import { z } from 'zod';
import { Code, Id, Instant, Level } from './primitives';
import { Prompt } from './prompts';

export const GUIDE_CHANNELS = ['self-service', 'mobile'] as const;
export const GuideChannel = z.enum(GUIDE_CHANNELS);
export type GuideChannel = z.infer<typeof GuideChannel>;

/** How long a guide may take "guided" back, seconds of the wall clock. */
export const GUIDED_UNDO_SEC = 30;

/** Somebody in line whose item needs no window: a ticket number, never a name. */
export const GuidePerson = z.object({
  ticketId: Id,
  number: z.string(),
  queue: z.string(),
  item: z.string(),
  itemName: z.string(),
  channels: z.array(GuideChannel).min(1),
  /** where the item is done on a phone, to be scanned; absent: the catalogue does not say */
  mobileUrl: z.string().optional(),
  waitedSec: z.number(),
  /** predicted seconds until the call; null when it cannot be said */
  leftSec: z.number().nullable(),
  /** about to be called: leading this one away gains nothing */
  soon: z.boolean(),
  /** the guide prompt in force that asks for this item */
  promptId: z.string().nullable(),
});
export type GuidePerson = z.infer<typeof GuidePerson>;

export const TERMINAL_STATES = ['up', 'fault', 'silent', 'never'] as const;
export const GuideTerminal = z.object({
  id: Id,
  name: z.string(),
  state: z.enum(TERMINAL_STATES),
  items: z.array(z.string()),
  allDay: z.boolean(),
  /** latest sign of life and latest use that ended, hall time */
  heardAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
});
export type GuideTerminal = z.infer<typeof GuideTerminal>;

/** Another hall that serves one of our queues' branches: the way there and the wait there, never only one of them. */
export const GuideHall = z.object({
  code: Code,
  name: z.string(),
  queue: z.string(),
  travelMin: z.number(),
  /** predicted wait of a newcomer, seconds; null when it cannot be said */
  waitThereSec: z.number().nullable(),
  waitHereSec: z.number().nullable(),
  waitingThere: z.int().nullable(),
  open: z.boolean(),
  closesAt: Instant.nullable(),
  /** its feed is heard: its numbers may be believed */
  heard: z.boolean(),
});
export type GuideHall = z.infer<typeof GuideHall>;

/** `id` is made by the asking device: asking again with it changes nothing. */
export const GuideAway = z.strictObject({ id: z.uuid(), ticketId: Id, to: GuideChannel });
export type GuideAway = z.infer<typeof GuideAway>;

export const Guided = z.object({
  id: z.uuid(),
  hall: Code,
  ticketId: Id,
  number: z.string(),
  queue: z.string(),
  to: GuideChannel,
  /** hall time */
  at: Instant,
  by: z.string(),
  undone: z.boolean(),
  /** seconds of the wall clock left to take it back */
  undoSec: z.number(),
});
export type Guided = z.infer<typeof Guided>;

/** What a ticketing system needs to know of it, so that nobody who has gone is called; by whose word is no business of it. */
export const LedAway = Guided.omit({ by: true, undoSec: true });
export type LedAway = z.infer<typeof LedAway>;

/** What a guide needs in one look; `GET /v1/halls/{hall}/guide`. */
export const GuideView = z.object({
  hall: Code,
  name: z.string(),
  timeZone: z.string(),
  open: z.boolean(),
  openWindows: z.int(),
  /** the hall's now, and when this was made by the wall clock */
  now: Instant,
  at: Instant,
  /** nobody who tells of tickets has been heard for long: the lists below may no longer be so */
  silent: z.boolean(),
  lastEventAt: Instant.nullable(),
  queues: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      waiting: z.int(),
      longestWaitSec: z.number().nullable(),
      predictedP50Sec: z.number().nullable(),
      level: Level,
      /** those of it who are worth leading away, also those not listed; without those about to be called */
      fitting: z.int(),
    }),
  ),
  /** guide and other-hall prompts that are open or in force */
  prompts: z.array(Prompt),
  people: z.array(GuidePerson),
  /** waiting people, those that are worth leading away, and those of whom no item is known */
  waiting: z.int(),
  fitting: z.int(),
  unknownItem: z.int(),
  terminals: z.array(GuideTerminal),
  halls: z.array(GuideHall),
  guidedToday: z.int(),
  guided: z.array(Guided),
});
export type GuideView = z.infer<typeof GuideView>;
