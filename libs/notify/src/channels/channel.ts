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

/** A file that goes with a message where the channel can carry one. */
export interface AttachedFile {
  name: string;
  /** its media type */
  type: string;
  content: Buffer;
}

/** How a group calls somebody's attention: by the id it knows them by, or by their number. */
export interface Mention {
  readonly userId?: string | undefined;
  readonly phone?: string | undefined;
}

/** One thing to tell, ready to be read. */
export interface Item {
  /** the same for every attempt: a receiver that knows it already shows it once */
  readonly key: string;
  readonly notice: Notice;
  readonly text: NoticeText;
  /** page that shows it; null where the cockpit does not know its own address */
  readonly link: string | null;
  /** page on which whoever has the message answers it, without signing in; null where there is nothing to answer */
  readonly answer: string | null;
  /** what a button of it carries, so that whoever presses it answers this message; null as above */
  readonly token: string | null;
  /** receipts of what was told there of the same before: where a message can be changed, that one is */
  readonly earlier: readonly string[];
  /** an attempt before this one ended without an answer: it may have arrived */
  readonly again: boolean;
  /** files that go with it; only where the channel can carry them */
  readonly files?: readonly AttachedFile[];
  /** whom it is for, where a group can be told; absent: nobody */
  readonly mentions?: readonly Mention[];
}

export interface Outgoing {
  /** what matters most first; never empty */
  readonly items: readonly Item[];
  readonly language: Language;
  /** the one person it is for, instead of those whom the channel tells */
  readonly to?: string;
  /** the one browser it is for */
  readonly browser?: NewPush;
}

export interface Receipt {
  readonly delivered: true;
  /** what the other side calls it */
  readonly receipt: string;
}

export interface Refusal {
  readonly delivered: false;
  /** `limited`: too much, not wrong · `rejected`: it will not be taken as it is · `unreachable`: nobody answered · `forbidden`: an address that we do not send to */
  readonly reason: 'limited' | 'rejected' | 'unreachable' | 'forbidden';
  readonly retryable: boolean;
  /** not before so many ms, where the other side has said so */
  readonly afterMs?: number;
  /** the one it is for is not there any more, and never will be */
  readonly gone?: boolean;
  /** it may have arrived all the same */
  readonly unsure: boolean;
  /** why, as people read it; none where only the other side knows */
  readonly fault?: Message;
  /** why, as the other side or the network says it */
  readonly detail: string;
}

export type Outcome = Receipt | Refusal;

/** A way out of the building. */
export interface Channel {
  /** null: as fast as it goes */
  readonly limits: Limits | null;
  /** how many of these, from the first, go into one message; at least 1 */
  fit(outgoing: Outgoing): number;
  /** Never throws: what goes wrong is a refusal. */
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

/** Of what we do not send ourselves: our own words, in every language. */
export const unsent = (reason: Refusal['reason'], fault: Message, more: Omit<More, 'fault'> = {}): Refusal =>
  refused(reason, render(fault, 'en') ?? fault.code, { ...more, fault });

/** Of a channel that has only those whom something is addressed to. */
export const nobodyToTell = (): Refusal => unsent('rejected', message('unsent.nobody', {}));

/** What the other side says, as it is kept: Postgres keeps no NUL, and nobody reads more than this. */
export const keepable = (words: string): string => words.replaceAll('\0', '').slice(0, 500);
