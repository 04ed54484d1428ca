import { GuideTerminal, type GuideHall, type GuidePerson, type LiveHall, type Prompt } from '@cockpit/contracts';
import { TERMINAL_SILENT_MS, type HallState, type ItemConfig, type WaitingTicket } from '@cockpit/domain';

/** Length of the list: fewer people than a guide can talk to before the next refresh. */
const SHOWN = 30;
/** At least this many of each queue, so that a long queue does not hide the others. */
const PER_QUEUE = 5;
/** Visitors who will be called within this time are not guided away. */
const SOON_SEC = 180;

type Snapshot = Pick<LiveHall, 'queues' | 'prompts' | 'now'>;

const IN_FORCE = new Set<Prompt['state']>(['shown', 'accepted', 'carried-out']);

/** Prompts for guides: accepted ones first, then by gain. */
export function guidePrompts({ prompts, now }: Pick<LiveHall, 'prompts' | 'now'>): Prompt[] {
  const at = Date.parse(now);
  const runs = (prompt: Prompt): boolean =>
    Date.parse(prompt.state === 'shown' ? prompt.expiresAt : (prompt.until ?? now)) >= at;
  const rank = (prompt: Prompt): number => (prompt.state === 'shown' ? 1 : 0);
  return prompts
    .filter(
      (prompt) =>
        (prompt.kind === 'guide' || prompt.kind === 'other-hall') && IN_FORCE.has(prompt.state) && runs(prompt),
    )
    .sort((a, b) => rank(a) - rank(b) || b.gainMin - a.gainMin);
}

export interface People {
  people: GuidePerson[];
  /** people worth guiding by queue, including those not listed */
  fitting: ReadonlyMap<string, number>;
  /** everybody in the queues at the same moment, so that the number guided never exceeds it */
  waiting: number;
  unknownItem: number;
}

/**
 * Waiting visitors who do not need a window: those of a prompt first, then those with the longest remaining wait,
 * because that saves most. Visitors about to be called come last and belong to no prompt.
 */
export function peopleToGuide(state: HallState, snapshot: Snapshot, gone: ReadonlySet<string>): People {
  const items = new Map(state.config.items.map((item) => [item.code, item]));
  const prompts = guidePrompts(snapshot).filter((prompt) => prompt.kind === 'guide');
  const now = Date.parse(snapshot.now);
  const people: GuidePerson[] = [];
  let unknownItem = 0;
  let waiting = 0;
  for (const { code } of state.queues.values()) {
    const inQueue = state.waiting(code).filter((ticket) => !gone.has(ticket.id));
    waiting += inQueue.length;
    const newcomer = snapshot.queues.find((queue) => queue.code === code)?.predictedP50Sec ?? null;
    inQueue.forEach((ticket, position) => {
      const item = ticket.item === null ? undefined : items.get(ticket.item);
      if (item === undefined) unknownItem += 1;
      const channels = item === undefined ? [] : channelsOf(item);
      if (item === undefined || channels.length === 0) return;
      // remaining wait: the share of a newcomer's wait by position in the queue
      const leftSec = newcomer === null ? null : Math.round((newcomer * (position + 1)) / (inQueue.length + 1));
      const soon = leftSec !== null && leftSec < SOON_SEC;
      people.push({
        ...personOf(ticket, code, item, now),
        channels,
        ...(item.mobile && item.mobileUrl !== undefined ? { mobileUrl: item.mobileUrl } : {}),
        leftSec,
        soon,
        promptId: soon ? null : (prompts.find((prompt) => asks(prompt, code, item))?.id ?? null),
      });
    });
  }
  const rank = (person: GuidePerson): number => (person.soon ? 2 : person.promptId === null ? 1 : 0);
  const left = (person: GuidePerson): number => person.leftSec ?? -1;
  // without a prediction the latest ticket waits longest
  people.sort(
    (a, b) => rank(a) - rank(b) || left(b) - left(a) || a.waitedSec - b.waitedSec || (a.ticketId < b.ticketId ? -1 : 1),
  );
  const fitting = new Map<string, number>();
  for (const { queue, soon } of people) if (!soon) fitting.set(queue, (fitting.get(queue) ?? 0) + 1);
  return { people: listed(people), fitting, waiting, unknownItem };
}

/** The first of each queue and then the first of all, in the original order. */
function listed(people: readonly GuidePerson[]): GuidePerson[] {
  const seen = new Map<string, number>();
  const firsts = people.filter(({ queue, soon }) => {
    const nth = (seen.get(queue) ?? 0) + 1;
    seen.set(queue, nth);
    return nth <= PER_QUEUE && !soon;
  });
  const shown = new Set([...firsts, ...people.filter((person) => !firsts.includes(person))].slice(0, SHOWN));
  return people.filter((person) => shown.has(person));
}

