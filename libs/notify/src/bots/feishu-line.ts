import { KINDS, textOf } from '@cockpit/contracts';
import { z } from 'zod';
import { at } from '../channels/app';
import { feishuCard } from '../channels/feishu-app';
import { Poster, isRefusal, jsonOf } from '../channels/post';
import { decodeFrame, encodeFrame, type Frame } from './frame';
import { withTimeout, openSocket, type LineOptions, type OnPress, type Socket } from './line';
import { People, jsonPost } from './people';

const Endpoint = z.object({
  code: z.literal(0),
  data: z.object({ URL: z.url(), ClientConfig: z.object({ PingInterval: z.number().min(1).max(600) }) }),
});
const Event = z.object({
  header: z.object({ event_type: z.literal('card.action.trigger') }),
  event: z.object({
    operator: z.object({ open_id: z.string() }),
    action: z.object({ value: z.object({ token: z.string() }) }),
  }),
});
const Token = z.object({ tenant_access_token: z.string() });
const User = z.object({ data: z.object({ user: z.object({ name: z.string().min(1).max(100) }) }) });
const CONTROL = 0n;
/** time to wait for any message after a ping */
const SILENCE_MS = 15_000;
const REQUEST_MS = 10_000;

/** The long connection of a Feishu app, which receives presses of card buttons. */
export async function feishuLine(options: LineOptions): Promise<void> {
  const { host, appId } = KINDS['feishu-app'].settings.parse(options.settings);
  const { appSecret } = KINDS['feishu-app'].secrets.parse(options.secrets);
  const poster = new Poster(options.allowPrivateHost);
  const people = new People(poster, async (post, user) => {
    const app = { app_id: appId, app_secret: appSecret };
    const tokenAnswer = await post(jsonPost(at(host, '/open-apis/auth/v3/tenant_access_token/internal'), app));
    const token = Token.parse(tokenAnswer).tenant_access_token;
    const url = at(host, `/open-apis/contact/v3/users/${encodeURIComponent(user)}?user_id_type=open_id`);
    const answer = await post({ method: 'GET', url, headers: { authorization: `Bearer ${token}` }, body: '' });
    return User.parse(answer).data.user.name;
  });
  try {
    const { URL: url, ClientConfig } = await endpointOf(poster, host, { AppID: appId, AppSecret: appSecret });
    const service = BigInt(/[?&]service_id=(\d{1,9})/.exec(url)?.[1] ?? '0');
    await talk({ ...options, url, service, pingMs: ClientConfig.PingInterval * 1000, people });
  } finally {
    poster.close();
  }
}

async function endpointOf(poster: Poster, host: string, app: object): Promise<z.infer<typeof Endpoint>['data']> {
  const request = jsonPost(at(host, '/callback/ws/endpoint'), app);
  const answer = await poster.post({ ...request, signal: AbortSignal.timeout(REQUEST_MS) });
  if (isRefusal(answer)) throw new Error(answer.detail);
  const { data } = Endpoint.safeParse(jsonOf(answer.body));
  if (data === undefined) throw new Error(`Feishu gives no connection: ${answer.body.slice(0, 300)}`);
  return data.data;
}

interface Talk extends LineOptions {
  url: string;
  service: bigint;
  pingMs: number;
  people: People;
}

async function talk({ url, service, pingMs, people, ...options }: Talk): Promise<void> {
  let heardAt = performance.now();
  const parts = new Parts();
  const socket: Socket = await openSocket(url, options, (data) => {
    heardAt = performance.now();
    if (typeof data === 'string') return;
    void answerFrame(Buffer.from(data), parts, people, options.onPress).then((reply) => {
      if (reply !== null) socket.send(reply);
    });
  });
  options.up();
  const ping = (): void => {
    const sentAt = performance.now();
    const frame = { seq: 0n, log: 0n, service, method: CONTROL, headers: { type: 'ping' }, payload: Buffer.alloc(0) };
    socket.send(encodeFrame(frame));
    setTimeout(() => {
      if (heardAt < sentAt) socket.close();
    }, SILENCE_MS).unref();
  };
  ping();
  const timer = setInterval(ping, pingMs);
  await socket.ended;
  clearInterval(timer);
}

/** Joins payloads that arrive in several frames. */
class Parts {
  private readonly partial = new Map<string, Map<number, Buffer>>();

  /** The complete payload, or null while frames are missing. */
  whole({ headers, payload }: Frame): Buffer | null {
    const { message_id: id = '' } = headers;
    const [sum, seq] = [Number(headers['sum'] ?? '1'), Number(headers['seq'] ?? '0')];
    if (!(sum > 1)) return payload;
    const parts = this.partial.get(id) ?? new Map<number, Buffer>();
    parts.set(seq, payload);
    this.partial.set(id, parts);
    if (this.partial.size > 50) this.partial.delete(this.partial.keys().next().value ?? '');
    if (parts.size < sum) return null;
    this.partial.delete(id);
    return Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, part]) => part));
  }
}

/** Null if the frame needs no answer. Other events are acknowledged so that Feishu does not resend them. */
async function answerFrame(bytes: Buffer, parts: Parts, people: People, onPress: OnPress): Promise<Buffer | null> {
  try {
    const frame = decodeFrame(bytes);
    if (frame.method === CONTROL || frame.headers['type'] !== 'event') return null;
    const whole = parts.whole(frame);
    if (whole === null) return null;
    const startedAt = performance.now();
    const { data } = Event.safeParse(jsonOf(whole.toString()));
    const reply = data === undefined ? null : await pressed(data.event, people, onPress);
    const encoded = reply === null ? {} : { data: Buffer.from(JSON.stringify(reply)).toString('base64') };
    return encodeFrame({
      ...frame,
      headers: { ...frame.headers, biz_rt: String(Math.round(performance.now() - startedAt)) },
      payload: Buffer.from(JSON.stringify({ code: 200, ...encoded })),
    });
  } catch {
    // an unreadable frame gets no answer
    return null;
  }
}

const toast = (type: 'success' | 'warning' | 'error', content: string): object => ({ toast: { type, content } });

async function pressed(event: z.infer<typeof Event>['event'], people: People, onPress: OnPress): Promise<object> {
  const user = event.operator.open_id;
  const work = people.nameOf(user).then((person) => onPress({ token: event.action.value.token, person, user }));
  const result = await withTimeout(work.catch(() => 'failed' as const));
  if (result === 'late') return toast('warning', textOf('answer.slow', {}, 'zh-CN'));
  if (result === 'failed') return toast('error', textOf('answer.away', {}, 'zh-CN'));
  if (result === null) return toast('error', textOf('answer.unknown', {}, 'zh-CN'));
  const { words, isGood, item, language } = result;
  return {
    ...toast(isGood ? 'success' : 'warning', words),
    ...(item === null ? {} : { card: { type: 'raw', data: feishuCard(item, language) } }),
  };
}
