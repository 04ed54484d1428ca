import type { Limits } from '../limits/limits';
import { KINDS, bytesOf, cutToBytes } from '@cockpit/contracts';
import { compose, markdown, plainText } from './compose';
import { refused, type Outcome, type Outgoing } from './channel';
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

export const wecomSender = robotSender(KINDS['wecom-robot'], {
  limits: WECOM_LIMITS,
  make: wecom,
  mention: ({ wecom: userId, phone }) => (userId === undefined ? { phone } : { userId }),
});
