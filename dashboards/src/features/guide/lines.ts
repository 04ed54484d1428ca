import type { GuidePerson, GuideTerminal, GuideView } from '@cockpit/contracts';

export interface Line {
  code: string;
  name: string;
  /** those of it who can be led away */
  n: number;
}

/**
 * Queues with somebody to lead away, in the order of the hall: a finger finds each where it was.
 * @param gone tickets of theirs that have just been led away
 */
export const linesOf = (
  people: readonly GuidePerson[],
  queues: GuideView['queues'],
  gone: ReadonlySet<string> = new Set(),
): Line[] =>
  queues.flatMap(({ code, name, fitting }) => {
    const listed = people.filter(({ queue }) => queue === code);
    const led = listed.filter(({ ticketId }) => gone.has(ticketId)).length;
    return led < listed.length ? [{ code, name, n: fitting - led }] : [];
  });

export interface Group {
  key: string;
  item: string;
  itemName: string;
  /** the same ways for all of them */
  channels: GuidePerson['channels'];
  asked: boolean;
  people: GuidePerson[];
}

/**
 * Those who came for the same and can be led the same way are one group: a guide says one sentence to all of them. Groups stand as their
 * first person does.
 */
export function groupsOf(people: readonly GuidePerson[], queue: string | null): Group[] {
  const groups = new Map<string, Group>();
  for (const person of people) {
    if (queue !== null && person.queue !== queue) continue;
    const key = [person.item, person.channels.join('+')].join('/');
    const group = groups.get(key) ?? {
      key,
      item: person.item,
      itemName: person.itemName,
      channels: person.channels,
      asked: false,
      people: [],
    };
    group.people.push(person);
    group.asked ||= person.promptId !== null;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Terminals to which people with an item can be led now: those that work and take it, the one that has stood unused for longest first. */
export const terminalsFor = (item: string, terminals: readonly GuideTerminal[]): GuideTerminal[] =>
  terminals
    .filter(({ state, items }) => state === 'up' && (items.length === 0 || items.includes(item)))
    .sort((a, b) => (a.lastUsedAt ?? '').localeCompare(b.lastUsedAt ?? ''));
