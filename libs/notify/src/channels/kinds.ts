import { KIND_SHAPES, type ChannelKind } from '@cockpit/contracts';
import type { Limits } from '../limits/limits';
import { Poster } from '../net/post';
import type { Channel } from './channel';
import { InApp } from './in-app';
import { Webhook } from './webhook';

/** A channel as it is kept: what may be shown, and what opens it. */
export interface KeptChannel {
  readonly kind: ChannelKind;
  readonly settings: unknown;
  readonly secrets: unknown;
  readonly allowPrivateHost: boolean;
}

export type OpenChannel = (kept: KeptChannel) => Channel;

/** The limit of a kind; known before its secrets are opened. */
export const limitsOf = (_kind: ChannelKind): Limits | null => null;

/** @throws {ZodError} when what is kept is not what this version can send by */
export function openChannel({ kind, settings, secrets, allowPrivateHost }: KeptChannel): Channel {
  switch (kind) {
    case 'webhook': {
      const { url } = KIND_SHAPES.webhook.settings.parse(settings);
      return new Webhook({ url, ...KIND_SHAPES.webhook.secrets.parse(secrets) }, new Poster(allowPrivateHost));
    }
    case 'in-app':
      return new InApp();
    default:
      throw new Error(`there is no way yet to send by ${kind}`);
  }
}
