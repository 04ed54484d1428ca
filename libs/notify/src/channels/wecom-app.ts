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

/** of the content, in bytes of UTF-8 */
const STYLE = markdown(2_048);
/** What one member gets of one app; beyond it WeCom drops messages and says nothing. */
const LIMITS: Limits = {
  windows: [
    { count: 30, ms: 60_000 },
    { count: 1_000, ms: 3_600_000 },
  ],
  bytes: 2_048,
};
/** The same content again within this is shown once; what is told every 15 minutes is told each time. */
const SAME_SEC = 840;
const BAD_TOKEN = new Set([40_014, 42_001]);
const TOO_FAST = new Set([45_009, 45_033]);
const BUSY = new Set([-1, 50_001]);
const Token = z.object({ errcode: z.literal(0), access_token: z.string(), expires_in: z.number() });
const Sent = z.object({ msgid: z.string().optional(), invaliduser: z.string().optional() });
const TO = { user: 'touser', party: 'toparty', tag: 'totag' } as const;

const DECLARED = KINDS['wecom-app'];
type WecomAppOptions = z.infer<typeof DECLARED.settings> & z.infer<typeof DECLARED.secrets>;

/** Messages of an app of WeCom, to members, departments, tags, or a group that the app has made. They do not change, and are answered by their link. */
class WecomApp implements Channel {
  readonly limits = LIMITS;
  private readonly line: WithToken;

  constructor(
    private readonly options: WecomAppOptions,
    poster: Poster,
    now: () => number = Date.now,
  ) {
    this.line = new WithToken(tokenKind(options), poster, now);
  }

  fit(outgoing: Outgoing): number {
    return fitInto(outgoing, STYLE);
  }

  send(outgoing: Outgoing, _key: string, signal: AbortSignal): Promise<Outcome> {
    return this.line.ask(this.request(outgoing), signal);
  }

  close(): void {
    this.line.close();
  }

  private request(outgoing: Outgoing): AppRequest {
    const { host, agentId, toKind, to } = this.options;
    if (toKind === 'chat') {
      const content = { msgtype: 'markdown', markdown: { content: compose(outgoing, STYLE) } };
      return { url: at(host, '/cgi-bin/appchat/send'), body: { chatid: to, ...content } };
    }
    // WeCom itself shows the same content once, so a second try has to read like the first
    const same = { ...outgoing, items: outgoing.items.map((item) => ({ ...item, again: false })) };
    return {
      url: at(host, '/cgi-bin/message/send'),
      body: {
        [TO[toKind]]: to,
        ...{ agentid: agentId, msgtype: 'markdown', markdown: { content: compose(same, STYLE) } },
        ...{ enable_duplicate_check: 1, duplicate_check_interval: SAME_SEC },
      },
    };
  }
}

function tokenKind({ host, corpId, secret }: WecomAppOptions): TokenKind {
  const asked = new URLSearchParams({ corpid: corpId, corpsecret: secret });
  return {
    token: { method: 'GET', url: at(host, `/cgi-bin/gettoken?${asked.toString()}`), body: null },
    readToken: (answer) => {
      const { data } = Token.safeParse(answer);
      return data === undefined ? null : { token: data.access_token, lastsSec: data.expires_in };
    },
    allowed: ({ url, ...rest }, token) => ({ ...rest, url: `${url}?access_token=${encodeURIComponent(token)}` }),
    read,
  };
}

/** Whatever the status says: `errcode` 0 alone is success. */
function read(told: unknown): Outcome | 'bad-token' | null {
  const answer = errcodeOf(told);
  if (answer === null) return null;
  const { errcode, errmsg, detail } = answer;
  if (BAD_TOKEN.has(errcode)) return 'bad-token';
  if (TOO_FAST.has(errcode)) return refused('limited', detail, { afterMs: 60_000 });
  if (errcode !== 0) return BUSY.has(errcode) ? refused('unreachable', detail) : refused('rejected', detail);
  const { msgid, invaliduser = '' } = Sent.safeParse(told).data ?? {};
  // the others have it
  if (invaliduser !== '') return refused('rejected', `not taken for ${invaliduser}`, { unsure: true });
  return { delivered: true, receipt: msgid ?? errmsg };
}

export const wecomAppSender = sender(DECLARED, {
  limits: LIMITS,
  ...{ readBy: 'group', joins: true },
  address: ({ settings: { corpId, agentId, to } }) => `${corpId}/${String(agentId)} → ${to}`,
  // what is limited is what one member gets
  robot: ({ settings: { host, corpId, agentId, to } }) => `${new URL(host).host} ${corpId} ${String(agentId)} ${to}`,
  open: ({ settings, secrets }, { poster }) => new WecomApp({ ...settings, ...secrets }, poster()),
});
