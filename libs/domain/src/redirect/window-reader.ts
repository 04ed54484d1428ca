import {
  readBreaks,
  shiftAt,
  type BreakTaken,
  type HallConfig,
  type HallState,
  type ShiftConfig,
  type WindowConfig,
  type WindowLive,
} from '../live';
import { hasEffect, type HallCodes } from './codes';
import type { RedirectParams } from './params';
import type { PauseKind } from '../lifecycle';
import { qualifiedQueues } from '../live/qualified';
import type { PastPrompt, WindowView } from './view';
import type { QueueSet } from '../queue-set';

/** An outage or fault says nothing about its end; this is about how long the rest of one lasts. */
const OUTAGE_REST_MIN = 30;
/** Mean of a service nothing is known about. */
const ANY_SERVICE_MIN = 10;

type Rostered = ShiftConfig['breaks'][number];

interface BreakReading {
  readonly rostered: readonly Rostered[];
  readonly ahead: WindowView['absences'];
  readonly backAt: number | null;
  readonly kind: PauseKind | null;
}

const NO_BREAKS: readonly BreakTaken[] = [];
const NO_ROSTER: readonly Rostered[] = [];

/** Reads the windows of a hall from the live fold. Make one a hall day. */
export class WindowReader {
  private readonly skills: ReadonlyMap<string, QueueSet>;
  private readonly itemMean: ReadonlyMap<string, number>;
  private readonly closes: number;
  private readonly readings = new WeakMap<readonly BreakTaken[], BreakReading>();

  constructor(
    private readonly config: HallConfig,
    private readonly params: RedirectParams,
    private readonly codes: HallCodes,
  ) {
    this.skills = new Map(config.officers.map((o) => [o.id, codes.mask(qualifiedQueues(config, o))]));
    this.itemMean = new Map(config.items.map((i) => [i.code, i.meanServiceMin]));
    this.closes = config.open.at(-1)?.to ?? Infinity;
  }

  /** @param assumeStaffed before opening: whether a rostered window counts as there although nothing was heard of it yet */
  read(
    state: HallState,
    config: WindowConfig,
    index: number,
    past: readonly PastPrompt[],
    assumeStaffed: boolean,
  ): WindowView {
    const { codes } = this;
    const live = state.windows.get(config.id);
    const reserve = config.kind === 'reserve';
    const home = reserve ? -1 : codes.queue(config.homeQueue);
    const shift = shiftAt(config.roster, state.now);
    const officer = live?.officerId ?? shift?.officerId;
    const listed = codes.mask(config.queues);
    const skills = (officer === undefined ? undefined : this.skills.get(officer)) ?? listed;
    const condition = assumeStaffed && !reserve && shift !== undefined ? 'free' : conditionOf(live);
    const breaks = this.breaks(live, shift?.breaks ?? NO_ROSTER);
    const nowMin = codes.minute(state.now);
    const since = live?.stateSince ?? null;
    const assignedAt = live?.assignedAt ?? null;
    return {
      id: config.id,
      number: config.number,
      home,
      skills: reserve ? skills | listed : skills,
      mask: live === undefined ? listed : codes.mask(live.servingQueues),
      condition,
      current: this.system(live, reserve, home),
      serviceMeanMin: condition === 'busy' ? this.serviceMean(live, reserve, home) : 0,
      elapsedMin: since === null ? 0 : nowMin - codes.minute(since),
      backMin: breaks.backAt === null ? nowMin + OUTAGE_REST_MIN : codes.minute(breaks.backAt),
      absences: breaks.ahead,
      onBreak: condition === 'away' && breaks.backAt !== null,
      ...(breaks.kind === null ? {} : { breakKind: breaks.kind }),
      changedMin: changedMin(past, index, assignedAt === null ? -Infinity : codes.minute(assignedAt)),
      switchMin: config.switchMin,
      reserve,
      closesMin: reserve
        ? reserveCloses(past, index)
        : shift !== undefined && shift.to < this.closes
          ? codes.minute(shift.to)
          : Infinity,
    };
  }

  /** The business system that is open; a reserve window has none before its first call. */
  private system(live: WindowLive | undefined, reserve: boolean, home: number): number {
    if (reserve && (live?.lastTicketAt ?? null) === null) return -1;
    const queue = this.codes.queue(live?.currentSystem);
    return queue < 0 ? home : queue;
  }

  private serviceMean(live: WindowLive | undefined, reserve: boolean, home: number): number {
    const ticket = live?.ticket ?? null;
    const queue = this.codes.queue(ticket?.queue);
    const item = ticket?.item ?? null;
    const mean =
      (item === null ? undefined : this.itemMean.get(item)) ??
      this.config.forecast.service[ticket?.queue ?? '']?.meanMin ??
      ANY_SERVICE_MIN;
    return queue < 0 || queue === home || reserve ? mean : mean * this.params.crossSkillFactor;
  }

  /**
   * Which rostered absences are still to come, and when a present one ends. The fold hands out the same list of breaks until
   * something new happens at the window, so the answer is kept by that list.
   */
  private breaks(live: WindowLive | undefined, rostered: readonly Rostered[]): BreakReading {
    const taken = live?.breaks ?? NO_BREAKS;
    const known = this.readings.get(taken);
    if (known?.rostered === rostered) return known;
    const { ahead, backAt, kind } = readBreaks(taken, rostered);
    const { codes } = this;
    const absences = ahead.map((b) => ({ startMin: codes.minute(b.from), endMin: codes.minute(b.to), kind: b.kind }));
    const reading = { rostered, ahead: absences, backAt, kind };
    if (live !== undefined) this.readings.set(taken, reading);
    return reading;
  }
}

function conditionOf(live: WindowLive | undefined): WindowView['condition'] {
  switch (live?.state) {
    case 'idle':
      return 'free';
    case 'called':
    case 'serving':
      return 'busy';
    case 'paused':
    case 'fault':
      return 'away';
    default:
      return 'closed';
  }
}

function changedMin(past: readonly PastPrompt[], window: number, assignedMin: number): number {
  // Opening is no change: a window that has only just opened may be linked at once.
  return past.some((p) => p.window === window && p.state !== 'declined') || assignedMin > 1 ? assignedMin : -Infinity;
}

function reserveCloses(past: readonly PastPrompt[], window: number): number {
  let closes = Infinity;
  for (const p of past)
    if (p.kind === 'open' && p.window === window && hasEffect(p) && p.untilMin !== undefined) closes = p.untilMin;
  return closes;
}