const channelsOf = ({ selfService, mobile }: ItemConfig): GuidePerson['channels'] => [
  ...(selfService ? ['self-service' as const] : []),
  ...(mobile ? ['mobile' as const] : []),
];

const asks = (prompt: Prompt, queue: string, item: ItemConfig): boolean =>
  prompt.queues.includes(queue) &&
  (prompt.item === undefined || prompt.item === item.code) &&
  (prompt.channel === undefined || channelsOf(item).includes(prompt.channel));

const personOf = (
  ticket: WaitingTicket,
  queue: string,
  item: ItemConfig,
  now: number,
): Pick<GuidePerson, 'ticketId' | 'number' | 'queue' | 'item' | 'itemName' | 'waitedSec'> => ({
  ticketId: ticket.id,
  number: ticket.number ?? ticket.id,
  queue,
  item: item.code,
  itemName: item.name,
  waitedSec: Math.max(0, Math.round((now - ticket.since) / 1000)),
});

const RANK: Record<GuideTerminal['state'], number> = { up: 0, never: 1, silent: 2, fault: 3 };

/** Terminals of the hall: working ones first, then the longest unused. */
export function terminalsOf(state: HallState, now: number): GuideTerminal[] {
  return state.config.hall.terminals
    .map(({ id, name, items, allDay }): GuideTerminal => {
      const live = state.terminals.get(id) ?? null;
      const heard = live?.heardAt ?? null;
      const used = live?.uses.at(-1)?.at ?? null;
      const status =
        heard === null
          ? 'never'
          : live !== null && live.faultSince !== null
            ? 'fault'
            : now - heard > TERMINAL_SILENT_MS
              ? 'silent'
              : 'up';
      return { id, name, items, allDay, state: status, heardAt: iso(heard), lastUsedAt: iso(used) };
    })
    .sort(
      (a, b) =>
        RANK[a.state] - RANK[b.state] ||
        (a.lastUsedAt ?? '').localeCompare(b.lastUsedAt ?? '') ||
        a.name.localeCompare(b.name),
    );
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

export interface Neighbour {
  code: string;
  name: string;
  travelMin: number;
  /** branch by queue code in that hall */
  branches: ReadonlyMap<string, string>;
  /** null if the hall never had a snapshot */
  snapshot: Pick<LiveHall, 'now' | 'queues' | 'open' | 'closesAt' | 'feeds'> | null;
}

/** A hall clock this far from ours belongs to a replay or an old snapshot, so its queues say nothing about now. */
const MAX_CLOCK_DIFFERENCE_MS = 12 * 3_600_000;

/** Other halls for each of our queues with people in it, ordered by travel plus wait. */
export function otherHalls(
  state: HallState,
  snapshot: Snapshot,
  neighbours: readonly Neighbour[],
  perQueue = 2,
): GuideHall[] {
  const isOfToday = ({ snapshot: shown }: Neighbour): boolean =>
    shown === null || Math.abs(Date.parse(shown.now) - Date.parse(snapshot.now)) < MAX_CLOCK_DIFFERENCE_MS;
  const ofToday = neighbours.filter(isOfToday);
  return state.config.queues.flatMap(({ code, branch }) => {
    const here = snapshot.queues.find((queue) => queue.code === code);
    if (here === undefined || here.waiting === 0) return [];
    const halls = ofToday.flatMap(({ code: hall, name, travelMin, branches, snapshot: shown }): GuideHall[] => {
      const same = [...branches].filter(([, other]) => other === branch).map(([queue]) => queue);
      if (same.length === 0) return [];
      const queues = shown?.queues.filter((queue) => same.includes(queue.code)) ?? [];
      const best = [...queues].sort((a, b) => (a.predictedP50Sec ?? Infinity) - (b.predictedP50Sec ?? Infinity))[0];
      return [
        {
          code: hall,
          name,
          queue: code,
          travelMin,
          waitThereSec: best?.predictedP50Sec ?? null,
          waitHereSec: here.predictedP50Sec,
          waitingThere: best?.waiting ?? null,
          open: shown?.open ?? false,
          closesAt: shown?.closesAt ?? null,
          heard: shown?.feeds.some((feed) => feed.state === 'live' || feed.state === 'stale') ?? false,
        },
      ];
    });
    return halls
      .filter((hall) => hall.open)
      .sort((a, b) => total(a) - total(b) || a.travelMin - b.travelMin)
      .slice(0, perQueue);
  });
}

/** Seconds until the call in the other hall. Without a prediction or a live feed the hall sorts last. */
const total = ({ travelMin, waitThereSec, heard }: GuideHall): number =>
  travelMin * 60 + (waitThereSec ?? 1e6) + (heard ? 0 : 1e7);
