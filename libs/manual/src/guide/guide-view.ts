import { GuideTerminal, type GuideHall, type GuidePerson, type LiveHall, type Prompt } from '@cockpit/contracts';
import { TERMINAL_SILENT_MS, type HallState, type ItemConfig, type WaitingTicket } from '@cockpit/domain';

/** Fewer people than a guide can speak to before the list is read anew. */
const SHOWN = 30;
/** Of each line so many at least: a long one must not hide the others, whose guides look at theirs alone. */
const OF_EACH_LINE = 5;
/** Whoever is called within this time is not worth leading away. */
const SOON_SEC = 180;

type Snapshot = Pick<LiveHall, 'queues' | 'prompts' | 'now'>;

const IN_FORCE = new Set<Prompt['state']>(['shown', 'accepted', 'carried-out']);

/** Prompts that are a guide's business, those people agreed to before those still open, the most valuable first. */
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
  /** all that are worth leading away, also those not listed, by line */
  fitting: ReadonlyMap<string, number>;
  /** everybody in line at the same moment, so that never more can be led than wait */
  waiting: number;
  unknownItem: number;
}

/**
 * Who in line could be served without a window: those a prompt asks for first, and among alike ones who would still wait longest,
 * for that is what is saved. Who is about to be called is asked for by nothing and comes last: leading them away gains nobody anything.
 */
export function peopleToGuide(state: HallState, snapshot: Snapshot, gone: ReadonlySet<string>): People {
  const items = new Map(state.config.items.map((item) => [item.code, item]));
  const prompts = guidePrompts(snapshot).filter((prompt) => prompt.kind === 'guide');
  const now = Date.parse(snapshot.now);
  const people: GuidePerson[] = [];
  let unknownItem = 0;
  let waiting = 0;
  for (const { code } of state.queues.values()) {
    const line = state.waiting(code).filter((ticket) => !gone.has(ticket.id));
    waiting += line.length;
    const newcomer = snapshot.queues.find((queue) => queue.code === code)?.predictedP50Sec ?? null;
    line.forEach((ticket, place) => {
      const item = ticket.item === null ? undefined : items.get(ticket.item);
      if (item === undefined) unknownItem += 1;
      const channels = item === undefined ? [] : channelsOf(item);
      if (item === undefined || channels.length === 0) return;
      // whoever stands halfway waits about half of what somebody would who came now
      const leftSec = newcomer === null ? null : Math.round((newcomer * (place + 1)) / (line.length + 1));
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
  const rank = (one: GuidePerson): number => (one.soon ? 2 : one.promptId === null ? 1 : 0);
  const left = (one: GuidePerson): number => one.leftSec ?? -1;
  // where nobody can say how long is left, it is longest for who came last
  people.sort(
    (a, b) => rank(a) - rank(b) || left(b) - left(a) || a.waitedSec - b.waitedSec || (a.ticketId < b.ticketId ? -1 : 1),
  );
  const fitting = new Map<string, number>();
  for (const { queue, soon } of people) if (!soon) fitting.set(queue, (fitting.get(queue) ?? 0) + 1);
  return { people: listed(people), fitting, waiting, unknownItem };
}

/** The first of all and the first of each line, in the order in which they come. */
function listed(people: readonly GuidePerson[]): GuidePerson[] {
  const seen = new Map<string, number>();
  const firsts = people.filter(({ queue, soon }) => {
    const nth = (seen.get(queue) ?? 0) + 1;
    seen.set(queue, nth);
    return nth <= OF_EACH_LINE && !soon;
  });
  const shown = new Set([...firsts, ...people.filter((one) => !firsts.includes(one))].slice(0, SHOWN));
  return people.filter((one) => shown.has(one));
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

/** Terminals of the hall, those one can send people to first, the longest unused first among them. */
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
  /** branch by queue code there */
  branches: ReadonlyMap<string, string>;
  /** null: it has never shown anything */
  snapshot: Pick<LiveHall, 'now' | 'queues' | 'open' | 'closesAt' | 'feeds'> | null;
}

/** A hall whose clock stands so far from ours is played, or was last heard of on another day: what it says of its doors and queues is not of now. */
const APART_MS = 12 * 3_600_000;

/** For each queue of ours with people in line, halls that do the same: travel and wait apart, the sooner done first. */
export function otherHalls(
  state: HallState,
  snapshot: Snapshot,
  neighbours: readonly Neighbour[],
  perQueue = 2,
): GuideHall[] {
  const isOfToday = ({ snapshot: shown }: Neighbour): boolean =>
    shown === null || Math.abs(Date.parse(shown.now) - Date.parse(snapshot.now)) < APART_MS;
  const ofToday = neighbours.filter(isOfToday);
  return state.config.queues.flatMap(({ code, branch }) => {
    const here = snapshot.queues.find((queue) => queue.code === code);
    if (here === undefined || here.waiting === 0) return [];
    const there = ofToday.flatMap(({ code: hall, name, travelMin, branches, snapshot: shown }): GuideHall[] => {
      const same = [...branches].filter(([, its]) => its === branch).map(([queue]) => queue);
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
    return there
      .filter((hall) => hall.open)
      .sort((a, b) => total(a) - total(b) || a.travelMin - b.travelMin)
      .slice(0, perQueue);
  });
}

/** Seconds until somebody is called there; without a prediction only the way counts, after every hall of which more is known. */
const total = ({ travelMin, waitThereSec, heard }: GuideHall): number =>
  travelMin * 60 + (waitThereSec ?? 1e6) + (heard ? 0 : 1e7);
