import { Injectable, Logger } from '@nestjs/common';
import { Severity, message, type Notice } from '@cockpit/contracts';
import { enqueue, enqueueBack, enqueueEnd, enqueueHeld } from '@cockpit/notify';
import { DeadLetters, isRowFault } from '@cockpit/platform';
import type { EntityManager } from 'typeorm';
import { isOver } from './life/transitions';
import type { WarningLife } from './life/step';
import { Escalations, type Climb } from './escalation/escalations';
import { WATCHDOG } from './rules/pulse-rules';
import { Inhibitions } from './silence/inhibitions';
import { silencedUntil } from './silence/quiet';
import { Silences } from './silence/silences';
import { flappingOf, toWarning, type WarningRow } from './warning.entity';

/** under which dead letters stand what could not be told */
export const NOTICES = 'notices';

type Fired = Pick<WarningLife, 'condition' | 'firedAt' | 'handling' | 'acknowledgedAt'>;

/** Tells people outside of our pages that a warning has fired, and that it is over, in the transaction in which it does. */
@Injectable()
export class WarningNotices {
  private readonly logger = new Logger('notices');

  constructor(
    private readonly silences: Silences,
    private readonly inhibitions: Inhibitions,
    private readonly escalations: Escalations,
    private readonly letters: DeadLetters,
  ) {}

  /**
   * What cannot be told keeps no warning from being raised or answered: it is undone by itself, put away and tried again.
   * @param row as it is now @param before null: it began just now @returns whether everybody was told who is to be told
   */
  async follow(manager: EntityManager, row: WarningRow, before: Fired | null, now: number): Promise<boolean> {
    if (row.rule === WATCHDOG || row.firedAt === null || row.words === null) return true;
    try {
      // a savepoint: what fails in it leaves the rest of the transaction whole
      await manager.transaction((apart) => this.tellOf(apart, row, before, now));
      return true;
    } catch (error) {
      if (!isRowFault(error)) throw error;
      this.logger.error({ hall: row.hall, warning: row.id, err: error }, 'a warning could not be told');
      await this.letters.put(NOTICES, `warning/${row.id}`, { warning: row.id }, error);
      return false;
    }
  }

  private async tellOf(manager: EntityManager, row: WarningRow, before: Fired | null, now: number): Promise<void> {
    const subject = `warning/${row.id}`;
    const wasOver = before !== null && isOver(before.condition);
    const over = row.condition === 'resolved' && !wasOver;
    const hasJustFired = (before?.firedAt ?? null) === null;
    if (over) {
      await this.escalations.step(manager, row, now);
      await enqueueEnd(manager, { subject, notice: noticeOf(row, now) });
    } else if (!hasJustFired) {
      // a value that moves passes nothing on: only an answer does, and time, which is the worker's to watch
      if (!isAnsweredAnew(row, before)) return;
      await this.climb(manager, row, now);
      await tellHeld(manager, row);
      if (hasRunOut(row, before)) await this.tellBack(manager, row, before?.acknowledgedAt ?? now, now);
    } else if (!(await this.isHeldBack(manager, row, now))) await this.open(manager, row, now);
  }

  /** Passes it up when that is due, and tells those who have it now. While a rule is silenced nobody is called. */
  async climb(manager: EntityManager, row: WarningRow, now: number): Promise<void> {
    if (!(await this.isSilenced(manager, row, now)))
      await tell(manager, row, await this.escalations.step(manager, row, now));
  }

  /** Whether nobody is to be told of it now: silenced, or a wider warning says it. Told when that is over, while it holds. */
  async isHeldBack(manager: EntityManager, row: WarningRow, now: number): Promise<boolean> {
    const silences = await this.silences.ofHall(manager, row.hall, now);
    return (
      silencedUntil(toWarning(row), silences, now) !== null || this.inhibitions.holdBack(manager, row, silences, now)
    );
  }

