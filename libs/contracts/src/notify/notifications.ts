import { z } from 'zod';
import { Code, Id, Instant, Severity } from '../primitives';
import { Message } from '../words';
import { ChannelKind } from './channels';

/** Content of a notification as data, so that each channel can use its own language and length. */
export const Notice = z.object({
  /** `held`: somebody has taken it · `back`: nobody has it any more, or somebody else should take it */
  phase: z.enum(['open', 'held', 'back', 'end', 'test']),
  level: Severity,
  hall: Code.nullable(),
  /** the sentence; its texts are in the catalogue */
  about: Message,
  /** hall time */
  firedAt: Instant,
  endedAt: Instant.nullable(),
  /** path of the cockpit's page about it */
  path: z.string().startsWith('/').max(300).nullable(),
  /** number of firings within the hour, for a flapping warning; the next message follows when it is quiet */
  flapping: z.int().optional(),
  /** an attachment, for channels that can send one */
  attachment: z.object({ id: z.uuid(), name: z.string().max(200) }).optional(),
  /** who has it now, and why */
  holder: z.object({ why: Message, people: z.array(z.string()) }).optional(),
});
export type Notice = z.infer<typeof Notice>;

/** Whether somebody should act on it. */
export const isOpenNotice = ({ phase }: Pick<Notice, 'phase'>): boolean => phase === 'open' || phase === 'back';

/**
 * `queued` · `sent`: given to the channel, without receipt · `delivered`: confirmed by the channel · `acknowledged` · `failed`: will be
 * retried · `dead`: abandoned, can be sent again by hand · `withdrawn`: its subject ended before it was sent.
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
  /** its subject, as `warning/ID` */
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
  /** the same as a text, for usual network errors */
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
