import type { GuidePerson, GuideTerminal, GuideView } from '@cockpit/contracts';

/** The parts of a guide's page, in the order of their tabs. */
export const GUIDE_TABS = ['people', 'terminals', 'halls'] as const;
export type GuideTab = (typeof GUIDE_TABS)[number];

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

/**
 * Groups in the order in which they stood, down to the last one that is open; below it as they stand by now. What is new comes below.
 * @param stood keys, in their order
 */
export function held(groups: readonly Group[], stood: readonly string[], open: ReadonlySet<string>): Group[] {
  const still = stood.flatMap((key) => groups.find((group) => group.key === key) ?? []);
  const firm = still.slice(0, still.findLastIndex(({ key }) => open.has(key)) + 1);
  return [...firm, ...groups.filter((group) => !firm.includes(group))];
}

/** Terminals to which people with an item can be led now: those that work and take it, the one that has stood unused for longest first. */
export const terminalsFor = (item: string, terminals: readonly GuideTerminal[]): GuideTerminal[] =>
  terminals
    .filter(({ state, items }) => state === 'up' && (items.length === 0 || items.includes(item)))
    .sort((a, b) => (a.lastUsedAt ?? '').localeCompare(b.lastUsedAt ?? ''));
