import { createHmac } from 'node:crypto';
import { json, listen, type EmulatorRequest, type HttpEmulator } from './http';
import { Misbehaviours } from './misbehaviour';
import { Rate } from './rate';

/** A message as the group shows it. */
export interface Shown {
  at: number;
  text: string;
  /** Targets of its links. */
  links: string[];
  bytes: number;
}

export interface RobotEmulator extends HttpEmulator {
  /** Address including the access token, as the console shows it. */
  readonly webhook: string;
  readonly shown: Shown[];
  /** Number of messages beyond the rate limit. */
  overLimit: number;
  readonly misbehave: Misbehaviours;
  /** Offset of its clock to the real one, ms. */
  aheadMs: number;
}

type Answer = { status?: number; body: object } | { shown: Omit<Shown, 'at'>; body: object };
type Judge = (request: EmulatorRequest, now: number, robot: RobotEmulator) => Answer;
/** Renders the group as an HTML page. */
export type GroupPage = (shown: readonly Shown[]) => string;

async function robot(path: string, judge: Judge, port: number, page?: GroupPage): Promise<RobotEmulator> {
  const misbehave = new Misbehaviours();
  const emulator = await listen((received) => {
    if (page !== undefined && received.request.method === 'GET') {
      received.response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      received.response.end(page(state.shown));
      return;
    }
    const now = Date.now() + state.aheadMs;
    received.response.setHeader('date', new Date(now).toUTCString());
    const fault = misbehave.done(received.response);
    if (fault?.kind === 'status') return;
    const answer = judge(received, now, state);
    if ('shown' in answer) state.shown.push({ ...answer.shown, at: Date.now() });
    if (fault === undefined) json(received.response, 'status' in answer ? (answer.status ?? 200) : 200, answer.body);
  }, port);
  const state: RobotEmulator = {
    ...emulator,
    webhook: `${emulator.url}${path}`,
    shown: [],
    overLimit: 0,
    misbehave,
    aheadMs: 0,
  };
  return state;
}

const linksOf = (markdown: string): string[] => [...markdown.matchAll(/\]\(([^)]*)\)/g)].map(([, url = '']) => url);
const bytes = (text: string): number => Buffer.byteLength(text);
const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

/**
 * DingTalk robot: 20 messages a minute, then blocked for ten; 20,000 bytes; the signature's time must be within an
 * hour. Errors have status 200.
 */
export function dingtalkRobot(
  { sign, token = 'ding', page }: { sign?: string; token?: string; page?: GroupPage },
  port = 0,
): Promise<RobotEmulator> {
  const rate = new Rate([{ count: 20, ms: 60_000 }]);
  let blockedUntil = 0;
  const judge: Judge = ({ url, body }, now, state) => {
    if (url.searchParams.get('access_token') !== token)
      return { body: { errcode: 300001, errmsg: 'token is not exist' } };
    if (sign !== undefined) {
      const timestamp = url.searchParams.get('timestamp') ?? '';
      if (Math.abs(Number(timestamp) - now) > 3_600_000)
        return { body: { errcode: 310000, errmsg: '[invalid timestamp]' } };
      if (url.searchParams.get('sign') !== hmac(sign, `${timestamp}\n${sign}`))
        return {
          body: {
            errcode: 310000,
            errmsg: '[sign not match, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]]',
          },
        };
    }
    if (now < blockedUntil || !rate.take(now)) {
      state.overLimit += 1;
      blockedUntil = Math.max(blockedUntil, now + 600_000);
      return {
        body: {
          errcode: 130101,
          errmsg: 'send too fast, exceed 20 times per minute',
          status: 1111,
          punish: 'deny',
          wait: 5,
        },
      };
    }
    if (bytes(body) > 20_000) return { body: { errcode: 460101, errmsg: 'message too long, exceed 20000 bytes' } };
    const { msgtype, markdown } = JSON.parse(body) as {
      msgtype?: string;
      markdown?: { title?: string; text?: string };
    };
    if (msgtype !== 'markdown' || !markdown?.title || !markdown.text)
      return { body: { errcode: 400602, errmsg: 'miss param : markdown->title' } };
    return {
      shown: { text: markdown.text, links: linksOf(markdown.text), bytes: bytes(body) },
      body: { errcode: 0, errmsg: 'ok' },
    };
  };
  return robot(`/robot/send?access_token=${token}`, judge, port, page);
}

