import { createHmac } from 'node:crypto';
import { KINDS } from '@cockpit/contracts';
import { z } from 'zod';
import type { Limits } from '../limits/limits';
import { compose, headline, plainText, type Style } from './compose';
import { refused, type Outcome, type Outgoing } from './channel';
import { receiptOf } from './errcode';
import { mentionedIn } from './mentioned';
import { robotSender, type RobotKind } from './robot';

/** the whole request is limited to 20 KB */
const STYLE: Style = {
  ...plainText(18_500),
  // control characters that no name contains, so that only our links become links
  link: (text, url) => `\u0001${text}\u0002${url}\u0003`,
  plain: (text) => text.replace(/[\s\u0001-\u0003]+/g, ' '),
};
const LINK = /\u0001([^\u0002]*)\u0002([^\u0003]*)\u0003/;
const FEISHU_LIMITS: Limits = {
  windows: [
    { count: 100, ms: 60_000 },
    { count: 5, ms: 1_000 },
  ],
  bytes: 20_000,
};

/** older answers use StatusCode */
const Answer = z.object({
  code: z.number().optional(),
  StatusCode: z.number().optional(),
  msg: z.string().optional(),
  StatusMessage: z.string().optional(),
});
/** at full and half hours many robots send at once, and Feishu answers some with 11232 */
const TOO_MANY: Readonly<Record<number, number>> = { 11_232: 2_000, 99_991_400: 5_000 };
const BAD_SIGNATURE = 19_021;

/** A group robot of Feishu. Its posts hold plain text and links, so names cannot contain markup. */
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
  const [, ...lines] = compose(outgoing, STYLE).split('\n\n');
  const content = lines.map((line) => partsOf(line));
  const mentions = mentionedIn(outgoing).userIds.map((id) => ({ tag: 'at', user_id: id }));
  if (mentions.length > 0) content.push(mentions);
  return { post: { [outgoing.language === 'en' ? 'en_us' : 'zh_cn']: { title: headline(outgoing), content } } };
}

/** Converts a line to Feishu elements: text and links. */
const partsOf = (line: string): object[] =>
  line.split(LINK).flatMap((part, i, all) => {
    if (i % 3 === 0) return part === '' ? [] : [{ tag: 'text', text: part }];
    return i % 3 === 1 ? [{ tag: 'a', text: part, href: all[i + 1] }] : [];
  });

function read(body: unknown): Outcome | 'bad-signature' | null {
  const answer = Answer.safeParse(body);
  const code = answer.data?.code ?? answer.data?.StatusCode;
  if (code === undefined) return null;
  const text = answer.data?.msg ?? answer.data?.StatusMessage ?? '';
  const detail = `${String(code)} ${text}`.trim();
  if (code === 0) return receiptOf(text);
  const afterMs = TOO_MANY[code];
  if (afterMs !== undefined) return refused('limited', detail, { afterMs });
  return code === BAD_SIGNATURE ? 'bad-signature' : refused('rejected', detail);
}

export const feishuSender = robotSender(KINDS['feishu-robot'], {
  limits: FEISHU_LIMITS,
  make: feishu,
  mention: ({ feishu: userId }) => ({ userId }),
});
