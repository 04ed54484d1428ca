import { Inject, Injectable, Logger } from '@nestjs/common';
import { isOpenNotice, message, noticeText } from '@cockpit/contracts';
import { SETTINGS, deriveKey, type Settings } from '@cockpit/platform';
import { LRUCache } from 'lru-cache';
import { refused, unsent, type Channel, type Item, type Outcome, type Outgoing } from '../channels/channel';
import { ANSWER_PATH, LINKS, tokenOf } from '../answers/link';
import { hiding } from '../channels/hiding';
import { openChannel, type OpenChannel } from '../channels/kinds';
import { SEALING, openSecrets } from '../settings/sealed';
import { AddressBook } from '../persons/address-book';
import { OWN_WAYS, isCarrier } from '../persons/direct';
import { PushBook } from '../push/push-book';
import { Mentions } from '../persons/mentions';
import { Attachments } from './attachments';
import { HallFaces } from './hall-faces';
import { SEND_MS } from './lease';
import type { TakenChannel } from './lease-batch';
import type { TakenRow } from './taken-row';

/** Injection token of the channel factory; tests replace it. */
export const OPEN_CHANNEL = Symbol('OPEN_CHANNEL');
const MAX_OPEN = 200;

export interface Sent {
  outcome: Outcome;
  /** number of rows, from the first, in this message */
  sent: number;
}

/** Builds messages from rows and sends them. Channels stay open between messages. */
@Injectable()
export class Postman {
  private readonly logger = new Logger('notify');
  private readonly key: Buffer;
  private readonly links: Buffer;
  private readonly opened = new LRUCache<string, Channel>({
    max: MAX_OPEN,
    dispose: (channel) => channel.close?.(),
  });

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(OPEN_CHANNEL) private readonly open: OpenChannel = openChannel,
    private readonly faces: HallFaces,
    private readonly mentions: Mentions,
    private readonly book: AddressBook,
    private readonly browsers: PushBook,
    private readonly attachments: Attachments,
  ) {
    this.key = deriveKey(settings, SEALING);
    this.links = deriveKey(settings, LINKS);
  }

  async send(channel: TakenChannel, rows: readonly TakenRow[], lost: AbortSignal): Promise<Sent> {
    const [first] = rows;
    if (first === undefined) return { outcome: refused('rejected', 'nothing to send'), sent: 0 };
    let opened: Channel;
    try {
      opened = this.wayOf(channel);
    } catch (error) {
      this.logger.error({ channel: channel.id, kind: channel.kind, err: error }, 'a channel cannot be opened');
      return {
        outcome: refused('rejected', `the channel cannot be opened: ${textOfError(error)}`, {
          fault: message('unsent.not-opened', {}),
        }),
        sent: rows.length,
      };
    }
    try {
      const items = await Promise.all(rows.map((row) => this.item(row, channel)));
      const whom = await this.whom(first, channel);
      if (whom === null) return { outcome: unsent('rejected', message('unsent.gone', {})), sent: 1 };
      const outgoing: Outgoing = { items, language: channel.language, ...whom };
      const sent = rows.length === 1 ? 1 : Math.max(1, Math.min(rows.length, opened.fit(outgoing)));
      const signal = AbortSignal.any([lost, AbortSignal.timeout(SEND_MS)]);
      const outcome = await opened.send(
        { ...outgoing, items: items.slice(0, sent) },
        keyOf(rows.slice(0, sent)),
        signal,
      );
      if (!outcome.delivered && outcome.gone === true && first.target !== null)
        await this.browsers.forget(first.target);
      return { outcome, sent };
    } catch (error) {
      this.logger.error({ channel: channel.id, kind: channel.kind, err: error }, 'a message could not be sent');
      return { outcome: refused('unreachable', textOfError(error), { unsure: true }), sent: 1 };
    }
  }

  /** Loads what the first message needs before it is leased. */
  async warm(): Promise<void> {
    await this.faces.faceOf(null, 'zh-CN').catch(() => undefined);
  }

  close(): void {
    this.opened.clear();
  }

  private wayOf({ id, revision, kind, settings, sealed, allowPrivateHost }: TakenChannel): Channel {
    const name = `${id} ${String(revision)}`;
    const cached = this.opened.get(name);
    if (cached !== undefined) return cached;
    const secrets = openSecrets(sealed, id, this.key);
    const wrapped = hiding(this.open({ kind, settings, secrets, allowPrivateHost }), secrets);
    this.opened.set(name, wrapped);
    return wrapped;
  }

  /** The single recipient or browser; null if it no longer exists. */
  private async whom({ target }: TakenRow, { kind }: TakenChannel): Promise<Pick<Outgoing, 'to' | 'browser'> | null> {
    if (target === null) return {};
    if (kind === 'browser-push') {
      const browser = await this.browsers.one(target);
      return browser === null ? null : { browser };
    }
    const to = isCarrier(kind) ? (await this.book.one(target))?.[OWN_WAYS[kind]] : undefined;
    return to === undefined ? null : { to };
  }

  private readonly answerLink = (row: TakenRow, publicUrl: string): string =>
    new URL(`${ANSWER_PATH}/${tokenOf(row, this.links)}`, publicUrl).href;

  private async item(row: TakenRow, { language, kind }: TakenChannel): Promise<Item> {
    const { key, notice, unsure } = row;
    const face = await this.faces.faceOf(notice.hall, language);
    const { publicUrl } = this.settings;
    return {
      key,
      notice,
      text: noticeText(notice, { language, ...face }),
      link: publicUrl === undefined || notice.path === null ? null : new URL(notice.path, publicUrl).href,
      answer: publicUrl === undefined || !isAnswerable(row) ? null : this.answerLink(row, publicUrl),
      token: isAnswerable(row) ? tokenOf(row, this.links) : null,
      earlier: row.earlier,
      again: unsure,
      mentions: await this.mentions.find(notice, kind),
      ...(kind === 'smtp' ? { files: await this.attachments.load(notice) } : {}),
    };
  }
}

const isAnswerable = ({ subject, notice }: TakenRow): boolean => isOpenNotice(notice) && subject.startsWith('warning/');
const textOfError = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const keyOf = (rows: readonly TakenRow[]): string =>
  rows
    .map(({ key }) => key)
    .join('.')
    .slice(0, 200);
