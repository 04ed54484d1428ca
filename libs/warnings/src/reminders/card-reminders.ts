import { Injectable, Logger } from '@nestjs/common';
import { message, part } from '@cockpit/contracts';
import {
  inCharge,
  isActiveAt,
  isReminderLevel,
  onDutyAt,
  remind,
  type ReminderLevel,
  type RosterShift,
} from '@cockpit/domain';
import { GroundsLoader, noteReminded, unansweredCards, type CardReminded, type UnansweredCard } from '@cockpit/matters';
import { enqueue } from '@cockpit/notify';
import { DataSource, type EntityManager } from 'typeorm';
import { DutyRoster } from '@cockpit/duty';
import { REMINDER_OF, REMINDER_RULES } from '../rules/reminder-rules';
import { termsOf, toldAt, type RulesTold } from '../rules/terms';
import { RulesInForce } from '../settings/rules-in-force';
import { silencedUntil, type Quiet } from '../silence/quiet';
import { Silences } from '../silence/silences';
import { reminderLetters, type ToldCard } from './reminder-letters';

type Grounds = Awaited<ReturnType<GroundsLoader['fresh']>>;
const A_STEP = 1_000;
/** A level at which nobody was on duty for so long is none of the roster's. */
const OF_LATE_MS = 31 * 86_400_000;
/** what cannot be computed is looked at again after so long */
const LATER_MS = 86_400_000;

/** What is known of a hall, asked once for all of its cards. */
interface Place {
  readonly shifts: readonly RosterShift[];
  readonly silences: readonly Quiet[];
}

/**
 * Tells people of cards nobody answers. What is due is a row of Postgres, and whom it was told to is written in the transaction that writes the message:
 * a worker that dies at any point tells nobody twice, and forgets nobody.
 */
@Injectable()
export class CardReminders {
  private readonly logger = new Logger('reminders');

  constructor(
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
    private readonly rules: RulesInForce,
    private readonly roster: DutyRoster,
    private readonly silences: Silences,
  ) {}

  /** @returns of how many cards somebody was told */
  async run(): Promise<number> {
    const grounds = await this.grounds.fresh();
    let [total, after] = [0, ''];
    for (;;) {
      const { told, last, found } = await this.postgres.transaction((manager) => this.step(manager, grounds, after));
      total += told;
      if (found < A_STEP) return total;
      after = last;
    }
  }

  private async step(
    manager: EntityManager,
    grounds: Grounds,
    after: string,
  ): Promise<{ told: number; last: string; found: number }> {
    const { wallNow, hallNow } = grounds.parts;
    const halls = [...hallNow.keys()];
    const nows = halls.map((hall) => new Date(hallNow.get(hall) ?? wallNow));
    const cards = await unansweredCards(manager, { wall: new Date(wallNow), halls, nows, after, limit: A_STEP });
    if (cards.length === 0) return { told: 0, last: after, found: 0 };
    const rules = await this.rules.told(manager);
    const places = await this.places(manager, cards);
    const letters: ToldCard[] = [];
    const notes: CardReminded[] = [];
    for (const card of cards) {
      const place = places.get(card.hall) ?? { shifts: [], silences: [] };
      const turn = this.turnOf(card, place, rules, grounds);
      if (turn === null) continue;
      notes.push(turn.note);
      if (turn.letter !== null) letters.push(turn.letter);
    }
    for (const letter of reminderLetters(letters)) await enqueue(manager, letter);
    await noteReminded(manager, notes);
    return { told: letters.length, last: cards.at(-1)?.id ?? after, found: cards.length };
  }

  private async places(
    manager: EntityManager,
    cards: readonly UnansweredCard[],
  ): Promise<ReadonlyMap<string | null, Place>> {
    const nows = new Map(cards.map(({ hall, now }) => [hall, now.getTime()]));
    const places = new Map<string | null, Place>();
    for (const [hall, now] of nows)
      if (hall !== null)
        places.set(hall, {
          shifts: await this.roster.ofHall(manager, hall, now - OF_LATE_MS),
          silences: await this.silences.ofHall(manager, hall, now),
        });
    return places;
  }

  /** Null: the rule is off here, or silenced; it is looked at again. */
  private turnOf(
    card: UnansweredCard,
    { shifts, silences }: Place,
    rules: RulesTold,
    grounds: Grounds,
  ): { note: CardReminded; letter: ToldCard | null } | null {
    const { id, hall, unit, told } = card;
    const now = card.now.getTime();
    const rule = REMINDER_RULES.find(({ key }) => key === REMINDER_OF[card.kind]);
    if (rule === undefined) return null;
    const { settings, severity } = termsOf(rule, toldAt(rules, rule.key, { hall, kind: 'unit', code: unit }));
    const { enabled = true, active, threshold = rule.threshold ?? 1 } = settings;
    const { timeZone } = grounds.officeOf(hall);
    if (!enabled || !isActiveAt(active, timeZone, now)) return null;
    const scope = { kind: 'unit' as const, code: unit ?? '' };
    if (silencedUntil({ rule: rule.key, scope }, silences, now) !== null) return null;
    const onDuty = (level: ReminderLevel): readonly string[] =>
      level === 'officer' || level === 'liaison'
        ? card.officerId === null
          ? []
          : [grounds.officerName(card.officerId) ?? card.officerId]
        : onDutyAt(inCharge(shifts, level, { hall: hall ?? '', unit: unit ?? undefined }), now);
    // where nobody keeps a roster of a level it is told by its channels
    const isStaffed = (level: ReminderLevel): boolean =>
      !shifts.some((shift) => shift.level === level && (level !== 'unit' || shift.unit === unit)) ||
      onDuty(level).length > 0;
    try {
      const { level, nextAt } = remind(told !== null && isReminderLevel(told) ? told : null, card, {
        now,
        afterDays: threshold,
        isStaffed,
        calendar: grounds.calendarAt(hall, now),
      });
      const common = { id, at: card.now, nextAt: new Date(nextAt) };
      if (level === null) return { note: { ...common, told: null }, letter: null };
      const note = message('card-note.reminded', { level: part(`duty-level.${level}`, {}), times: card.times + 1 });
      const people = onDuty(level);
      const { caseId, title, times, officerId } = card;
      const addressee = level === 'unit' ? unit : level === 'officer' || level === 'liaison' ? officerId : null;
      const letter = { id, caseId, title, rule: rule.key, severity, hall, level, addressee, people, times, now };
      return { note: { ...common, told: { level, note } }, letter: { ...letter, afterDays: threshold } };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.logger.error({ card: id, err: error }, 'no calendar tells when a card is to come back');
      return { note: { id, at: card.now, nextAt: new Date(now + LATER_MS), told: null }, letter: null };
    }
  }
}
