import { createHash } from 'node:crypto';
import type { ChannelKind, PersonAddresses } from '@cockpit/contracts';
import type { z } from 'zod';
import type { Limits } from '../limits/limits';
import type { Channel, Mention } from './channel';
import { Poster } from './post';

/** The stored data of a channel: visible settings and secrets. */
export interface Kept<Settings = unknown, Secrets = unknown> {
  readonly settings: Settings;
  readonly secrets: Secrets;
}

/** Properties of a kind of channel that do not depend on its settings. */
interface Traits {
  /** null: no limit */
  readonly limits: Limits | null;
  /** `group`: people read every line together; `program`: gets every change; `each`: single readers */
  readonly readBy: 'group' | 'program' | 'each';
  /** earlier messages are updated instead of followed by new ones */
  readonly changes?: boolean;
  /** several items may go as one message */
  readonly joins?: boolean;
  /** builds a mention; absent if the channel has none */
  readonly mention?: (addresses: PersonAddresses) => Mention;
  /** secrets that are generated with the channel */
  readonly ownSecrets?: () => object;
}

/** The behaviour of one kind of channel. */
interface Behaviour<Settings, Secrets> extends Traits {
  /** the destination for lists: distinguishable, but not enough to post with */
  readonly address: (kept: Kept<Settings, Secrets>) => string;
  /** whether the channel has recipients of its own; otherwise only addressed messages go out. Default: true */
  readonly hasStanding?: (kept: Kept<Settings, Secrets>) => boolean;
  /** identity of the robot behind the address; channels of one robot share a limit. Absent without such a limit */
  readonly robot?: (kept: Kept<Settings, Secrets>) => string;
  readonly open: (kept: Kept<Settings, Secrets>, more: Opening) => Channel;
}

interface Opening {
  readonly poster: () => Poster;
  readonly allowPrivateHost: boolean;
  /** hash as in `Sender.robot` */
  readonly robot: string | null;
}

/** Behaviour on stored data, which is validated on each use. @throws {ZodError} if this version cannot use it */
export interface Sender extends Traits {
  address(kept: Kept): string;
  hasStanding(kept: Kept): boolean;
  /** hash of the robot's identity */
  robot(kept: Kept): string | null;
  open(kept: Kept & { readonly allowPrivateHost: boolean }): Channel;
}

interface Declared<Settings, Secrets> {
  readonly kind: ChannelKind;
  readonly settings: z.ZodType<Settings>;
  readonly secrets: z.ZodType<Secrets>;
}

/** @param declared the kind from `libs/contracts/src/channel-kinds` */
export function sender<Settings, Secrets>(
  { kind, settings, secrets }: Declared<Settings, Secrets>,
  { address, hasStanding, robot, open, ...traits }: Behaviour<Settings, Secrets>,
): Sender {
  const read = (kept: Kept): Kept<Settings, Secrets> => ({
    settings: settings.parse(kept.settings),
    secrets: secrets.parse(kept.secrets),
  });
  const robotOf = (kept: Kept<Settings, Secrets>): string | null =>
    robot === undefined
      ? null
      : createHash('sha256')
          .update(`${kind} ${robot(kept)}`)
          .digest('hex');
  return {
    ...traits,
    address: (kept) => address(read(kept)),
    hasStanding: (kept) => hasStanding?.(read(kept)) ?? true,
    robot: (kept) => robotOf(read(kept)),
    open: ({ allowPrivateHost, ...kept }) => {
      const parsed = read(kept);
      return open(parsed, { allowPrivateHost, poster: () => new Poster(allowPrivateHost), robot: robotOf(parsed) });
    },
  };
}
