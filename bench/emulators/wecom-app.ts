import { json, listen, type HttpEmulator } from '../../apps/simulator/src/emulators/http';
import { Misbehaviours } from '../../apps/simulator/src/emulators/misbehaviour';
import { Rate } from '../../apps/simulator/src/emulators/rate';

export interface WecomAppEmulator extends HttpEmulator {
  readonly shown: { at: number; to: string; text: string }[];
  readonly misbehave: Misbehaviours;
  /** how often a token was asked for */
  tokens: number;
  /** what was sent beyond the limit of a member */
  overLimit: number;
  /** takes all tokens back, with this code */
  expire(code?: 40014 | 42001): void;
}

interface WecomAppOptions {
  corpId: string;
  secret: string;
  agentId: number;
  members?: readonly string[];
}
type Sent = Partial<Record<'touser' | 'toparty' | 'totag' | 'chatid' | 'msgtype', string>> & {
  agentid?: number;
  markdown?: { content: string };
  enable_duplicate_check?: number;
};

/** WeCom as an app meets it: a token in the address, errors in answers of 200, the limit of a member, and no second message of the same content. */
export async function wecomAppPlatform(
  { corpId, secret, agentId, members = ['wang'] }: WecomAppOptions,
  port = 0,
): Promise<WecomAppEmulator> {
  const misbehave = new Misbehaviours();
  const rates = new Map<string, Rate>();
  let [token, refusedBy] = ['token-0', 40_014];

  const answer = (path: string, told: string | null, sent: Sent): object => {
    if (told !== token)
      return { errcode: refusedBy, errmsg: refusedBy === 42_001 ? 'access_token expired' : 'invalid access_token' };
    const isChat = path === '/cgi-bin/appchat/send';
    if (!isChat && sent.agentid !== agentId) return { errcode: 301_002, errmsg: 'not allow operate another agent' };
    const text = sent.markdown?.content ?? '';
    if (sent.msgtype !== 'markdown' || text === '') return { errcode: 44_004, errmsg: 'empty content' };
    if (Buffer.byteLength(text) > 2_048) return { errcode: 45_002, errmsg: 'content size out of limit' };
    const to = sent.chatid ?? sent.toparty ?? sent.totag ?? sent.touser ?? '';
    const names = sent.touser === undefined ? [] : sent.touser.split('|');
    const unknown = names.filter((name) => !members.includes(name));
    if (names.length > 0 && unknown.length === names.length)
      return { errcode: 81_013, errmsg: 'user & party & tag all invalid' };
    const rate =
      rates.get(to) ??
      new Rate([
        { count: 30, ms: 60_000 },
        { count: 1_000, ms: 3_600_000 },
      ]);
    rates.set(to, rate);
    if (!rate.take(Date.now())) {
      state.overLimit += 1;
      return { errcode: 45_009, errmsg: 'api freq out of limit' };
    }
    const isKnown = sent.enable_duplicate_check === 1 && state.shown.some((one) => one.to === to && one.text === text);
    if (!isKnown) state.shown.push({ at: Date.now(), to, text });
    return {
      errcode: 0,
      errmsg: 'ok',
      msgid: `m-${String(state.shown.length)}`,
      ...(isChat ? {} : { invaliduser: unknown.join('|') }),
    };
  };

  const emulator = await listen(({ url, response, body }) => {
    if (url.pathname === '/cgi-bin/gettoken') {
      state.tokens += 1;
      const isRight = url.searchParams.get('corpid') === corpId && url.searchParams.get('corpsecret') === secret;
      token = `token-${String(state.tokens)}`;
      json(
        response,
        200,
        isRight
          ? { errcode: 0, errmsg: 'ok', access_token: token, expires_in: 7_200 }
          : { errcode: 40_001, errmsg: 'invalid credential' },
      );
      return;
    }
    const wrong = misbehave.done(response);
    if (wrong?.kind === 'status') return;
    const told = answer(url.pathname, url.searchParams.get('access_token'), JSON.parse(body) as Sent);
    if (wrong === undefined) json(response, 200, told);
  }, port);
  const state: WecomAppEmulator = {
    ...emulator,
    shown: [],
    misbehave,
    tokens: 0,
    overLimit: 0,
    expire: (code = 42_001) => {
      [token, refusedBy] = ['none', code];
    },
  };
  return state;
}
