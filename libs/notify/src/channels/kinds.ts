import { CHANNEL_KINDS, type ChannelKind, KINDS, bytesOf, cutToBytes } from '@cockpit/contracts';
import type { Limits } from '../limits/limits';
import { browserPushSender } from './browser-push';
import { type Channel, type Outcome, type Outgoing, refused } from './channel';
import { dingtalkSender } from './dingtalk';
import { dingtalkAppSender } from './dingtalk-app';
import { feishuSender } from './feishu';
import { feishuAppSender } from './feishu-app';
import { type Kept, type Sender, sender } from './sender';
import { smsHttpSender } from './sms-http';
import { smtpSender } from './smtp';
import { webhookSender } from './webhook';
import { wecomAppSender } from './wecom-app';
import { wecomBotSender } from './wecom-bot';
import { compose, markdown, plainText } from './compose';
import { errcodeOf, receiptOf } from './errcode';
import { mentionedIn } from './mentioned';
import { robotSender, type RobotKind } from './robot';

/** limit of the content, bytes of UTF-8 */
const STYLE = markdown(4_096);
const TEXT = plainText(2_048);
const WECOM_LIMITS: Limits = { windows: [{ count: 20, ms: 60_000 }], bytes: 4_096 };

const TOO_FAST = new Set([45_009, 45_033]);
const BUSY = new Set([-1, 50_001]);

/** A group robot of WeCom. Anyone with the address can post, because it has no signature. */
export function wecom({ url }: { url: string }): RobotKind {
  return {
    limits: WECOM_LIMITS,
    style: STYLE,
    request: (outgoing) => ({ url, body: bodyOf(outgoing) }),
    read,
  };
}

/** Mentions by id work in markdown. Mentions by phone need plain text, which holds one item only. */
function bodyOf(outgoing: Outgoing): object {
  const { userIds, phones } = mentionedIn(outgoing);
  if (phones.length > 0 && userIds.length === 0 && outgoing.items.length === 1) {
    const content = cutToBytes(compose(outgoing, TEXT), TEXT.bytes);
    return { msgtype: 'text', text: { content, mentioned_mobile_list: phones } };
  }
  const content = compose(outgoing, STYLE);
  const mentions = userIds.map((id) => `<@${id}>`).join(' ');
  const whole = `${content}\n\n${mentions}`;
  // the text is more important than the mentions
  const fits = mentions !== '' && bytesOf(whole) <= STYLE.bytes;
  return { msgtype: 'markdown', markdown: { content: fits ? whole : content } };
}

function read(body: unknown): Outcome | null {
  const answer = errcodeOf(body);
  if (answer === null) return null;
  const { errcode, errmsg, detail } = answer;
  if (errcode === 0) return receiptOf(errmsg);
  if (TOO_FAST.has(errcode)) return refused('limited', detail, { afterMs: 60_000 });
  return BUSY.has(errcode) ? refused('unreachable', detail) : refused('rejected', detail);
}

const wecomSender = robotSender(KINDS['wecom-robot'], {
  limits: WECOM_LIMITS,
  make: wecom,
  mention: ({ wecom: userId, phone }) => (userId === undefined ? { phone } : { userId }),
});

/** Sends nothing: the list of notifications shows the message. */
class InApp implements Channel {
  readonly limits = null;

  fit(): number {
    return 1;
  }

  send(_outgoing: Outgoing, idempotencyKey: string): Promise<Outcome> {
    return Promise.resolve({ delivered: true, receipt: idempotencyKey });
  }
}

const inAppSender = sender(KINDS['in-app'], {
  limits: null,
  readBy: 'each',
  address: () => 'cockpit',
  open: () => new InApp(),
});

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
