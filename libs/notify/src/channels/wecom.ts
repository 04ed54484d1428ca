import type { Limits } from '../limits/limits';
import { compose, markdown } from './compose';
import { refused, type Outcome } from './channel';
import { errcodeOf, receiptOf } from './errcode';
import type { RobotKind } from './robot';

/** of the content, in bytes of UTF-8 */
const STYLE = markdown(4_096);
export const WECOM_LIMITS: Limits = { windows: [{ count: 20, ms: 60_000 }], bytes: 4_096 };

const TOO_FAST = new Set([45_009, 45_033]);
const BUSY = new Set([-1, 50_001]);

/** A group robot of WeCom. Who knows the address may post: it has no signature. */
export function wecom({ url }: { url: string }): RobotKind {
  return {
    limits: WECOM_LIMITS,
    style: STYLE,
    request: (outgoing) => ({ url, body: { msgtype: 'markdown', markdown: { content: compose(outgoing, STYLE) } } }),
    read,
  };
}

function read(told: unknown): Outcome | null {
  const answer = errcodeOf(told);
  if (answer === null) return null;
  const { errcode, errmsg, detail } = answer;
  if (errcode === 0) return receiptOf(errmsg);
  if (TOO_FAST.has(errcode)) return refused('limited', detail, { afterMs: 60_000 });
  return BUSY.has(errcode) ? refused('unreachable', detail) : refused('rejected', detail);
}
