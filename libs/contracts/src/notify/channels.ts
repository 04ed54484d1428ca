import { z } from 'zod';
import { freeText } from '../privacy';
import { Instant } from '../primitives';
import { Message } from '../words';
import { KINDS } from '../channel-kinds';
import { CHANNEL_COMMON } from '../channel-kinds/common';

const DECLARED = Object.values(KINDS);
export const CHANNEL_KINDS = DECLARED.map(({ kind }) => kind);
export const ChannelKind = z.enum(CHANNEL_KINDS);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** A union of the kinds, discriminated by name. */
function oneOf<Options extends z.core.$ZodTypeDiscriminable>(options: readonly Options[]) {
  const [first, ...others] = options;
  if (first === undefined) throw new Error('there is no kind of channel');
  return z.discriminatedUnion('kind', [first, ...others]);
}

export const NewChannel = oneOf(DECLARED.map(({ newChannel }) => newChannel(CHANNEL_COMMON)));
export type NewChannel = z.infer<typeof NewChannel>;

export const ChannelChange = oneOf(DECLARED.map(({ changed }) => changed(CHANNEL_COMMON)));
export type ChannelChange = z.infer<typeof ChannelChange>;

export const ChannelRecord = z.object({
  ...CHANNEL_COMMON,
  id: z.uuid(),
  kind: ChannelKind,
  settings: z.record(z.string(), z.unknown()),
  /** its destination without secrets */
  address: z.string(),
  /** names of the stored secrets */
  secrets: z.array(z.string()),
  createdAt: Instant,
  updatedAt: Instant,
  /** status: waiting and abandoned messages, the last delivery, and the error since */
  waiting: z.int(),
  dead: z.int(),
  deliveredAt: Instant.nullable(),
  error: z.string().nullable(),
  /** the same as a text, for usual network errors */
  fault: Message.optional(),
  /** no message before this time: its rate limit is reached, or it rejected us */
  restsUntil: Instant.nullable(),
});
export type ChannelRecord = z.infer<typeof ChannelRecord>;

/** Result of a test message sent by hand. */
export const ChannelTest = z.object({
  delivered: z.boolean(),
  receipt: z.string().nullable(),
  error: freeText(1000).nullable(),
  /** as for a channel */
  fault: Message.optional(),
  ms: z.int(),
});
export type ChannelTest = z.infer<typeof ChannelTest>;
