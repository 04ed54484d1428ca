import { Injectable } from '@nestjs/common';
import { maskFreeText, textOf, type Warning } from '@cockpit/contracts';
import { AuditLog } from '@cockpit/access';
import { SentMessages, type SentMessage } from '@cockpit/notify';
import { AppError } from '@cockpit/platform';
import { isOver } from '../life/transitions';
import { WarningStore } from '../warning-store';

/**
 * How a message of a warning stands to whoever wants to answer it. `open`: it may be answered · `done`: it was, just now · `used`: it was, before ·
 * `held`: somebody else sees to the warning.
 */
export type AnswerState =
  | { state: 'open' | 'over' | 'expired' }
  | { state: 'done' | 'held'; by: string }
  | { state: 'used'; by: string; at: Date };

/** Who answers, as far as that is known. */
interface By {
  person?: string | undefined;
  /** what the platform calls them */
  user?: string;
  correlationId?: string;
}

const HELD: ReadonlySet<string> = new Set(['acknowledged', 'acting']);

/** Answers that come by a message itself, from somebody who need not be signed in: who has the message is whom it was sent to. */
@Injectable()
export class Answers {
  constructor(
    private readonly store: WarningStore,
    private readonly messages: SentMessages,
    private readonly audit: AuditLog,
  ) {}

  /** Null: the warning is not there any more. Looking changes nothing: scanners of mail and previews of links look too. */
  async look(message: SentMessage): Promise<AnswerState | null> {
    const warning = await this.warningOf(message);
    if (warning === null) return null;
    const { answeredAt, answeredBy } = message;
    if (isOver(warning.condition)) return { state: 'over' };
    if (answeredAt !== null) return { state: 'used', by: answeredBy ?? '', at: answeredAt };
    if (message.isLate) return { state: 'expired' };
    return HELD.has(warning.handling) ? { state: 'held', by: warning.acknowledgedBy ?? '' } : { state: 'open' };
  }

  /** Acknowledges the warning of a message, once. @param person who it is, where that is known */
  async acknowledge(message: SentMessage, more: By = {}): Promise<AnswerState | null> {
    const before = await this.look(message);
    if (before?.state !== 'open') return before;
    const by = actorOf(message, more.person);
    const { hall } = message.notice;
    const id = idOf(message);
    try {
      await this.store.acknowledge(id, { name: by, halls: hall === null ? [] : [hall] }, async (manager) => {
        await this.messages.answer(manager, message.id, by);
        const actor = { kind: 'channel', id: message.channel, name: by, correlationId: more.correlationId } as const;
        const after = more.user === undefined ? {} : { after: { user: more.user } };
        await this.audit.record({ actor, action: 'warning.ack', target: `warning/${id}`, ...after }, manager);
      });
      return { state: 'done', by };
    } catch (error) {
      // somebody was quicker
      const now = error instanceof AppError && error.status === 409 ? await this.messages.byId(message.id) : null;
      if (now === null) throw error;
      return this.look(now);
    }
  }

  private async warningOf(message: SentMessage): Promise<Warning | null> {
    const { hall } = message.notice;
    try {
      return await this.store.one(idOf(message), { halls: hall === null ? [] : [hall] });
    } catch (error) {
      if (error instanceof AppError && error.status === 404) return null;
      throw error;
    }
  }
}

const idOf = ({ subject }: SentMessage): string => subject.replace(/^warning\//, '');

/** Everybody in a group may press its link: without a known person the group is who did it. */
function actorOf({ kind, channelName, language, isOwn, recipient }: SentMessage, pressedBy?: string): string {
  const person = pressedBy ?? (isOwn ? recipient : undefined);
  const through = textOf(`channel.${kind}`, {}, language);
  return maskFreeText(
    person === undefined
      ? textOf('notice.by-group', { kind: through, name: channelName }, language)
      : textOf('notice.by-person', { person, kind: through }, language),
  );
}
