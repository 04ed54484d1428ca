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

/** A stored channel. */
export interface KeptChannel extends Kept {
  readonly kind: ChannelKind;
  readonly allowPrivateHost: boolean;
}
export type OpenChannel = (kept: KeptChannel) => Channel;

/** @throws {ZodError} if this version cannot use the stored settings */
export const openChannel: OpenChannel = ({ kind, ...kept }) => SENDERS[kind].open(kept);

/** The limits of a kind, without opening its secrets. */
export const limitsOf = (kind: ChannelKind): Limits | null => SENDERS[kind].limits;

export const kindsThat = (test: (sender: Sender) => boolean): readonly ChannelKind[] =>
  CHANNEL_KINDS.filter((kind) => test(SENDERS[kind]));
/** Kinds whose messages are updated instead of repeated. */
export const CARDS = kindsThat(({ changes = false }) => changes);
