import { createHash } from 'node:crypto';
import type { ChannelKind, PersonAddresses } from '@cockpit/contracts';
import type { z } from 'zod';
import type { Limits } from '../limits/limits';
import type { Channel, Mention } from './channel';
import { Poster } from './post';

/** What a channel is kept with: what may be shown, and what opens it. */
export interface Kept<Settings = unknown, Secrets = unknown> {
  readonly settings: Settings;
  readonly secrets: Secrets;
}

/** How a kind of channel is used, known before one of it is opened. */
interface Traits {
  /** null: as fast as it goes */
  readonly limits: Limits | null;
  /** a group, which reads every line of it; a program, which is told every change; or each by themselves */
  readonly readBy: 'group' | 'program' | 'each';
  /** what was told there is changed, instead of being followed by others */
  readonly changes?: boolean;
  /** what comes together may go as one message */
  readonly joins?: boolean;
  /** how it calls somebody's attention; left out: it cannot */
  readonly mention?: (addresses: PersonAddresses) => Mention;
  /** secrets that nobody need choose, made with the channel */
  readonly ownSecrets?: () => object;
}

/** What makes one kind of channel different from another. */
interface Sending<Settings, Secrets> extends Traits {
  /** where it goes, as lists show it: enough to tell two apart, too little to post with */
  readonly address: (kept: Kept<Settings, Secrets>) => string;
  /** whether somebody is told whatever comes; else only whom something is addressed to. Left out: somebody is */
  readonly hasStanding?: (kept: Kept<Settings, Secrets>) => boolean;
  /** the robot that its address belongs to, whatever is written around it: they share a limit. Left out: it has no limit of a robot */
  readonly robot?: (kept: Kept<Settings, Secrets>) => string;
  readonly open: (kept: Kept<Settings, Secrets>, more: Opening) => Channel;
}

interface Opening {
  readonly poster: () => Poster;
  readonly allowPrivateHost: boolean;
  /** as it is kept: see `Sender.robot` */
  readonly robot: string | null;
}

/** The same for what is kept, which is checked anew whenever it is read. @throws {ZodError} when this version cannot send by it */
export interface Sender extends Traits {
  address(kept: Kept): string;
  hasStanding(kept: Kept): boolean;
  /** as it is kept: nothing can be read from it */
  robot(kept: Kept): string | null;
  open(kept: Kept & { readonly allowPrivateHost: boolean }): Channel;
}

interface Declared<Settings, Secrets> {
  readonly kind: ChannelKind;
  readonly settings: z.ZodType<Settings>;
  readonly secrets: z.ZodType<Secrets>;
}

/** @param declared the kind as it stands in `libs/contracts/src/channel-kinds` */
export function sender<Settings, Secrets>(
  { kind, settings, secrets }: Declared<Settings, Secrets>,
  { address, hasStanding, robot, open, ...traits }: Sending<Settings, Secrets>,
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
      const known = read(kept);
      return open(known, { allowPrivateHost, poster: () => new Poster(allowPrivateHost), robot: robotOf(known) });
    },
  };
}
