import { createHmac } from 'node:crypto';
import { KINDS } from '@cockpit/contracts';
import type { Limits } from '../limits/limits';
import { compose, headline, markdown } from './compose';
import { refused, type Outcome } from './channel';
import { errcodeOf, receiptOf } from './errcode';
import { mentionedIn } from './mentioned';
import { robotSender, type RobotKind } from './robot';

const BLOCKED_MS = 10 * 60_000;
/** the whole request is limited to 20,000 bytes */
const STYLE = markdown(19_000);
const DINGTALK_LIMITS: Limits = { windows: [{ count: 20, ms: 60_000 }], bytes: 20_000 };

const TOO_FAST = new Set([130_101, 90_018, 88]);
const BUSY = new Set([-1]);
const SECURITY = 310_000;

/** A group robot of DingTalk, or of a compatible system on another host (浙政钉). */
export function dingtalk({ url, sign }: { url: string; sign?: string | undefined }): RobotKind {
  return {
    limits: DINGTALK_LIMITS,
    style: STYLE,
    request: (outgoing, now) => {
      const address = new URL(url);
      if (sign !== undefined) {
        address.searchParams.set('timestamp', String(now));
        const signed = createHmac('sha256', sign)
          .update(`${String(now)}\n${sign}`)
          .digest('base64');
        address.searchParams.set('sign', signed);
      }
      const { userIds, phones } = mentionedIn(outgoing);
      // DingTalk requires mentions in the text too; it masks the number of a person outside the group
      const mentions = [...userIds, ...phones].map((id) => `@${id}`).join(' ');
      const text = [compose(outgoing, STYLE), mentions].filter((part) => part !== '').join('\n\n');
      const at = mentions === '' ? {} : { at: { atUserIds: userIds, atMobiles: phones, isAtAll: false } };
      return { url: address.href, body: { msgtype: 'markdown', markdown: { title: headline(outgoing), text }, ...at } };
    },
    read,
  };
}

function read(body: unknown): Outcome | 'bad-signature' | null {
  const answer = errcodeOf(body);
  if (answer === null) return null;
  const { errcode, errmsg, detail } = answer;
  if (errcode === 0) return receiptOf(errmsg);
  if (TOO_FAST.has(errcode)) return refused('limited', detail, { afterMs: BLOCKED_MS });
  if (BUSY.has(errcode)) return refused('unreachable', detail);
  if (errcode === SECURITY && /sign|timestamp/i.test(errmsg)) return 'bad-signature';
  return refused('rejected', detail);
}

export const dingtalkSender = robotSender(KINDS['dingtalk-robot'], {
  limits: DINGTALK_LIMITS,
  make: dingtalk,
  mention: ({ dingtalk: userId, phone }) => (userId === undefined ? { phone } : { userId }),
});
