import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { AppEmulator, ShownCard } from './feishu-app';
import { json, listen, type EmulatorRequest } from '../../apps/simulator/src/emulators/http';
import { Misbehaviours } from '../../apps/simulator/src/emulators/misbehaviour';
import { socketServer } from './sockets';

const TOKEN = 'emulated-token';
const TOPIC = '/v1.0/card/instances/callback';
const ANSWER_MS = 3_000;

interface DingtalkOptions {
  clientId: string;
  clientSecret: string;
  template: string;
  /** names by userId; without them the app may not ask */
  names?: Record<string, string>;
}
interface CardData {
  cardData?: { cardParamMap?: Record<string, string> };
}
type Sent = CardData & Record<string, unknown>;

/** DingTalk as an app meets it: token, cards that change, names, and Stream. */
export async function dingtalkAppPlatform(options: DingtalkOptions): Promise<AppEmulator> {
  const { clientId, clientSecret, template, names = {} } = options;
  const cards = new Map<string, ShownCard>();
  const misbehave = new Misbehaviours();
  const tickets = new Set<string>();
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, (answer: unknown) => void>();

  const answer = ({ url, request, response, body }: EmulatorRequest): void => {
    const sent = JSON.parse(body) as Sent;
    const say = (status: number, told: object): void => {
      json(response, status, told);
    };
    const isOurs = (id: string, secret: string): boolean => sent[id] === clientId && sent[secret] === clientSecret;
    if (url.pathname === '/v1.0/oauth2/accessToken') {
      if (isOurs('appKey', 'appSecret')) say(200, { accessToken: TOKEN, expireIn: 7_200 });
      else say(400, { code: 'invalidClientIdOrSecret', message: 'wrong clientId or clientSecret' });
    } else if (url.pathname === '/v1.0/gateway/connections/open') {
      if (!isOurs('clientId', 'clientSecret')) {
        say(401, { code: 'authFailed', message: 'authentication failed' });
        return;
      }
      const ticket = randomUUID();
      tickets.add(ticket);
      say(200, { endpoint: `${emulator.url.replace('http', 'ws')}/connect`, ticket });
    } else if (url.pathname === '/topapi/v2/user/get') {
      const name = names[String(sent['userid'])];
      if (url.searchParams.get('access_token') !== TOKEN || name === undefined)
        say(200, { errcode: 60_011, errmsg: 'no permission' });
      else say(200, { errcode: 0, errmsg: 'ok', result: { name } });
    } else if (request.headers['x-acs-dingtalk-access-token'] !== TOKEN)
      say(401, { code: 'InvalidAuthentication', message: 'invalid access token' });
    else {
      const wrong = misbehave.done(response);
      if (wrong?.kind === 'status') return;
      const [status, told] = card(request.method ?? '', sent);
      if (wrong === undefined) say(status, told);
    }
  };

  function card(method: string, sent: Sent): [number, object] {
    const id = String(sent['outTrackId']);
    const known = cards.get(id);
    if (method === 'PUT') {
      if (known === undefined) return [400, { code: 'param.cardNotExist', message: 'no such card' }];
      change(known, sent);
      return [200, { success: true, result: true }];
    }
    if (sent['cardTemplateId'] !== template)
      return [400, { code: 'param.templateInvalid', message: 'no such template' }];
    if (sent['callbackType'] !== 'STREAM' || !String(sent['openSpaceId']).startsWith('dtv1.card//IM_GROUP.'))
      return [400, { code: 'param.openSpaceIdInvalid', message: 'invalid space' }];
    const content = JSON.stringify(sent.cardData?.cardParamMap ?? {});
    if (known === undefined) cards.set(id, { id, at: Date.now(), content, changedAt: [] });
    const deliverResults = [{ spaceId: 'cid', spaceType: 'IM_GROUP', success: true }];
    return [200, { success: true, result: { outTrackId: id, deliverResults } }];
  }

  const change = (shown: ShownCard, { cardData }: CardData): void => {
    const before = JSON.parse(shown.content) as Record<string, string>;
    shown.content = JSON.stringify({ ...before, ...cardData?.cardParamMap });
    shown.changedAt.push(Date.now());
  };

  const emulator = await listen(answer);
  const server = socketServer({
    server: emulator.server,
    path: '/connect',
    // a ticket opens once
    verifyClient: ({ req }: { req: IncomingMessage }) =>
      tickets.delete(new URL(req.url ?? '', 'http://x').searchParams.get('ticket') ?? ''),
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.send(
      JSON.stringify({
        specVersion: '1.0',
        type: 'SYSTEM',
        headers: { topic: 'ping', messageId: randomUUID() },
        data: '{"opaque":"1"}',
      }),
    );
    socket.on('message', (data: Buffer) => {
      const up = JSON.parse(data.toString()) as { code: number; headers: { messageId: string }; data: string };
      if (up.code === 200)
        waiting.get(up.headers.messageId)?.((JSON.parse(up.data) as { response?: unknown }).response);
    });
  });

  function press(shown: ShownCard, user: string): Promise<unknown> {
    const [socket] = sockets;
    if (socket === undefined) return Promise.resolve(null);
    const messageId = randomUUID();
    const content = JSON.stringify({ cardPrivateData: { actionIds: ['answer'], params: {} } });
    const data = JSON.stringify({
      outTrackId: shown.id,
      userId: user,
      corpId: 'ding1',
      type: 'actionCallback',
      content,
    });
    return new Promise((done) => {
      const timer = setTimeout(() => {
        done(null);
      }, ANSWER_MS);
      waiting.set(messageId, (reply) => {
        clearTimeout(timer);
        if ((reply as CardData).cardData !== undefined) change(shown, reply as CardData);
        done(reply);
      });
      const headers = { topic: TOPIC, messageId, contentType: 'application/json', time: String(Date.now()) };
      socket.send(JSON.stringify({ specVersion: '1.0', type: 'CALLBACK', headers, data }));
    });
  }

  const drop = (): void => {
    for (const socket of sockets) socket.terminate();
  };
  return {
    url: emulator.url,
    cards,
    misbehave,
    press,
    drop,
    connections: () => sockets.size,
    close: async () => {
      drop();
      await emulator.close();
    },
  };
}
