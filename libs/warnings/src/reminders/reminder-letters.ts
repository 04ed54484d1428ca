import { createHash } from 'node:crypto';
import { message, part, type Notice, type Severity } from '@cockpit/contracts';
import type { ReminderLevel } from '@cockpit/domain';
import type { Letter } from '@cockpit/notify';
import type { ReminderKey } from '../rules/reminder-rules';

/** A card that is to be told of now. */
export interface ToldCard {
  readonly id: string;
  readonly caseId: string;
  readonly title: string | null;
  readonly rule: ReminderKey;
  readonly severity: Severity;
  readonly hall: string | null;
  readonly level: ReminderLevel;
  /** officer or unit it goes to; null: whoever has the level */
  readonly addressee: string | null;
  /** names, as far as they are known */
  readonly people: readonly string[];
  /** how often somebody was told of it before */
  readonly times: number;
  /** working days it waited for an answer */
  readonly afterDays: number;
  /** epoch ms of its hall */
  readonly now: number;
}

/** as many as a person reads; how many there are is said */
const NAMED = 5;

/**
 * One message for all that somebody is told of at once. Each has a name of its own, made of the cards and how often they were told of: asked for again it
 * is the same message, and what comes back is another.
 */
export function reminderLetters(cards: readonly ToldCard[]): Letter[] {
  const groups = new Map<string, ToldCard[]>();
  for (const card of cards) {
    const { hall, rule, severity, level, addressee, times } = card;
    const key = JSON.stringify([hall, rule, severity, level, addressee, times > 0]);
    groups.set(key, [...(groups.get(key) ?? []), card]);
  }
  return [...groups.values()].flatMap((group) => letterOf(group) ?? []);
}

function letterOf(cards: readonly ToldCard[]): Letter | null {
  const [first] = cards;
  if (first === undefined) return null;
  const { hall, rule, severity, level, addressee, times, now } = first;
  const names = cards.map(({ id, times: before }) => `${id} ${String(before)}`).sort();
  const to = part(`duty-level.${level}`, {});
  const days = Math.max(...cards.map(({ afterDays }) => afterDays));
  const notice: Notice = {
    phase: 'open',
    level: severity,
    hall,
    endedAt: null,
    about: message(`reminder.${rule}`, {
      n: cards.length,
      cases: cards.slice(0, NAMED).map(({ title, caseId }) => title ?? caseId),
    }),
    firedAt: new Date(now).toISOString(),
    path: '/cases',
    holder: {
      why: times === 0 ? message('reminder.first', { level: to }) : message('reminder.again', { days, level: to }),
      people: [...new Set(cards.flatMap(({ people }) => people))],
    },
  };
  const occasion = createHash('sha256').update(names.join('\n')).digest('hex');
  return { subject: `cards/${hall ?? ''}/${level}/${addressee ?? ''}`, notice, occasion };
}
