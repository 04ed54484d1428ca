import type { PauseKind } from '../lifecycle';
import type { HallConfig, HallState, ItemConfig, LiveTicket, OfficerConfig, ShiftConfig, WindowConfig } from '../live';

const MINUTE = 60_000;
const SLOT_MIN = 30;
const SLOTS = 48;
/** A queue that makes up less than this of what a window did is a favour, not a duty. */
const DUTY_SHARE = 0.02;
/** An absence seen on this share of the days is taken to be on the roster. */
const ROSTER_SHARE = 0.5;
/** An absence of at least this many minutes is taken for lunch where its reason says nothing. */
const LUNCH_MIN = 25;
/** Turns from one ticket to the next that are kept, of either kind. */
const TURNS = 1000;

interface Service {
  n: number;
  sum: number;
  square: number;
}
interface Absence {
  readonly kind: PauseKind | null;
  readonly start: number[];
  readonly length: number[];
}
interface Window {
  days: number;
  first: number[];
  last: number[];
  queues: Map<string, number>;
  opened: number;
  absences: Map<string, Absence>;
}

/**
 * Learns, from recorded days alone, what an organisation would have said about a hall: its queues, items and service
 * times, which windows and officers serve what, when windows are usually there and away, and how many people come when.
 * For halls that are only known by their events.
 */
export class RecordedHall {
  private days = 0;
  private readonly arrivals = new Map<string, number[]>();
  private readonly items = new Map<string, Service & { queue: string; count: number }>();
  private readonly queues = new Map<string, Service>();
  private readonly windows = new Map<string, Window>();
  private readonly officers = new Map<string, Map<string, number>>();
  private readonly called = { all: 0, noShows: 0 };
  /** minutes from one ticket's end to the call of the next that waited already: same queue, another queue */
  private readonly turns: { same: number[]; other: number[] } = { same: [], other: [] };

  constructor(private readonly hall: string) {}

  learn(state: HallState): void {
    if (state.tickets.size === 0) return;
    this.days += 1;
    for (const ticket of state.tickets.values()) this.learnTicket(ticket, state.config.dayStart);
    this.learnTurns(state);
    for (const [id, live] of state.windows) {
      const window = this.window(id);
      const from = live.facts[0]?.at ?? Infinity;
      const calls = [...state.tickets.values()]
        .filter((t) => t.windowId === id && t.calledAt !== null)
        .map((t) => t.calledAt ?? 0);
      const first = Math.min(from, ...calls);
      if (!Number.isFinite(first)) continue;
      window.days += 1;
      window.first.push((first - state.config.dayStart) / MINUTE);
      window.last.push((Math.max(live.facts.at(-1)?.at ?? first, ...calls) - state.config.dayStart) / MINUTE);
      const turn = new Map<string, number>();
      for (const pause of live.breaks) {
        if (pause.to === null) continue;
        const nth = (turn.get(pause.reason) ?? 0) + 1;
        turn.set(pause.reason, nth);
        const key = `${pause.reason}\n${String(nth)}`;
        const absence = window.absences.get(key) ?? { kind: pause.kind, start: [], length: [] };
        absence.start.push((pause.from - state.config.dayStart) / MINUTE);
        absence.length.push((pause.to - pause.from) / MINUTE);
        window.absences.set(key, absence);
      }
    }
  }

  private learnTicket(ticket: LiveTicket, dayStart: number): void {
    const { queue, issuedAt, item, windowId, officerId, calledAt, startedAt, finishedAt, state } = ticket;
    if (queue === null || issuedAt === null) return;
    const slots = this.arrivals.get(queue) ?? new Array<number>(SLOTS).fill(0);
    const slot = Math.max(0, Math.min(SLOTS - 1, Math.floor((issuedAt - dayStart) / (SLOT_MIN * MINUTE))));
    slots[slot] = (slots[slot] ?? 0) + 1;
    this.arrivals.set(queue, slots);
    if (calledAt !== null && (state === 'done' || state === 'no-show')) {
      this.called.all += 1;
      if (state === 'no-show' && calledAt - issuedAt < 15 * MINUTE) this.called.noShows += 1;
    }
    if (windowId !== null && calledAt !== null) {
      count(this.window(windowId).queues, queue);
      if (officerId !== null) {
        const skills = this.officers.get(officerId) ?? new Map<string, number>();
        count(skills, queue);
        this.officers.set(officerId, skills);
      }
    }
    const code = item ?? `${queue}:`;
    const entry = this.items.get(code) ?? { queue, count: 0, n: 0, sum: 0, square: 0 };
    entry.count += 1;
    this.items.set(code, entry);
    const from = startedAt ?? calledAt;
    if (state !== 'done' || from === null || finishedAt === null || finishedAt <= from) return;
    const minutes = Math.min(240, (finishedAt - from) / MINUTE);
    const all = this.queues.get(queue) ?? { n: 0, sum: 0, square: 0 };
    this.queues.set(queue, all);
    for (const tally of [entry, all]) {
      tally.n += 1;
      tally.sum += minutes;
      tally.square += minutes * minutes;
    }
  }

