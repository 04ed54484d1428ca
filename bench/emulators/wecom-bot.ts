import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { AppEmulator, ShownCard } from './feishu-app';
import { listen } from '../../apps/simulator/src/emulators/http';
import type { Misbehaviour } from '../../apps/simulator/src/emulators/misbehaviour';
import { Misbehaviours } from '../../apps/simulator/src/emulators/misbehaviour';
import { Rate } from '../../apps/simulator/src/emulators/rate';
import { socketServer } from './sockets';

const ANSWER_MS = 5_000;

interface Frame {
  cmd?: string;
  headers: { req_id: string };
  body?: Record<string, unknown>;
}
interface Card {
  task_id: string;
  button_list: { key: string }[];
}
interface BotOptions {
  botId: string;
  secret: string;
}
export interface BotEmulator extends AppEmulator {
  /** lines besides the cards */
  readonly lines: string[];
}

/** WeCom as a bot meets it over its long connection: one for each bot, 30 messages a minute and 1,000 an hour in a conversation, each task once. */
export async function wecomBotPlatform({ botId, secret }: BotOptions): Promise<BotEmulator> {
  const cards = new Map<string, ShownCard>();
  const lines: string[] = [];
  const misbehave = new Misbehaviours();
  const told: Misbehaviour[] = [];
  misbehave.tell = (...what) => void told.push(...what);
  const waiting = new Map<string, (answer: unknown) => void>();
  const windows = [
    { count: 30, ms: 60_000 },
    { count: 1_000, ms: 3_600_000 },
  ];
  const rates = new Map<string, Rate>();
  let subscribed: WebSocket | null = null;

  function send(body: Record<string, unknown>): { errcode: number; errmsg: string } {
    const to = `${String(body['chat_type'])} ${String(body['chatid'])}`;
    const rate = rates.get(to) ?? new Rate(windows);
    rates.set(to, rate);
    if (!body['chatid']) return { errcode: 40_058, errmsg: 'invalid Request Parameter' };
    if (!rate.take(Date.now())) return { errcode: 45_009, errmsg: 'api freq out of limit' };
    if (body['msgtype'] === 'markdown') {
      lines.push((body['markdown'] as { content: string }).content);
      return { errcode: 0, errmsg: 'ok' };
    }
    const card = body['template_card'] as Card;
    if (!/^[\w@-]{1,128}$/.test(card.task_id) || cards.has(card.task_id))
      return { errcode: 42_014, errmsg: 'invalid task_id' };
    cards.set(card.task_id, { id: card.task_id, at: Date.now(), content: JSON.stringify(card), changedAt: [] });
    return { errcode: 0, errmsg: 'ok' };
  }

  function update({ headers, body }: Frame): { errcode: number; errmsg: string } {
    const answered = waiting.get(headers.req_id);
    if (answered === undefined) return { errcode: 846_605, errmsg: 'invalid req_id' };
    const changed = body?.['template_card'] as Card;
    const card = cards.get(changed.task_id);
    if (card !== undefined) {
      card.content = JSON.stringify(changed);
      card.changedAt.push(Date.now());
    }
    answered(changed);
    return { errcode: 0, errmsg: 'ok' };
  }

  function subscribe(socket: WebSocket, body: Frame['body']): { errcode: number; errmsg: string } {
    if (body?.['bot_id'] !== botId || body['secret'] !== secret) return { errcode: 853_000, errmsg: 'invalid secret' };
    const old = subscribed;
    subscribed = socket;
    if (old !== null && old !== socket) {
      const event = { msgtype: 'event', event: { eventtype: 'disconnected_event' } };
      old.send(JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: randomUUID() }, body: event }));
      old.close();
    }
    return { errcode: 0, errmsg: 'ok' };
  }

  const answers: Record<string, (socket: WebSocket, frame: Frame) => { errcode: number; errmsg: string }> = {
    ping: () => ({ errcode: 0, errmsg: 'ok' }),
    aibot_subscribe: (socket, { body }) => subscribe(socket, body),
    aibot_send_msg: (_, { body = {} }) => send(body),
    aibot_respond_update_msg: (_, frame) => update(frame),
  };

  const emulator = await listen(({ response }) => {
    response.writeHead(404).end();
  });
  const server = socketServer({ server: emulator.server });
  server.on('connection', (socket) => {
    socket.on('close', () => {
      if (subscribed === socket) subscribed = null;
    });
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame;
      const { cmd = '', headers } = frame;
      const wrong = cmd === 'aibot_send_msg' ? told.shift() : undefined;
      const said = wrong?.kind === 'status' ? { errcode: -1, errmsg: 'system busy' } : answers[cmd]?.(socket, frame);
      if (wrong?.kind === 'drop') socket.terminate();
      else if (wrong?.kind !== 'hang') socket.send(JSON.stringify({ headers, ...said }));
    });
  });

  function press(card: ShownCard, user: string): Promise<unknown> {
    const [button] = (JSON.parse(card.content) as Card).button_list;
    if (subscribed === null || button === undefined) return Promise.resolve(null);
    const id = randomUUID();
    const pressed = { card_type: 'button_interaction', event_key: button.key, task_id: card.id };
    const event = { eventtype: 'template_card_event', template_card_event: pressed };
    const body = { msgid: id, aibotid: botId, chattype: 'group', from: { userid: user }, msgtype: 'event', event };
    subscribed.send(JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: id }, body }));
    return new Promise((done) => {
      const timer = setTimeout(() => {
        waiting.delete(id);
        done(null);
      }, ANSWER_MS);
      waiting.set(id, (changed) => {
        clearTimeout(timer);
        waiting.delete(id);
        done(changed);
      });
    });
  }

  const drop = (): void => {
    for (const socket of server.clients) socket.terminate();
  };
  return {
    url: emulator.url,
    cards,
    lines,
    misbehave,
    press,
    drop,
    connections: () => (subscribed === null ? 0 : 1),
    close: async () => {
      drop();
      await emulator.close();
    },
  };
}
