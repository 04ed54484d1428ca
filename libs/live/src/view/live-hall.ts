import {
  levelOfQueue,
  levelOfShare,
  type IssuedAbsence,
  type Level,
  type LiveHall,
  type LiveQueue,
  type LiveWindow,
  type PlanOffer,
} from '@cockpit/contracts';
import {
  readBreaks,
  replanned,
  shiftAt,
  type HallState,
  type QueueLive,
  type RosteredBreak,
  type WindowLive,
} from '@cockpit/domain';
import type { Sections } from '../sections';
import type { HallEstimates } from './estimates';
import { iso, liveFeeds, silentAbout } from './feeds';
import { scanTickets, type TicketScan } from './kpis';
import { worst } from './network-pulse';
import { helplessIn } from './shown-helpless';
import { promptsIn } from './shown-prompts';
import { situated } from './situated';
import { warningsBeside } from './shown-warnings';
import { windowException } from './window-exception';

/** The pulse comes every ten seconds; missing it for a minute means that warnings are down. */
const WATCHDOG_MS = 60_000;

export interface SnapshotOptions {
  state: HallState;
  estimates: HallEstimates;
  sections: Sections;
  /** epoch ms of the wall clock */
  wallNow: number;
  /** wall time of the last completed pulse */
  pulseAt: number | null;
  /** queue of the previous snapshot's situation */
  previousQueue?: string | undefined;
}

/** The live snapshot of a hall; pure, so that what the wall shows can be tested without a hall. */
export function liveHall({ state, estimates, sections, wallNow, pulseAt, previousQueue }: SnapshotOptions): LiveHall {
  const { hall } = state.config;
  const { now } = state;
  const [simulation] = sections.simulation ?? [];
  const scan = scanTickets(state);
  const queuesSilent = silentAbout(state, ['ticket', 'queue'], wallNow);
  const windowsSilent = silentAbout(state, ['ticket', 'window'], wallNow);
  const windows = [...state.windows.values()];
  const queues = [...state.queues.values()].map((queue) => liveQueue(queue, state, scan, estimates, queuesSilent));
  const issued = (sections.absences ?? []).filter(({ day }) => day === state.config.day);
  const shown = windows.map((window) => ({
    ...liveWindow(window, state, estimates, queues, windowsSilent),
    ...absencesOf(window, now, issued),
  }));
  const span = state.config.open.find(({ from, to }) => from <= now && now < to);
  const snapshot: LiveHall = {
    hall: hall.code,
    name: hall.name,
    clock: hall.clock,
    timeZone: hall.timeZone,
    now: iso(now),
    at: iso(wallNow),
    decidedAt: sections.decidedAt === null ? null : iso(sections.decidedAt),
    open: span !== undefined,
    closesAt: span === undefined ? null : iso(span.to),
    ...(state.config.exception === undefined ? {} : { exception: state.config.exception }),
    feeds: liveFeeds(state, wallNow),
    queues,
    windows: shown,
    kpis: {
      ...scan.kpis,
      issued: sum(state.queues.values(), (queue) => queue.issued),
      served: sum(state.queues.values(), (queue) => queue.served),
      waiting: waitingIn(state),
      openWindows: windows.some((window) => window.state !== 'offline')
        ? windows.filter((window) => window.open).length
        : sum(queues, (queue) => queue.openWindows ?? 0),
      windows: state.config.windows.length,
    },
    prompts: promptsIn(sections.prompts, state),
    ...planOffered(sections.plans, state),
    ...(hall.simulated && simulation !== undefined ? { simulation } : {}),
    helpless: helplessIn(sections.helpless ?? [], state),
    warnings: warningsBeside(sections.warnings, { queues, windows: shown }),
    ...(hall.dutyNamesOnWall === true ? { dutyNamesOnWall: true } : {}),
    watchdog: { ok: pulseAt !== null && wallNow - pulseAt < WATCHDOG_MS, at: pulseAt === null ? null : iso(pulseAt) },
  };
  return situated(snapshot, previousQueue);
}

/** What a plan was expected to be worth is old after that: the rest of the day is planned anew when somebody asks for it. */
const OFFERED_MS = 2 * 3_600_000;

function planOffered(plans: readonly PlanOffer[] = [], { now, config }: HallState): Pick<LiveHall, 'planOffer'> {
  const closing = config.open.at(-1)?.to ?? -Infinity;
  const planOffer = plans.find(
    ({ day, madeAt, replan }) =>
      day === config.day &&
      now < closing &&
      now < (replan ? Date.parse(replan.until) : Date.parse(madeAt) + OFFERED_MS),
  );
  return planOffer === undefined ? {} : { planOffer };
}

/** How many wait in a hall, in all its queues. */
export const waitingIn = (state: HallState): number => sum(state.queues.values(), waitingOf);

const waitingOf = (queue: QueueLive): number =>
  (boardOnly(queue) ? queue.observed.latest?.waiting : undefined) ?? queue.waiting.length;

/** A queue whose tickets nobody reports is known by its board alone. */
export const boardOnly = (queue: QueueLive): boolean =>
  queue.issued === 0 && queue.called === 0 && queue.observed.latest !== null;

