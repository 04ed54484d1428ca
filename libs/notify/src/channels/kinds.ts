import { CHANNEL_KINDS, type ChannelKind } from '@cockpit/contracts';
import type { Limits } from '../limits/limits';
import { browserPushSender } from './browser-push';
import type { Channel } from './channel';
import { dingtalkSender } from './dingtalk';
import { dingtalkAppSender } from './dingtalk-app';
import { feishuSender } from './feishu';
import { feishuAppSender } from './feishu-app';
import { inAppSender } from './in-app';
import type { Kept, Sender } from './sender';
import { smsHttpSender } from './sms-http';
import { smtpSender } from './smtp';
import { webhookSender } from './webhook';
import { wecomSender } from './wecom';
import { wecomAppSender } from './wecom-app';
import { wecomBotSender } from './wecom-bot';

/** How each kind of channel sends. */
export const SENDERS: Readonly<Record<ChannelKind, Sender>> = {
  'dingtalk-robot': dingtalkSender,
  'wecom-robot': wecomSender,
  'feishu-robot': feishuSender,
  'feishu-app': feishuAppSender,
  'dingtalk-app': dingtalkAppSender,
  'wecom-bot': wecomBotSender,
  'wecom-app': wecomAppSender,
  smtp: smtpSender,
  'sms-http': smsHttpSender,
  webhook: webhookSender,
  'browser-push': browserPushSender,
  'in-app': inAppSender,
};

/** A channel as it is kept. */
export interface KeptChannel extends Kept {
  readonly kind: ChannelKind;
  readonly allowPrivateHost: boolean;
}
export type OpenChannel = (kept: KeptChannel) => Channel;

/** @throws {ZodError} when what is kept is not what this version can send by */
export const openChannel: OpenChannel = ({ kind, ...kept }) => SENDERS[kind].open(kept);

/** The limit of a kind; known before its secrets are opened. */
export const limitsOf = (kind: ChannelKind): Limits | null => SENDERS[kind].limits;

export const kindsThat = (are: (sender: Sender) => boolean): readonly ChannelKind[] =>
  CHANNEL_KINDS.filter((kind) => are(SENDERS[kind]));
/** What is shown once and can be changed. */
export const CARDS = kindsThat(({ changes = false }) => changes);
