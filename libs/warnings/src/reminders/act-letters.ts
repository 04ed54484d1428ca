import { createHash } from 'node:crypto';
import { message, part, type Notice } from '@cockpit/contracts';
import type { UntoldAct } from '@cockpit/matters';
import type { Letter } from '@cockpit/notify';

/** An act with those who are to hear of it, by name as far as they are known. */
export interface AddressedAct extends UntoldAct {
  readonly people: readonly string[];
  /** epoch ms of its hall */
  readonly now: number;
}

/** as many as a person reads; how many there are is said */
const NAMED = 5;

/** One message for all that the same people hear of at once. Its name is made of the acts: asked for again it is the same message. */
export function actLetters(acts: readonly AddressedAct[]): Letter[] {
  const groups = new Map<string, AddressedAct[]>();
  for (const one of acts) {
    const { act, hall, unit, officerId } = one.toTell;
    const key = JSON.stringify([act, hall, unit, officerId, one.people]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => letterOf(group) ?? []);
}

function letterOf(acts: readonly AddressedAct[]): Letter | null {
  const [first] = acts;
  if (first === undefined) return null;
  const { act, hall, unit, officerId, matterId } = first.toTell;
  const level = officerId === null ? 'unit' : 'officer';
  const notice: Notice = {
    phase: 'open',
    level: 'yellow',
    hall,
    endedAt: null,
    about: message(`reminder.act-${act}`, {
      n: acts.length,
      cases: acts.slice(0, NAMED).map(({ toTell: { title, caseId } }) => title ?? caseId),
    }),
    firedAt: new Date(first.now).toISOString(),
    path: acts.length === 1 ? `/cases/${matterId}` : '/cases',
    holder: {
      why:
        act === 'mention'
          ? message('reminder.read', {})
          : message('reminder.first', { level: part(`duty-level.${level}`, {}) }),
      people: [...first.people],
    },
  };
  const names = acts.map(({ identity }) => identity).sort();
  const occasion = createHash('sha256').update(names.join('\n')).digest('hex');
  return { subject: `acts/${hall ?? ''}/${act}/${officerId ?? unit ?? ''}`, notice, occasion };
}