function liveQueue(
  queue: QueueLive,
  state: HallState,
  scan: TicketScan,
  estimates: HallEstimates,
  silent: boolean,
): LiveQueue {
  const board = boardOnly(queue) ? queue.observed.latest : null;
  const head = oldest(queue);
  const longestWaitSec = board !== null || head === null ? null : Math.max(0, Math.round((state.now - head) / 1000));
  const newcomer = silent ? null : (estimates.newcomer.get(queue.code) ?? null);
  const targetMin = queue.config?.waitTargetMin ?? state.config.hall.waitTargetMin;
  const waiting = waitingOf(queue);
  const waitSec = newcomer === null ? null : Math.round(newcomer.p50Sec);
  const p80Sec = newcomer === null ? null : Math.round(newcomer.p80Sec);
  const knowsNothing = board !== null && newcomer === null;
  return {
    code: queue.code,
    name: queue.config?.name ?? state.config.formerQueues?.[queue.code] ?? queue.code,
    ...(queue.config?.nameEn === undefined ? {} : { nameEn: queue.config.nameEn }),
    waiting,
    longestWaitSec,
    targetMin,
    predictedP50Sec: waitSec,
    predictedP80Sec: p80Sec,
    level:
      silent || knowsNothing
        ? 'unknown'
        : levelOfQueue({ waiting, waitSec, longestWaitSec, targetSec: targetMin * 60 }),
    openWindows: board === null ? openWindows(queue.code, state) : board.openWindows,
    lastCalled: board === null ? (scan.lastCalled.get(queue.code) ?? null) : board.lastCalled,
    ...firstOf(queue, board !== null),
    forecast: silent ? [] : fromNow(estimates.forecast.get(queue.code) ?? [], state.now, waitSec, p80Sec),
  };
}

/** The forecast is made more seldom than the wait figure: it goes on from the figure that stands beside it. */
function fromNow(
  steps: LiveQueue['forecast'],
  now: number,
  p50Sec: number | null,
  p80Sec: number | null,
): LiveQueue['forecast'] {
  const ahead = steps.filter(({ at }) => Date.parse(at) > now);
  return p50Sec === null || p80Sec === null || steps.length === 0
    ? ahead
    : [{ at: iso(now), p50Sec, p80Sec }, ...ahead];
}

function liveWindow(
  window: WindowLive,
  state: HallState,
  estimates: HallEstimates,
  queues: readonly LiveQueue[],
  silent: boolean,
): LiveWindow {
  const { ticket } = window;
  const officerId = officerAt(window, state);
  const loadMin = silent ? null : (estimates.loadMin.get(window.windowId) ?? null);
  const since = window.stateSince;
  const exception = silent ? null : windowException(window, officerId, state, queues);
  return {
    windowId: window.windowId,
    number: window.number,
    state: window.state,
    officerId,
    officerName: state.config.officers.find((officer) => officer.id === officerId)?.name ?? null,
    queues: [...window.servingQueues],
    homeQueue: window.homeQueue,
    ticketId: ticket?.id ?? null,
    ticketNumber: ticket?.number ?? null,
    ticketQueue: ticket?.queue ?? null,
    sinceSec: since === null ? null : Math.max(0, Math.round((state.now - since) / 1000)),
    reason: window.reason,
    loadMin: loadMin === null ? null : Math.round(loadMin * 10) / 10,
    level: silent
      ? 'unknown'
      : levelOfWindow(
          (loadMin ?? 0) / state.config.hall.waitTargetMin,
          queues.filter(({ code }) => window.servingQueues.includes(code)),
        ),
    ...(exception === null ? {} : { exception }),
  };
}

/** The planned absence that is under way, and the next one. */
function absencesOf(
  window: WindowLive,
  now: number,
  issued: readonly IssuedAbsence[],
): Pick<LiveWindow, 'absence' | 'nextAbsence'> {
  const shift = shiftAt(window.config?.roster ?? [], now);
  const own = issued.filter(({ windowId }) => windowId === window.windowId);
  const planned = shift === undefined ? [] : replanned(shift, own.map(spanOf));
  const { ahead, backAt, kind } = readBreaks(window.breaks, planned);
  const [next] = ahead.filter(({ to }) => to > now).sort((a, b) => a.from - b.from);
  const moved = own.find(({ kind: its, from }) => its === next?.kind && Date.parse(from) === next.from)?.moved;
  return {
    ...(window.state !== 'paused' || backAt === null || kind === null
      ? {}
      : { absence: { kind, backAt: iso(backAt) } }),
    ...(next === undefined
      ? {}
      : { nextAbsence: { kind: next.kind, from: iso(next.from), to: iso(next.to), ...(moved && { moved }) } }),
  };
}

const spanOf = ({ kind, from, until }: IssuedAbsence): RosteredBreak => ({
  kind,
  from: Date.parse(from),
  to: Date.parse(until),
});

function firstOf({ waiting: [first] }: QueueLive, isBoard: boolean): Pick<LiveQueue, 'first'> {
  const number = first?.number ?? null;
  return isBoard || number === null ? {} : { first: number };
}

/** Who sits there: whom the feed named last, else whom the roster names for now. */
export function officerAt(window: WindowLive, state: HallState): string | null {
  if (window.officerId !== null) return window.officerId;
  return window.config?.roster.find(({ from, to }) => from <= state.now && state.now < to)?.officerId ?? null;
}

/** Since when whoever has waited longest stands in this line; with priorities that need not be the first to be called. */
function oldest(queue: QueueLive): number | null {
  let head: number | null = null;
  for (const { since } of queue.waiting) if (head === null || since < head) head = since;
  return head;
}

function openWindows(queue: string, state: HallState): number {
  let open = 0;
  for (const window of state.windows.values()) if (window.open && window.servingQueues.includes(queue)) open++;
  return open;
}

/** A long service is no trouble while the queues of the window are in none: others call the next. */
function levelOfWindow(share: number, serves: readonly Pick<LiveQueue, 'level'>[]): Level {
  const own = levelOfShare(share);
  const most = worst(serves.map(({ level }) => level));
  return most === 'unknown' ? 'normal' : worst([own, most]) === own ? most : own;
}

function sum<T>(items: Iterable<T>, value: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += value(item);
  return total;
}
