import type { FaultKind, LiveHall } from '@cockpit/contracts';
import { qualifiedQueues, watchTerminal, type HallState, type WindowLive } from '@cockpit/domain';
import { minutes } from './minutes';
import { itemsOf, type ItemSeen } from './items-seen';

/** What rules that follow the hall's clock look at: the hall as the wall would show it at that minute. */
export interface HallMinute {
  snapshot: Pick<LiveHall, 'queues' | 'windows' | 'open'> & Partial<Pick<LiveHall, 'prompts'>>;
  /** wait target by queue code, minutes */
  targetMin: (queue: string) => number;
  hallTargetMin: number;
  /** queues whose people the officer at a window may serve, whatever it serves at present, by the measure of prompts; none while nobody is due there */
  qualified: (window: LiveHall['windows'][number]) => ReadonlySet<string>;
  /** outside of the opening hours, and nobody has been at work for ten minutes: who is still there at closing time is still served */
  closed: boolean;
  /** windows that began to serve another queue than their own within the last quarter of an hour */
  helping: ReadonlySet<string>;
  /** windows that are opened only when the others do not suffice */
  reserve: readonly string[];
  items: readonly ItemSeen[];
  /** self-service terminals the organisation knows and somebody should look after now, with how long they are out of order or silent */
  terminals: readonly { id: string; name: string; faultMin: number; silentMin: number }[];
  /** of what a sent plan has ordered by now: how much was done or missed, and the numbers of the windows that missed it; absent: none was sent */
  plan?: { readonly due: number; readonly missed: readonly string[] };
  /** names of those who are to be called for a fault now; absent: nobody knows any */
  menders?: Menders;
}

export type Menders = Readonly<Partial<Record<FaultKind, readonly string[]>>>;

const HELPING_MS = 15 * 60_000;
const WORKED_LATELY_SEC = 600;

const NONE: ReadonlySet<string> = new Set();
const within = ({ from, to }: { from: number; to: number }, now: number): boolean => from <= now && now < to;

export function hallMinute(
  state: Pick<HallState, 'config' | 'now' | 'windows' | 'terminalStand' | 'tickets' | 'waiting'>,
  snapshot: HallMinute['snapshot'],
): HallMinute {
  const { config, now, windows } = state;
  const hallTargetMin = config.hall.waitTargetMin;
  const targets = new Map(config.queues.map((queue) => [queue.code, queue.waitTargetMin]));
  const skills = new Map(config.officers.map((officer) => [officer.id, qualifiedQueues(config, officer)]));
  // Where a roster is kept and nobody is due now, an idle window is an empty one.
  const offDuty = new Set(
    config.windows.flatMap(({ id, roster }) =>
      roster.length > 0 &&
      !roster.some((shift) => within(shift, now) && !shift.breaks.some((rest) => within(rest, now)))
        ? [id]
        : [],
    ),
  );
  const opening = config.open.find((span) => within(span, now)) ?? null;
  const closed = !snapshot.open && !snapshot.windows.some(worksOrDidLately);
  return {
    snapshot,
    hallTargetMin,
    targetMin: (queue) => targets.get(queue) ?? hallTargetMin,
    qualified: ({ windowId, queues, officerId }) =>
      offDuty.has(windowId) ? NONE : new Set([...queues, ...(officerId === null ? [] : (skills.get(officerId) ?? []))]),
    closed,
    helping: new Set(
      [...windows.values()].filter((window) => hasComeToHelp(window, now)).map(({ windowId }) => windowId),
    ),
    reserve: config.windows.filter(({ kind }) => kind === 'reserve').map(({ id }) => id),
    items: itemsOf(state),
    terminals: config.hall.terminals.flatMap(({ id, name, allDay }) => {
      const seen = watchTerminal(state.terminalStand(id), { allDay, now, opening, closed });
      if (seen === null) return [];
      const of = (ms: number): number => minutes(ms / 1000) ?? 0;
      return [{ id, name, faultMin: of(seen.faultMs), silentMin: of(seen.silentMs) }];
    }),
  };
}

const worksOrDidLately = ({ state, sinceSec }: LiveHall['windows'][number]): boolean =>
  state === 'called' || state === 'serving' || (state === 'idle' && sinceSec !== null && sinceSec < WORKED_LATELY_SEC);

const hasComeToHelp = ({ assignedAt, homeQueue, servingQueues }: WindowLive, now: number): boolean =>
  assignedAt !== null && now - assignedAt < HELPING_MS && servingQueues.some((queue) => queue !== homeQueue);
