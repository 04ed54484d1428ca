import { KINDS, cutToUnits, isOpenNotice, message, textOf, type Language } from '@cockpit/contracts';
import type { z } from 'zod';
import { liveBot, type Reply } from './wecom-live';
import type { Limits } from '../limits/limits';
import { compose, headline, markdown } from './compose';
import { refused, unsent, type Channel, type Item, type Outcome, type Outgoing } from './channel';
import { sender } from './sender';

/** limit per conversation; a bot with several conversations stays below it */
const LIMITS: Limits = {
  windows: [
    { count: 30, ms: 60_000 },
    { count: 1_000, ms: 3_600_000 },
  ],
  bytes: 4_096,
};
const STYLE = markdown(4_096);
const DECLARED = KINDS['wecom-bot'];
const TOO_FAST = new Set([45_009, 45_033]);
const BUSY = new Set([-1, 50_001]);

/**
 * Messages of a WeCom bot over its live connection. A warning is a card with a button; later changes are separate
 * lines.
 */
class WecomBot implements Channel {
  readonly limits = LIMITS;

  constructor(
    private readonly options: z.infer<typeof DECLARED.settings>,
    private readonly robot: string | null,
  ) {}

  /** A card has one button, so it holds one item. */
  fit(): number {
    return 1;
  }

  async send(outgoing: Outgoing, key: string, signal: AbortSignal): Promise<Outcome> {
    const [item] = outgoing.items;
    if (item === undefined) return refused('rejected', 'nothing to send');
    const bot = this.robot === null ? undefined : liveBot(this.robot);
    if (bot === undefined) return unsent('unreachable', message('unsent.no-bot', {}));
    const { to, toKind } = this.options;
    const content = isOpenNotice(item.notice)
      ? { msgtype: 'template_card', template_card: wecomCard(item, outgoing.language, key) }
      : { msgtype: 'markdown', markdown: { content: compose(outgoing, STYLE) } };
    const body = { chatid: to, chat_type: toKind === 'person' ? 1 : 2, ...content };
    return read(await bot.ask('aibot_send_msg', body, signal));
  }
}

function read(reply: Reply): Outcome {
  if (reply === null) return unsent('unreachable', message('unreached.no-answer', {}), { unsure: true });
  const { errcode, errmsg } = reply;
  if (errcode === 0) return { delivered: true, receipt: errmsg === '' ? 'ok' : errmsg };
  const detail = `${String(errcode)} ${errmsg}`.trim();
  if (TOO_FAST.has(errcode)) return refused('limited', detail, { afterMs: 60_000 });
  return BUSY.has(errcode) ? refused('unreachable', detail) : refused('rejected', detail);
}

const MAX_CHARACTERS = { title: 60, when: 90, what: 300, button: 10 } as const;
/** A bot accepts each task id once, so a resent message does not appear twice. */
const taskOf = (key: string): string => key.replace(/[^\w@-]/g, '-').slice(0, 128);

/** A card with plain text and one button, without markup. */
export function wecomCard(item: Item, language: Language, task: string): object {
  const { notice, text, token, link, again } = item;
  const isOpen = isOpenNotice(notice) && token !== null;
  const when = [text.when, ...(again ? [textOf('notice.again', {}, language)] : [])].join(' ');
  return {
    card_type: 'button_interaction',
    main_title: {
      title: cutToUnits(headline({ items: [item], language }), MAX_CHARACTERS.title),
      desc: cutToUnits(when, MAX_CHARACTERS.when),
    },
    sub_title_text: cutToUnits(text.what, MAX_CHARACTERS.what),
    button_list: [
      isOpen
        ? { text: textOf('notice.answer', {}, language), style: 1, key: token }
        : { text: cutToUnits(textOf('notice.taken', {}, language), MAX_CHARACTERS.button), style: 4, key: 'taken' },
    ],
    ...(link === null ? {} : { card_action: { type: 1, url: link } }),
    task_id: taskOf(task),
  };
}

export const wecomBotSender = sender(DECLARED, {
  limits: LIMITS,
  readBy: 'group',
  address: ({ settings: { botId, to } }) => `${botId} → ${to}`,
  robot: ({ settings: { host, botId } }) => `${new URL(host).host} ${botId}`,
  open: ({ settings }, { robot }) => new WecomBot(settings, robot),
});
