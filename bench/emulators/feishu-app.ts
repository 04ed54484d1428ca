import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { decodeFrame, encodeFrame } from '../../libs/notify/src/bots/frame';
import { json, listen, type EmulatorRequest } from '../../apps/simulator/src/emulators/http';
import { Misbehaviours } from '../../apps/simulator/src/emulators/misbehaviour';
import { socketServer } from './sockets';

/** A card in a chat: as it is now, and how often it was changed. */
export interface ShownCard {
  readonly id: string;
  readonly at: number;
  content: string;
  changedAt: number[];
}

export interface AppEmulator {
  readonly url: string;
  readonly cards: Map<string, ShownCard>;
  readonly misbehave: Misbehaviours;
  /** connections that stand now */
  connections(): number;
  /** Presses a card's button as this user; resolves with the answer, null when nobody answered within 3 s. */
  press(card: ShownCard, user: string): Promise<unknown>;
  /** breaks all connections off */
  drop(): void;
  close(): Promise<void>;
}

const SERVICE = 33_554_678n;
const TOKEN = 't-emulated';
const ANSWER_MS = 3_000;

interface FeishuOptions {
  appId: string;
  appSecret: string;
  /** names by open_id; without them the app may not ask */
  names?: Record<string, string>;
}

/** Feishu as an app meets it: token, messages that change, names, and the long connection with its frames. */
export async function feishuAppPlatform({ appId, appSecret, names = {} }: FeishuOptions): Promise<AppEmulator> {
  const cards = new Map<string, ShownCard>();
  const byUuid = new Map<string, string>();
  const misbehave = new Misbehaviours();
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, (answer: unknown) => void>();

  const answer = (asked: EmulatorRequest): void => {
    const { url, response, request, body } = asked;
    const say = (status: number, told: object): void => {
      json(response, status, told);
    };
    const sent = (body === '' ? {} : JSON.parse(body)) as Record<string, string>;
    if (url.pathname === '/open-apis/auth/v3/tenant_access_token/internal') {
      if (sent['app_id'] !== appId || sent['app_secret'] !== appSecret)
        say(200, { code: 10_014, msg: 'app secret invalid' });
      else say(200, { code: 0, msg: 'ok', tenant_access_token: TOKEN, expire: 7_200 });
    } else if (url.pathname === '/callback/ws/endpoint') {
      if (sent['AppID'] !== appId || sent['AppSecret'] !== appSecret)
        say(200, { code: 403, msg: 'forbidden', data: {} });
      else {
        const config = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30 };
        const address = `${emulator.url.replace('http', 'ws')}/ws/v2?device_id=1&service_id=${String(SERVICE)}`;
        say(200, { code: 0, msg: '', data: { URL: address, ClientConfig: config } });
      }
    } else if (request.headers.authorization !== `Bearer ${TOKEN}`)
      say(400, { code: 99_991_663, msg: 'Invalid access token for authorization' });
    else if (url.pathname.startsWith('/open-apis/contact/v3/users/')) {
      const name = names[decodeURIComponent(url.pathname.split('/').at(-1) ?? '')];
      if (name === undefined) say(400, { code: 99_991_672, msg: 'Access denied' });
      else say(200, { code: 0, msg: 'success', data: { user: { name } } });
    } else {
      const wrong = misbehave.done(response);
      if (wrong?.kind === 'status') return;
      const told = message(request.method ?? '', url.pathname, sent);
      if (wrong === undefined) say(told['code'] === 0 ? 200 : 400, told);
    }
  };

  function message(method: string, path: string, sent: Record<string, string>): Record<string, unknown> {
    const id = path.split('/').at(5);
    if (method === 'PATCH') {
      const card = cards.get(id ?? '');
      if (card === undefined) return { code: 230_001, msg: 'no such message' };
      card.content = sent['content'] ?? '';
      card.changedAt.push(Date.now());
      return { code: 0, msg: 'success', data: {} };
    }
    if (sent['msg_type'] !== 'interactive' || !sent['receive_id']) return { code: 230_001, msg: 'invalid param' };
    if (Buffer.byteLength(sent['content'] ?? '') > 30 * 1024) return { code: 230_025, msg: 'message too long' };
    const uuid = sent['uuid'] ?? randomUUID();
    const known = byUuid.get(uuid) ?? `om_${randomUUID().replaceAll('-', '')}`;
    byUuid.set(uuid, known);
    if (!cards.has(known))
      cards.set(known, { id: known, at: Date.now(), content: sent['content'] ?? '', changedAt: [] });
    return { code: 0, msg: 'success', data: { message_id: known } };
  }

  const emulator = await listen(answer);
  const server = socketServer({ server: emulator.server, path: '/ws/v2' });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(data);
      if (frame.headers['type'] === 'ping')
        socket.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload: Buffer.from('{"PingInterval":120}') }));
      else waiting.get(frame.headers['message_id'] ?? '')?.(replyOf(frame.payload));
    });
  });

  function press(card: ShownCard, user: string): Promise<unknown> {
    const [socket] = sockets;
    const value = buttonOf(card.content);
    if (socket === undefined || value === null) return Promise.resolve(null);
    const id = randomUUID();
    const event = {
      schema: '2.0',
      header: {
        event_id: id,
        event_type: 'card.action.trigger',
        app_id: appId,
        token: 'v',
        create_time: String(Date.now()),
      },
      event: {
        operator: { open_id: user, tenant_key: 't' },
        token: `c-${id}`,
        action: { value, tag: 'button' },
        host: 'im_message',
        context: { open_message_id: card.id, open_chat_id: 'oc_1' },
      },
    };
    // in two parts, as long ones come
    const whole = Buffer.from(JSON.stringify(event));
    const half = Math.floor(whole.length / 2);
    const parts = [whole.subarray(0, half), whole.subarray(half)];
    return new Promise((done) => {
      const timer = setTimeout(() => {
        done(null);
      }, ANSWER_MS);
      waiting.set(id, (reply) => {
        clearTimeout(timer);
        const changed = (reply as { card?: { data: object } } | undefined)?.card?.data;
        if (changed !== undefined) {
          card.content = JSON.stringify(changed);
          card.changedAt.push(Date.now());
        }
        done(reply);
      });
      for (const [seq, payload] of parts.entries())
        socket.send(
          encodeFrame({
            seq: 1n,
            log: 2n ** 63n,
            service: SERVICE,
            method: 1n,
            payload,
            headers: { type: 'event', message_id: id, sum: '2', seq: String(seq), trace_id: id },
          }),
        );
    });
  }

  const drop = (): void => {
    for (const socket of sockets) socket.terminate();
  };
  return {
    url: emulator.url,
    cards,
    misbehave,
    connections: () => sockets.size,
    press,
    drop,
    close: async () => {
      drop();
      await emulator.close();
    },
  };
}

function replyOf(payload: Buffer): unknown {
  const { code, data } = JSON.parse(payload.toString()) as { code: number; data?: string };
  if (code !== 200 || data === undefined) return undefined;
  return JSON.parse(Buffer.from(data, 'base64').toString());
}

interface Button {
  value?: object;
}
/** What its button carries; null where there is none any more. */
function buttonOf(content: string): object | null {
  const { elements } = JSON.parse(content) as { elements: { actions?: Button[] }[] };
  return elements.flatMap(({ actions = [] }) => actions).find(({ value }) => value !== undefined)?.value ?? null;
}
