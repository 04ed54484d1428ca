import { z } from 'zod';
import { Code, Id, Instant, Severity } from '../primitives';
import { Message } from '../words';
import { ChannelKind } from './channels';

/** What is told: as data, so that every channel says it in its own language and length. */
export const Notice = z.object({
  /** `held`: somebody sees to it · `back`: nobody does any more, or somebody else is to */
  phase: z.enum(['open', 'held', 'back', 'end', 'test']),
  level: Severity,
  hall: Code.nullable(),
  /** the sentence; its words are in the catalogue */
  about: Message,
  /** hall time */
  firedAt: Instant,
  endedAt: Instant.nullable(),
  /** page of the cockpit that shows it, from its root */
  path: z.string().startsWith('/').max(300).nullable(),
  /** it comes and goes, for the so-manieth time within an hour: it is told once more when it is quiet */
  flapping: z.int().optional(),
  /** a file that goes with it where the channel can carry one */
  attachment: z.object({ id: z.uuid(), name: z.string().max(200) }).optional(),
  /** who has it now, and why it is they */
  holder: z.object({ why: Message, people: z.array(z.string()) }).optional(),
});
export type Notice = z.infer<typeof Notice>;

/** Somebody is to see to it. */
export const isOpenNotice = ({ phase }: Pick<Notice, 'phase'>): boolean => phase === 'open' || phase === 'back';

/**
 * `queued` · `sent`: handed to the channel, no receipt yet · `delivered`: the channel has confirmed it · `acknowledged` · `failed`: it will be
 * tried again · `dead`: given up, can be sent again by hand · `withdrawn`: what it tells was over before it was sent.
 */
export const NOTIFICATION_STATES = [
  'queued',
  'sent',
  'delivered',
  'acknowledged',
  'failed',
  'dead',
  'withdrawn',
] as const;
export const NotificationState = z.enum(NOTIFICATION_STATES);
export type NotificationState = z.infer<typeof NotificationState>;

export const Notification = z.object({
  id: z.string(),
  /** what it is about, as `warning/ID` */
  subject: z.string(),
  phase: Notice.shape.phase,
  channel: z.uuid(),
  channelName: z.string(),
  kind: ChannelKind,
  recipient: z.string(),
  hall: Code.nullable(),
  level: Severity,
  state: NotificationState,
  attempts: z.int(),
  firedAt: Instant,
  createdAt: Instant,
  deliveredAt: Instant.nullable(),
  nextAt: Instant.nullable(),
  receipt: z.string().nullable(),
  error: z.string().nullable(),
  /** the same as a sentence, where it is one of the usual faults of a network */
  fault: Message.optional(),
  /** the sentence, in Chinese and as data */
  text: z.string(),
  words: Message,
});
export type Notification = z.infer<typeof Notification>;

export const NotificationQuery = z.object({
  warning: Id.optional(),
  state: NotificationState.optional(),
  channel: z.uuid().optional(),
  hall: Code.optional(),
});
export type NotificationQuery = z.infer<typeof NotificationQuery>;
