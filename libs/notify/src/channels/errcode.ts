import { z } from 'zod';
import type { Receipt } from './channel';

const Answer = z.object({ errcode: z.number(), errmsg: z.string().optional() });

/** What the robots of DingTalk and WeCom answer, whatever the status says; 0 is success. Null: it is no answer of theirs. */
export function errcodeOf(told: unknown): { errcode: number; errmsg: string; detail: string } | null {
  const answer = Answer.safeParse(told);
  if (!answer.success) return null;
  const { errcode, errmsg = '' } = answer.data;
  return { errcode, errmsg, detail: `${String(errcode)} ${errmsg}`.trim() };
}

/** Robots name no message: their word of success is all there is. */
export const receiptOf = (words: string): Receipt => ({ delivered: true, receipt: words === '' ? 'ok' : words });