  /** Of what fired before somebody could be told. Asked again, it tells nobody twice. */
  async tellLate(manager: EntityManager, row: WarningRow, now: number): Promise<void> {
    const climb = await this.escalations.asHeld(manager, row.id);
    if (climb === null) await this.open(manager, row, now);
    else await tell(manager, row, climb);
  }

  /** Where no roster is kept every channel is told, and nothing climbs. */
  private async open(manager: EntityManager, row: WarningRow, now: number): Promise<void> {
    const climb = await this.escalations.begin(manager, row, now);
    if (climb !== null) await tell(manager, row, climb);
    else if (!(await this.escalations.find(manager, [row.id])).has(row.id))
      await enqueue(manager, { subject: `warning/${row.id}`, notice: noticeOf(row, null) });
  }

  /** An answer of which nothing has come holds no longer: those who were told have it again. */
  private async tellBack(manager: EntityManager, row: WarningRow, answeredAt: number, now: number): Promise<void> {
    const held = (await this.escalations.find(manager, [row.id])).get(row.id);
    const holder = held === undefined ? {} : { holder: { why: held.why, people: held.people } };
    const notice: Notice = { ...noticeOf(row, null), phase: 'back', ...holder };
    const callsNobody = held?.state === 'quiet' || (await this.isSilenced(manager, row, now));
    const occasion = `ran-out/${new Date(answeredAt).toISOString()}`;
    await enqueueBack(manager, { subject: `warning/${row.id}`, notice, occasion }, callsNobody ? 'cards' : 'all');
  }

  private async isSilenced(manager: EntityManager, row: WarningRow, now: number): Promise<boolean> {
    const silences = await this.silences.ofHall(manager, row.hall, now);
    return silencedUntil(toWarning(row), silences, now) !== null;
  }
}

const isAnsweredAnew = ({ handling, acknowledgedAt }: WarningRow, before: Fired | null): boolean =>
  handling !== before?.handling || (acknowledgedAt?.getTime() ?? null) !== before.acknowledgedAt;

const hasRunOut = ({ handling }: WarningRow, before: Fired | null): boolean =>
  before?.handling === 'acknowledged' && handling === 'new';

/** Cards that are there say who has it now; so that it is noticed, there is a new message too. */
async function tell(manager: EntityManager, row: WarningRow, climb: Climb | null): Promise<void> {
  if (climb === null) return;
  const { people } = climb.row;
  const { why = climb.row.why } = climb;
  const notice = { ...noticeOf(row, null), holder: { why, people } };
  const letter = { subject: `warning/${row.id}`, notice, occasion: climb.occasion };
  await enqueueBack(manager, { ...letter, notice: { ...notice, phase: 'back' } }, 'cards');
  await enqueue(manager, letter);
}

/** An answer that has run out is told by whoever passes it on. */
async function tellHeld(manager: EntityManager, row: WarningRow): Promise<void> {
  const { id, handling, acknowledgedBy, acknowledgedAt } = row;
  if (handling !== 'acknowledged' || acknowledgedBy === null || acknowledgedAt === null) return;
  const holder = { why: message('notice.held-by', { by: acknowledgedBy }), people: [] };
  const notice: Notice = { ...noticeOf(row, null), phase: 'held', holder };
  await enqueueHeld(manager, { subject: `warning/${id}`, notice, occasion: acknowledgedAt.toISOString() });
}

/** Where one sees more of it, when that is not the desk of a hall. */
const PAGES: Readonly<Record<string, string>> = { line: '/consultation', unit: '/cases' };

function noticeOf(row: WarningRow, endedAt: number | null): Notice {
  return {
    phase: endedAt === null ? 'open' : 'end',
    level: Severity.parse(row.severity),
    hall: row.hall,
    about: row.words ?? { code: '', params: {} },
    firedAt: (row.firedAt ?? row.since).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    path: PAGES[row.scopeKind] ?? `/desk/${row.hall}`,
    ...flappingOf(row),
  };
}