  private learnTurns(state: HallState): void {
    const last = new Map<string, LiveTicket>();
    const called = [...state.tickets.values()].filter((t) => t.windowId !== null && t.calledAt !== null);
    for (const ticket of called.sort((a, b) => (a.calledAt ?? 0) - (b.calledAt ?? 0))) {
      const before = last.get(ticket.windowId ?? '');
      last.set(ticket.windowId ?? '', ticket);
      const ended = before?.finishedAt ?? before?.leftAt ?? null;
      if (
        ended === null ||
        ticket.calledAt === null ||
        (ticket.issuedAt ?? Infinity) > ended ||
        ticket.calledAt < ended
      )
        continue;
      const turns = before?.queue === ticket.queue ? this.turns.same : this.turns.other;
      if (turns.length >= TURNS) turns.shift();
      turns.push((ticket.calledAt - ended) / MINUTE);
    }
  }

  /** How much longer a window takes to turn to another queue than to go on with its own. */
  private switchMin(): number {
    const { same, other } = this.turns;
    return other.length < 10 || same.length < 10 ? 2 : Math.max(0, Math.min(5, median(other) - median(same)));
  }

  private window(id: string): Window {
    let window = this.windows.get(id);
    if (window === undefined) {
      window = { days: 0, first: [], last: [], queues: new Map(), opened: 0, absences: new Map() };
      this.windows.set(id, window);
    }
    return window;
  }

  /** What is known of the hall at the beginning of a day; `dayStart` is epoch ms of 00:00 hall time. */
  config(day: string, dayStart: number): HallConfig {
    const items = this.itemConfigs();
    const windows = [...this.windows].map(([id, window]) => this.windowConfig(id, window, dayStart));
    return {
      hall: {
        code: this.hall,
        name: this.hall,
        tier: 'hall',
        timeZone: 'UTC',
        clock: 'feed',
        simulated: false,
        hours: [],
        closures: [],
        waitTargetMin: 15,
        queues: [],
        windows: [],
        terminals: [],
      },
      queues: [...this.arrivals.keys()].map((code) => ({ code, name: code, branch: code, waitTargetMin: 15 })),
      windows,
      items,
      officers: [...this.officers].map(([id, skills]): OfficerConfig => ({
        id,
        name: id,
        skills: duties(skills),
        homeQueue: duties(skills)[0] ?? null,
        authorisations: [],
      })),
      day,
      dayStart,
      open: [],
      forecast: {
        slotMin: SLOT_MIN,
        start: dayStart,
        queues: Object.fromEntries(
          [...this.arrivals].map(([code, slots]) => [code, slots.map((n) => n / Math.max(1, this.days))]),
        ),
        service: Object.fromEntries(
          [...this.queues]
            .filter(([, s]) => s.n >= 3)
            .map(([code, s]) => [code, { meanMin: s.sum / s.n, cv: this.withinCv(items) }]),
        ),
        noShowRate: (this.called.noShows + 1) / (this.called.all + 20),
      },
    };
  }

  private itemConfigs(): ItemConfig[] {
    const total = new Map<string, number>();
    for (const { queue, count: n } of this.items.values()) total.set(queue, (total.get(queue) ?? 0) + n);
    return [...this.items].flatMap(([code, item]): ItemConfig[] => {
      const all = this.queues.get(item.queue);
      if (all === undefined || all.n === 0) return [];
      const meanServiceMin = (item.sum + (5 * all.sum) / all.n) / (item.n + 5);
      return [
        {
          code,
          name: code,
          queue: item.queue,
          meanServiceMin,
          share: item.count / (total.get(item.queue) ?? 1),
          selfService: false,
          mobile: false,
        },
      ];
    });
  }

  /** Spread of service times around the mean of their item. */
  private withinCv(items: readonly ItemConfig[]): number {
    let weight = 0;
    let sum = 0;
    for (const { code } of items) {
      const { n, sum: minutes, square } = this.items.get(code) ?? { n: 0, sum: 0, square: 0 };
      if (n < 10) continue;
      const mean = minutes / n;
      sum += (n * Math.sqrt(Math.max(0, square / n - mean * mean))) / Math.max(0.1, mean);
      weight += n;
    }
    return weight === 0 ? 0.8 : sum / weight;
  }

  private windowConfig(id: string, window: Window, dayStart: number): WindowConfig {
    const queues = duties(window.queues);
    const often = window.days >= ROSTER_SHARE * this.days;
    const shift: ShiftConfig[] =
      often && window.first.length > 0
        ? [
            {
              officerId: '',
              from: dayStart + median(window.first) * MINUTE,
              to: dayStart + Math.max(...window.last) * MINUTE,
              breaks: this.breaks(window, dayStart),
            },
          ]
        : [];
    return {
      id,
      number: id,
      kind: 'specialised',
      queues,
      homeQueue: queues[0] ?? '',
      switchMin: this.switchMin(),
      roster: shift,
    };
  }

  private breaks(window: Window, dayStart: number): ShiftConfig['breaks'] {
    return [...window.absences.values()].flatMap(({ kind, start, length }) => {
      if (start.length < ROSTER_SHARE * window.days) return [];
      const from = dayStart + median(start) * MINUTE;
      const minutes = median(length);
      if (minutes < 1) return [];
      return [
        {
          // what was given no reason we know is told by its length
          kind: kind ?? (minutes >= LUNCH_MIN ? 'lunch' : 'break'),
          from,
          to: from + minutes * MINUTE,
        },
      ];
    });
  }
}

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** Queues by how often they were served, favours left out. */
function duties(served: ReadonlyMap<string, number>): string[] {
  const total = [...served.values()].reduce((a, b) => a + b, 0);
  return [...served]
    .filter(([, n]) => n >= DUTY_SHARE * total)
    .sort((a, b) => b[1] - a[1])
    .map(([code]) => code);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
