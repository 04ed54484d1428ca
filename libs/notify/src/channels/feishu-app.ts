import { KINDS, isOpenNotice, textOf, type Language } from '@cockpit/contracts';
import { z } from 'zod';
import { APP_LIMITS, App, at, type AppKind } from './app';
import { headline } from './compose';
import { refused, type Item, type Outcome } from './channel';
import { sender } from './sender';

const Token = z.object({ code: z.literal(0), tenant_access_token: z.string(), expire: z.number() });
const Answer = z.object({
  code: z.number(),
  msg: z.string().optional(),
  data: z.object({ message_id: z.string() }).partial().optional(),
});
const BAD_TOKEN = new Set([99_991_661, 99_991_663, 99_991_664, 99_991_668]);
const TOO_MANY: Readonly<Record<number, number>> = { 11_232: 2_000, 230_020: 2_000, 99_991_400: 5_000 };
const BUSY = new Set([1_500, 1_663, 55_001, 2_200]);

const DECLARED = KINDS['feishu-app'];
type FeishuAppOptions = z.infer<typeof DECLARED.settings> & z.infer<typeof DECLARED.secrets>;

/** Messages of a Feishu app. Feishu drops repetitions of a `uuid` for an hour. */
function feishuApp({ host, appId, appSecret, toKind, to }: FeishuAppOptions): AppKind {
  return {
    token: {
      url: at(host, '/open-apis/auth/v3/tenant_access_token/internal'),
      body: { app_id: appId, app_secret: appSecret },
    },
    readToken: (answer) => {
      const { data } = Token.safeParse(answer);
      return data === undefined ? null : { token: data.tenant_access_token, lastsSec: data.expire };
    },
    headers: (token) => ({ authorization: `Bearer ${token}` }),
    create: (item, { language }, key) => ({
      url: at(host, `/open-apis/im/v1/messages?receive_id_type=${toKind}`),
      body: {
        receive_id: to,
        msg_type: 'interactive',
        content: JSON.stringify(feishuCard(item, language)),
        uuid: key.slice(0, 50),
      },
    }),
    change: (receipt, item, { language }) => ({
      method: 'PATCH',
      url: at(host, `/open-apis/im/v1/messages/${encodeURIComponent(receipt)}`),
      body: { content: JSON.stringify(feishuCard(item, language)) },
    }),
    read,
  };
}

function read(body: unknown): Outcome | 'bad-token' | null {
  const { data: answer } = Answer.safeParse(body);
  if (answer === undefined) return null;
  const { code, msg = '', data } = answer;
  if (code === 0) return { delivered: true, receipt: data?.message_id ?? 'ok' };
  if (BAD_TOKEN.has(code)) return 'bad-token';
  const detail = `${String(code)} ${msg}`.trim();
  const afterMs = TOO_MANY[code];
  if (afterMs !== undefined) return refused('limited', detail, { afterMs });
  return BUSY.has(code) ? refused('unreachable', detail) : refused('rejected', detail);
}

const COLOUR = { held: 'blue', end: 'green', test: 'grey' } as const;
const plain = (content: string): object => ({ tag: 'plain_text', content });
const line = (content: string): object => ({ tag: 'div', text: plain(content) });

/** The card is the same for all readers and contains no markup. */
export function feishuCard(item: Item, language: Language): object {
  const { notice, text, token, link, again } = item;
  const { phase, level } = notice;
  const buttons = [
    ...(token === null || !isOpenNotice(notice)
      ? []
      : [{ tag: 'button', type: 'primary', text: plain(textOf('notice.answer', {}, language)), value: { token } }]),
    ...(link === null ? [] : [{ tag: 'button', text: plain(textOf('notice.open', {}, language)), url: link }]),
  ];
  return {
    config: { wide_screen_mode: true, update_multi: true },
    header: {
      template: phase === 'open' || phase === 'back' ? level : COLOUR[phase],
      title: plain(headline({ items: [item], language }).slice(0, 500)),
    },
    elements: [
      line(text.what.slice(0, 3_000)),
      line(text.when.slice(0, 1_000)),
      ...(again ? [line(textOf('notice.again', {}, language))] : []),
      ...(buttons.length === 0 ? [] : [{ tag: 'action', actions: buttons }]),
    ],
  };
}

export const feishuAppSender = sender(DECLARED, {
  limits: APP_LIMITS,
  readBy: 'group',
  changes: true,
  address: ({ settings: { appId, to } }) => `${appId} → ${to}`,
  robot: ({ settings: { host, appId } }) => `${new URL(host).host} ${appId}`,
  open: ({ settings, secrets }, { poster }) => new App(feishuApp({ ...settings, ...secrets }), poster()),
});
