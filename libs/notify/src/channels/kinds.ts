import { KIND_SHAPES, SmsSettings, type ChannelKind } from '@cockpit/contracts';
import type { Limits } from '../limits/limits';
import { robotHash } from '../settings/address';
import { APP_LIMITS, App } from './app';
import { BrowserPush } from './browser-push';
import { Poster } from './post';
import type { Channel } from './channel';
import { DINGTALK_LIMITS, dingtalk } from './dingtalk';
import { dingtalkApp } from './dingtalk-app';
import { feishuApp } from './feishu-app';
import { FEISHU_LIMITS, feishu } from './feishu';
import { InApp } from './in-app';
import { Robot } from './robot';
import { SmsHttp, withSealedHeaders } from './sms-http';
import { Smtp } from './smtp';
import { WECOM_LIMITS, wecom } from './wecom';
import { WECOM_APP_LIMITS, WecomApp } from './wecom-app';
import { WECOM_BOT_LIMITS, WecomBot } from './wecom-bot';
import { Webhook } from './webhook';

/** A channel as it is kept: what may be shown, and what opens it. */
export interface KeptChannel {
  readonly kind: ChannelKind;
  readonly settings: unknown;
  readonly secrets: unknown;
  readonly allowPrivateHost: boolean;
}

export type OpenChannel = (kept: KeptChannel) => Channel;

const LIMITS: Readonly<Partial<Record<ChannelKind, Limits>>> = {
  'dingtalk-robot': DINGTALK_LIMITS,
  'wecom-robot': WECOM_LIMITS,
  'feishu-robot': FEISHU_LIMITS,
  'feishu-app': APP_LIMITS,
  'dingtalk-app': APP_LIMITS,
  'wecom-bot': WECOM_BOT_LIMITS,
  'wecom-app': WECOM_APP_LIMITS,
};

/** The limit of a kind; known before its secrets are opened. */
export const limitsOf = (kind: ChannelKind): Limits | null => LIMITS[kind] ?? null;

/** @throws {ZodError} when what is kept is not what this version can send by */
export function openChannel({ kind, settings, secrets, allowPrivateHost }: KeptChannel): Channel {
  const shapes = KIND_SHAPES;
  const poster = (): Poster => new Poster(allowPrivateHost);
  switch (kind) {
    case 'dingtalk-robot':
      return new Robot(dingtalk(shapes[kind].secrets.parse(secrets)), poster());
    case 'wecom-robot':
      return new Robot(wecom(shapes[kind].secrets.parse(secrets)), poster());
    case 'feishu-robot':
      return new Robot(feishu(shapes[kind].secrets.parse(secrets)), poster());
    case 'feishu-app':
      return new App(
        feishuApp({ ...shapes[kind].settings.parse(settings), ...shapes[kind].secrets.parse(secrets) }),
        poster(),
      );
    case 'dingtalk-app':
      return new App(
        dingtalkApp({ ...shapes[kind].settings.parse(settings), ...shapes[kind].secrets.parse(secrets) }),
        poster(),
      );
    case 'wecom-bot':
      return new WecomBot(shapes[kind].settings.parse(settings), robotHash({ kind, settings, secrets }));
    case 'wecom-app':
      return new WecomApp(
        { ...shapes[kind].settings.parse(settings), ...shapes[kind].secrets.parse(secrets) },
        poster(),
      );
    case 'smtp':
      return new Smtp({
        ...shapes[kind].settings.parse(settings),
        ...shapes[kind].secrets.parse(secrets),
        allowPrivateHost,
      });
    case 'sms-http':
      return new SmsHttp(
        // kept before headers that open something were refused there, they are sent all the same
        withSealedHeaders(SmsSettings.parse(settings), shapes[kind].secrets.parse(secrets)),
        poster(),
      );
    case 'webhook':
      return new Webhook(
        { ...shapes[kind].settings.parse(settings), ...shapes[kind].secrets.parse(secrets) },
        poster(),
      );
    case 'browser-push':
      return new BrowserPush(
        { ...shapes[kind].settings.parse(settings), ...shapes[kind].secrets.parse(secrets) },
        poster(),
      );
    case 'in-app':
      return new InApp();
  }
}
