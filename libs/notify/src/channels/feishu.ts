import { createHmac } from 'node:crypto';
import { textOf } from '@cockpit/contracts';
import { z } from 'zod';
import type { Limits } from '../limits/limits';
import { compose, headline, plainText } from './compose';
import { refused, type Outcome, type Outgoing } from './channel';
import { receiptOf } from './errcode';
import type { RobotKind } from './robot';

/** the whole request may have 20 KB */
const STYLE = plainText(18_500);
export const FEISHU_LIMITS: Limits = {
  windows: [
    { count: 100, ms: 60_000 },
    { count: 5, ms: 1_000 },
  ],
  bytes: 20_000,
};

/** older answers call it StatusCode */
const Answer = z.object({
  code: z.number().optional(),
  StatusCode: z.number().optional(),
  msg: z.string().optional(),
  StatusMessage: z.string().optional(),
});
/** at full and half hours everybody's robots speak at once, and Feishu says 11232 to some of them */
const TOO_MANY: Readonly<Record<number, number>> = { 11_232: 2_000, 99_991_400: 5_000 };
const BAD_SIGNATURE = 19_021;

/** A group robot of Feishu. Its posts hold plain text and links, so nothing in a name is markup. */
export function feishu({ url, sign }: { url: string; sign?: string | undefined }): RobotKind {
  return {
    limits: FEISHU_LIMITS,
    style: STYLE,
    request: (outgoing, now) => ({ url, body: { ...signature(sign, now), msg_type: 'post', content: post(outgoing) } }),
    read,
  };
}

function signature(sign: string | undefined, now: number): object {
  if (sign === undefined) return {};
  const timestamp = String(Math.floor(now / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${sign}`).update('').digest('base64') };
}

function post(outgoing: Outgoing): object {
  const { items, language } = outgoing;
  const link = items.find((item) => item.link !== null)?.link ?? null;
  const text = compose({ ...outgoing, items: items.map((item) => ({ ...item, link: null })) }, STYLE);
  const [, ...lines] = text.split('\n\n');
  const content: object[][] = lines.map((line) => [{ tag: 'text', text: line }]);
  if (link !== null) content.push([{ tag: 'a', text: textOf('notice.open', {}, language), href: link }]);
  return { post: { [language === 'en' ? 'en_us' : 'zh_cn']: { title: headline(outgoing), content } } };
}

function read(told: unknown): Outcome | 'bad-signature' | null {
  const answer = Answer.safeParse(told);
  const code = answer.data?.code ?? answer.data?.StatusCode;
  if (code === undefined) return null;
  const words = answer.data?.msg ?? answer.data?.StatusMessage ?? '';
  const detail = `${String(code)} ${words}`.trim();
  if (code === 0) return receiptOf(words);
  const afterMs = TOO_MANY[code];
  if (afterMs !== undefined) return refused('limited', detail, { afterMs });
  return code === BAD_SIGNATURE ? 'bad-signature' : refused('rejected', detail);
}
