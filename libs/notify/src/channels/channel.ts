import {
  message,
  render,
  type Language,
  type Message,
  type NewPush,
  type Notice,
  type NoticeText,
} from '@cockpit/contracts';
import type { Limits } from '../limits/limits';

/** A file attachment, for channels that support it. */
export interface AttachedFile {
  name: string;
  /** media type */
  type: string;
  content: Buffer;
}

/** A mention in a group, by user id or phone number. */
export interface Mention {
  readonly userId?: string | undefined;
  readonly phone?: string | undefined;
}

/** One notice, ready to send. */
export interface Item {
  /** the same for every attempt, so that a receiver can drop duplicates */
  readonly key: string;
  readonly notice: Notice;
  readonly text: NoticeText;
  /** page that shows it; null if the public URL is not configured */
  readonly link: string | null;
  /** page to answer without login; null if there is nothing to answer */
  readonly answer: string | null;
  /** token in the card button, which identifies this message; null as above */
  readonly token: string | null;
  /**
   * receipts of earlier messages on the same subject in this channel; a channel that can change messages updates these
   */
  readonly earlier: readonly string[];
  /** an earlier attempt got no answer, so the message may have arrived */
  readonly again: boolean;
  /** attachments; only for channels that support them */
  readonly files?: readonly AttachedFile[];
  /** people to mention in a group; none if absent */
  readonly mentions?: readonly Mention[];
}

export interface Outgoing {
  /** most important first; never empty */
  readonly items: readonly Item[];
  readonly language: Language;
  /** its only recipient, instead of the channel's people */
  readonly to?: string;
  /** its only browser */
  readonly browser?: NewPush;
}

export interface Receipt {
  readonly delivered: true;
  /** id or text that the other side returned */
  readonly receipt: string;
}

export interface Refusal {
  readonly delivered: false;
  /**
   * `limited`: too many messages · `rejected`: the other side refuses the content · `unreachable`: no answer ·
   * `forbidden`: an address that settings do not allow
   */
  readonly reason: 'limited' | 'rejected' | 'unreachable' | 'forbidden';
  readonly retryable: boolean;
  /** minimum pause in ms, if the other side gave one */
  readonly afterMs?: number;
  /** the recipient no longer exists */
  readonly gone?: boolean;
  /** the message may have arrived anyway */
  readonly unsure: boolean;
  /** the reason for people; absent if only the other side knows it */
  readonly fault?: Message;
  /** the reason in the words of the other side or the network */
  readonly detail: string;
}

export type Outcome = Receipt | Refusal;

/** Delivers messages to one outside destination. */
export interface Channel {
  /** null: no limit */
  readonly limits: Limits | null;
  /** number of items, from the first, that fit into one message; at least 1 */
  fit(outgoing: Outgoing): number;
  /** Never throws: every failure becomes a refusal. */
  send(outgoing: Outgoing, idempotencyKey: string, signal: AbortSignal): Promise<Outcome>;
  close?(): void;
}

type More = Partial<Pick<Refusal, 'retryable' | 'afterMs' | 'unsure' | 'gone' | 'fault'>>;

export const refused = (reason: Refusal['reason'], detail: string, more: More = {}): Refusal => ({
  delivered: false,
  reason,
  retryable: reason === 'limited' || reason === 'unreachable',
  unsure: false,
  detail: keepable(detail),
  ...more,
});

/** A refusal before sending, with our own text in every language. */
export const unsent = (reason: Refusal['reason'], fault: Message, more: Omit<More, 'fault'> = {}): Refusal =>
  refused(reason, render(fault, 'en') ?? fault.code, { ...more, fault });

/** For channels that only have addressed recipients. */
export const nobodyToTell = (): Refusal => unsent('rejected', message('unsent.nobody', {}));

/** The other side's text in a form that Postgres accepts (no NUL), cut to a useful length. */
export const keepable = (words: string): string => words.replaceAll('\0', '').slice(0, 500);
