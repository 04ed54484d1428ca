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

/** One of the kinds, told by its name. */
function oneOf<Options extends z.core.$ZodTypeDiscriminable>(options: readonly Options[]) {
  const [first, ...others] = options;
  if (first === undefined) throw new Error('there is no kind of channel');
  return z.discriminatedUnion('kind', [first, ...others]);
}

export const NewChannel = oneOf(DECLARED.map(({ wanted }) => wanted(CHANNEL_COMMON)));
export type NewChannel = z.infer<typeof NewChannel>;

export const ChannelChange = oneOf(DECLARED.map(({ changed }) => changed(CHANNEL_COMMON)));
export type ChannelChange = z.infer<typeof ChannelChange>;

export const ChannelRecord = z.object({
  ...CHANNEL_COMMON,
  id: z.uuid(),
  kind: ChannelKind,
  settings: z.record(z.string(), z.unknown()),
  /** where it goes, without what opens it */
  address: z.string(),
  /** names of the secrets that are kept */
  secrets: z.array(z.string()),
  createdAt: Instant,
  updatedAt: Instant,
  /** how it does: what waits, what was given up, when something arrived last, what went wrong since */
  waiting: z.int(),
  dead: z.int(),
  deliveredAt: Instant.nullable(),
  error: z.string().nullable(),
  /** the same as a sentence, where it is one of the usual faults of a network */
  fault: Message.optional(),
  /** no message before then: its limit is reached, or it has refused us */
  restsUntil: Instant.nullable(),
});
export type ChannelRecord = z.infer<typeof ChannelRecord>;

/** What was answered when a message was sent by hand to try the channel. */
export const ChannelTest = z.object({
  delivered: z.boolean(),
  receipt: z.string().nullable(),
  error: freeText(1000).nullable(),
  /** as that of a channel */
  fault: Message.optional(),
  ms: z.int(),
});
export type ChannelTest = z.infer<typeof ChannelTest>;
