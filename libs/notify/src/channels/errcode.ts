import { z } from 'zod';
import type { Receipt } from './channel';

const Answer = z.object({ errcode: z.number(), errmsg: z.string().optional() });

/**
 * Parses the answer of DingTalk and WeCom, whatever the HTTP status; errcode 0 is success. Null if it has another
 * format.
 */
export function errcodeOf(body: unknown): { errcode: number; errmsg: string; detail: string } | null {
  const answer = Answer.safeParse(body);
  if (!answer.success) return null;
  const { errcode, errmsg = '' } = answer.data;
  return { errcode, errmsg, detail: `${String(errcode)} ${errmsg}`.trim() };
}

/** Robots return no message id, so their success text is the receipt. */
export const receiptOf = (words: string): Receipt => ({ delivered: true, receipt: words === '' ? 'ok' : words });
