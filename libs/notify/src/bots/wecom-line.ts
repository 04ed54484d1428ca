import { randomUUID } from 'node:crypto';
import { KINDS } from '@cockpit/contracts';
import { z } from 'zod';
import { jsonOf } from '../channels/post';
import { wecomBotSender, wecomCard } from '../channels/wecom-bot';
import { withTimeout, openSocket, type LineOptions, type OnPress, type Socket } from './line';
import { standsNow, type LiveBot, type Reply } from '../channels/wecom-live';

const Frame = z.object({
  cmd: z.string().optional(),
  headers: z.object({ req_id: z.string() }),
  errcode: z.number().optional(),
  errmsg: z.string().default(''),
  body: z.unknown().optional(),
});
type Frame = z.infer<typeof Frame>;
const Event = z.object({ event: z.looseObject({ eventtype: z.string() }) });
const Press = z.object({
  from: z.object({ userid: z.string() }),
  event: z.object({ template_card_event: z.object({ event_key: z.string(), task_id: z.string() }) }),
});
const Where = z.object({ chatid: z.string().optional(), from: z.object({ userid: z.string() }) });
const PING_MS = 30_000;
const MAX_MISSED = 2;
const REQUEST_MS = 10_000;

/** The long connection of a WeCom bot. A bot has one; a new connection ends the old one. */
export async function wecomLine(options: LineOptions): Promise<void> {
  const settings = KINDS['wecom-bot'].settings.parse(options.settings);
  const { secret } = KINDS['wecom-bot'].secrets.parse(options.secrets);
  const talk = new Talk(options.onPress);
  const socket = await openSocket(settings.host.replace(/^http/, 'ws'), options, (data) => {
    talk.hear(typeof data === 'string' ? data : Buffer.from(data).toString());
  });
  talk.socket = socket;
  let unregister = (): void => undefined;
  try {
    const reply = await talk.ask(
      'aibot_subscribe',
      { bot_id: settings.botId, secret },
      AbortSignal.timeout(REQUEST_MS),
    );
    if (reply?.errcode !== 0) throw new Error(`WeCom gives no connection: ${reply?.errmsg ?? 'no answer'}`);
    const robot = wecomBotSender.robot(options);
    if (robot !== null) unregister = standsNow(robot, talk);
    options.up();
    const timer = setInterval(() => {
      void talk.ping();
    }, PING_MS);
    await socket.ended.finally(() => {
      clearInterval(timer);
    });
  } finally {
    unregister();
    talk.end();
    socket.close();
  }
}

class Talk implements LiveBot {
  socket: Socket | null = null;
  private readonly waiting = new Map<string, (reply: Reply) => void>();
  private missed = 0;

  constructor(private readonly onPress: OnPress) {}

  ask(cmd: string, body: object | undefined, signal: AbortSignal): Promise<Reply> {
    const id = `${cmd}_${randomUUID()}`;
    return new Promise((done) => {
      const finish = (reply: Reply): void => {
        this.waiting.delete(id);
        signal.removeEventListener('abort', abort);
        done(reply);
      };
      const abort = (): void => {
        finish(null);
      };
      if (signal.aborted) {
        done(null);
        return;
      }
      signal.addEventListener('abort', abort, { once: true });
      this.waiting.set(id, finish);
      this.send(cmd, id, body);
    });
  }

  hear(text: string): void {
    const frame = Frame.safeParse(jsonOf(text)).data;
    if (frame === undefined) return;
    const { cmd, headers, errcode = 0, errmsg } = frame;
    if (cmd === 'aibot_event_callback') void this.event(frame).catch(() => undefined);
    else if (cmd === 'aibot_msg_callback') this.replyChatId(frame);
    else this.waiting.get(headers.req_id)?.({ errcode, errmsg });
  }

  async ping(): Promise<void> {
    if (this.missed >= MAX_MISSED) this.socket?.close();
    this.missed += 1;
    if ((await this.ask('ping', undefined, AbortSignal.timeout(REQUEST_MS))) !== null) this.missed = 0;
  }

  end(): void {
    for (const finish of [...this.waiting.values()]) finish(null);
  }

  /** Replies with the chat id, because the administrator needs it for the setup and WeCom shows it nowhere. */
  private replyChatId({ headers, body }: Frame): void {
    const { data } = Where.safeParse(body);
    if (data === undefined) return;
    const stream = { id: randomUUID(), finish: true, content: `chatid: ${data.chatid ?? data.from.userid}` };
    this.send('aibot_respond_msg', headers.req_id, { msgtype: 'stream', stream });
  }

  private send(cmd: string, id: string, body: object | undefined): void {
    this.socket?.send(JSON.stringify({ cmd, headers: { req_id: id }, ...(body === undefined ? {} : { body }) }));
  }

  private async event({ headers, body }: Frame): Promise<void> {
    const { eventtype } = Event.parse(body).event;
    // another process has connected as this bot
    if (eventtype === 'disconnected_event') this.socket?.close();
    if (eventtype !== 'template_card_event') return;
    const { from, event } = Press.parse(body);
    const { event_key: token, task_id: task } = event.template_card_event;
    const result = await withTimeout(this.onPress({ token, person: null, user: from.userid }));
    if (result === 'late' || result === null) return;
    const { item, language } = result;
    if (item === null) return;
    // WeCom changes a card only in answer to a press and within 5 s
    const card = { response_type: 'update_template_card', template_card: wecomCard(item, language, task) };
    this.send('aibot_respond_update_msg', headers.req_id, card);
  }
}