/** WeCom robot: 20 messages a minute; text up to 2,048 and markdown up to 4,096 bytes; no signature. */
export function wecomRobot({ key = 'wecom' }: { key?: string } = {}, port = 0): Promise<RobotEmulator> {
  const rate = new Rate([{ count: 20, ms: 60_000 }]);
  const judge: Judge = ({ url, body }, now, state) => {
    if (url.searchParams.get('key') !== key)
      return { body: { errcode: 93000, errmsg: 'invalid webhook url, hint: [1]' } };
    const { msgtype, markdown, text } = JSON.parse(body) as Record<string, { content?: string } | undefined> & {
      msgtype?: string;
    };
    const content = msgtype === 'markdown' ? markdown?.content : msgtype === 'text' ? text?.content : undefined;
    if (content === undefined || content === '') return { body: { errcode: 40008, errmsg: 'invalid message type' } };
    if (!rate.take(now)) {
      state.overLimit += 1;
      return { body: { errcode: 45009, errmsg: 'api freq out of limit, hint: [2]' } };
    }
    const maxBytes = msgtype === 'text' ? 2_048 : 4_096;
    if (bytes(content) > maxBytes)
      return {
        body: {
          errcode: 40058,
          errmsg: `${String(msgtype)}.content exceed max length ${String(maxBytes)}. invalid Request Parameter`,
        },
      };
    return {
      shown: { text: content, links: linksOf(content), bytes: bytes(content) },
      body: { errcode: 0, errmsg: 'ok' },
    };
  };
  return robot(`/cgi-bin/webhook/send?key=${key}`, judge, port);
}

/**
 * Feishu robot: 100 messages a minute and 5 a second; 20 KB; the signature's time must be within an hour. It may return
 * 11232 at full and half hours.
 */
export function feishuRobot(
  { sign, token = 'feishu' }: { sign?: string; token?: string },
  port = 0,
): Promise<RobotEmulator> {
  const rate = new Rate([
    { count: 100, ms: 60_000 },
    { count: 5, ms: 1_000 },
  ]);
  const judge: Judge = ({ url, body }, now, state) => {
    if (url.pathname !== `/open-apis/bot/v2/hook/${token}`)
      return { body: { code: 19001, msg: 'param invalid: incoming webhook access token invalid', data: {} } };
    const message = JSON.parse(body) as {
      timestamp?: string;
      sign?: string;
      msg_type?: string;
      content?: { post?: Record<string, { title: string; content: { text?: string; href?: string }[][] }> };
    };
    if (sign !== undefined) {
      const { timestamp = '' } = message;
      if (Math.abs(Number(timestamp) * 1000 - now) > 3_600_000 || message.sign !== hmac(`${timestamp}\n${sign}`, ''))
        return {
          body: { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time', data: {} },
        };
    }
    if (!rate.take(now)) {
      state.overLimit += 1;
      return { body: { code: 11232, msg: 'frequency limited psm[lark.oapi.app_platform_runtime]', data: {} } };
    }
    if (bytes(body) > 20_480) return { status: 400, body: { code: 9499, msg: 'Bad Request', data: {} } };
    const post = Object.values(message.content?.post ?? {})[0];
    if (message.msg_type !== 'post' || post === undefined)
      return { body: { code: 9499, msg: 'Bad Request', data: {} } };
    const text = [post.title, ...post.content.map((line) => line.map((part) => part.text ?? '').join(''))].join('\n');
    return {
      shown: { text, links: post.content.flat().flatMap(({ href }) => href ?? []), bytes: bytes(body) },
      body: { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' },
    };
  };
  return robot(`/open-apis/bot/v2/hook/${token}`, judge, port);
}
