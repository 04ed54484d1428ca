import { KINDS } from '@cockpit/contracts';
import { z } from 'zod';
import type { Limits } from '../limits/limits';
import { at } from './app';
import { compose, fitInto, markdown } from './compose';
import { refused, type Channel, type Outcome, type Outgoing } from './channel';
import { errcodeOf } from './errcode';
import type { Poster } from './post';
import { sender } from './sender';
import { WithToken, type AppRequest, type TokenKind } from './with-token';

/** limit of the content, bytes of UTF-8 */
const STYLE = markdown(2_048);
/** Limit per member of an app; above it WeCom silently drops messages. */
const LIMITS: Limits = {
  windows: [
    { count: 30, ms: 60_000 },
    { count: 1_000, ms: 3_600_000 },
  ],
  bytes: 2_048,
};
/** WeCom drops repeated content within this time; reminders every 15 minutes still pass. */
const SAME_SEC = 840;
const BAD_TOKEN = new Set([40_014, 42_001]);
const TOO_FAST = new Set([45_009, 45_033]);
const BUSY = new Set([-1, 50_001]);
const Token = z.object({ errcode: z.literal(0), access_token: z.string(), expires_in: z.number() });
const Sent = z.object({ msgid: z.string().optional(), invaliduser: z.string().optional() });
const TO = { user: 'touser', party: 'toparty', tag: 'totag' } as const;

const DECLARED = KINDS['wecom-app'];
type WecomAppOptions = z.infer<typeof DECLARED.settings> & z.infer<typeof DECLARED.secrets>;

/**
 * Messages of a WeCom app to members, departments, tags or a group of the app. They cannot change and are answered by
 * link.
 */
class WecomApp implements Channel {
  readonly limits = LIMITS;
  private readonly client: WithToken;

  constructor(
    private readonly options: WecomAppOptions,
    poster: Poster,
    now: () => number = Date.now,
  ) {
    this.client = new WithToken(tokenKind(options), poster, now);
  }

  fit(outgoing: Outgoing): number {
    return fitInto(outgoing, STYLE);
  }

  send(outgoing: Outgoing, _key: string, signal: AbortSignal): Promise<Outcome> {
    return this.client.ask(this.request(outgoing), signal);
  }

  close(): void {
    this.client.close();
  }

  private request(outgoing: Outgoing): AppRequest {
    const { host, agentId, toKind, to } = this.options;
    if (toKind === 'chat') {
      const content = { msgtype: 'markdown', markdown: { content: compose(outgoing, STYLE) } };
      return { url: at(host, '/cgi-bin/appchat/send'), body: { chatid: to, ...content } };
    }
    // WeCom detects repetitions by content, so a retry must have the same text
    const same = { ...outgoing, items: outgoing.items.map((item) => ({ ...item, again: false })) };
    return {
      url: at(host, '/cgi-bin/message/send'),
      body: {
        [TO[toKind]]: to,
        agentid: agentId,
        msgtype: 'markdown',
        markdown: { content: compose(same, STYLE) },
        enable_duplicate_check: 1,
        duplicate_check_interval: SAME_SEC,
      },
    };
  }
}

function tokenKind({ host, corpId, secret }: WecomAppOptions): TokenKind {
  const query = new URLSearchParams({ corpid: corpId, corpsecret: secret });
  return {
    token: { method: 'GET', url: at(host, `/cgi-bin/gettoken?${query.toString()}`), body: null },
    readToken: (answer) => {
      const { data } = Token.safeParse(answer);
      return data === undefined ? null : { token: data.access_token, lastsSec: data.expires_in };
    },
    allowed: ({ url, ...rest }, token) => ({ ...rest, url: `${url}?access_token=${encodeURIComponent(token)}` }),
    read,
  };
}

/** Only errcode 0 is success, whatever the HTTP status. */
function read(body: unknown): Outcome | 'bad-token' | null {
  const answer = errcodeOf(body);
  if (answer === null) return null;
  const { errcode, errmsg, detail } = answer;
  if (BAD_TOKEN.has(errcode)) return 'bad-token';
  if (TOO_FAST.has(errcode)) return refused('limited', detail, { afterMs: 60_000 });
  if (errcode !== 0) return BUSY.has(errcode) ? refused('unreachable', detail) : refused('rejected', detail);
  const { msgid, invaliduser = '' } = Sent.safeParse(body).data ?? {};
  // the valid users received it
  if (invaliduser !== '') return refused('rejected', `not taken for ${invaliduser}`, { unsure: true });
  return { delivered: true, receipt: msgid ?? errmsg };
}

export const wecomAppSender = sender(DECLARED, {
  limits: LIMITS,
  readBy: 'group',
  joins: true,
  address: ({ settings: { corpId, agentId, to } }) => `${corpId}/${String(agentId)} → ${to}`,
  // the limit applies per recipient
  robot: ({ settings: { host, corpId, agentId, to } }) => `${new URL(host).host} ${corpId} ${String(agentId)} ${to}`,
  open: ({ settings, secrets }, { poster }) => new WecomApp({ ...settings, ...secrets }, poster()),
});
