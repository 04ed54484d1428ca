import { hallDayEnd, zoneOffset, type HallConfig } from '@cockpit/domain';

/** Epoch ms, `to` exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}
export interface SpanOf extends Stretch {
  readonly window: string;
  readonly state: string;
  readonly officer: string | null;
}
export interface QueueWait extends Stretch {
  readonly queue: string;
}

/** Seconds of one window and officer within one hour of the hall's clock. */
export interface WindowTime {
  window: string;
  officer: string;
  hour: string;
  busy: number;
  idle: number;
  paused: number;
  offline: number;
  idleWaiting: number;
}
export const WINDOW_SECONDS = ['busy', 'idle', 'paused', 'offline', 'idleWaiting'] as const;
export type WindowSeconds = (typeof WINDOW_SECONDS)[number];

const HOUR_MS = 3_600_000;
const STATES: Readonly<Record<string, WindowSeconds>> = {
  serving: 'busy',
  called: 'busy',
  idle: 'idle',
  paused: 'paused',
};

interface Day {
  config: HallConfig;
  zone: string;
  spans: readonly SpanOf[];
  stays: readonly QueueWait[];
  now: number;
}

/** Seconds of the hall's windows on one day by state and hour. */
export function windowTimes({ config, zone, spans, stays, now }: Day): WindowTime[] {
  const rows = new Map<string, WindowTime>();
  const add = (window: string, officer: string, kind: WindowSeconds, { from, to }: Stretch): void => {
    for (const piece of byHour(from, to, zone)) {
      const key = JSON.stringify([window, officer, piece.hour]);
      const row = rows.get(key) ?? {
        window,
        officer,
        hour: piece.hour,
        busy: 0,
        idle: 0,
        paused: 0,
        offline: 0,
        idleWaiting: 0,
      };
      row[kind] += (piece.to - piece.from) / 1000;
      rows.set(key, row);
    }
  };
  const waiting = new Waiting(config, stays);
  for (const span of spans) {
    const kind = STATES[span.state];
    if (kind === undefined) continue;
    add(span.window, span.officer ?? '', kind, span);
    if (kind === 'idle')
      for (const wasted of waiting.during(span)) add(span.window, span.officer ?? '', 'idleWaiting', wasted);
  }
  const end = Math.min(now, hallDayEnd(config.day, zone));
  const open = merged(config.open.map(({ from, to }) => ({ from, to: Math.min(to, end) })));
  for (const { id } of config.windows) {
    const reported = merged(spans.filter(({ window }) => window === id));
    for (const gap of open.flatMap((hours) => without(hours, reported))) add(id, '', 'offline', gap);
  }
  return [...rows.values()];
}

/** Times with visitors whom a window's officer could have served. */
class Waiting {
  private readonly byOfficer = new Map<string, Stretch[]>();

  constructor(
    private readonly config: HallConfig,
    private readonly stays: readonly QueueWait[],
  ) {}

  *during(span: SpanOf): Generator<Stretch> {
    const officer = span.officer ?? this.rostered(span);
    if (officer === null) return;
    for (const { from, to } of this.stretchesOf(officer)) {
      if (from < span.to && to > span.from) yield { from: Math.max(from, span.from), to: Math.min(to, span.to) };
    }
  }

  private rostered({ window, from }: SpanOf): string | null {
    return (
      this.config.windows.find(({ id }) => id === window)?.roster.find((shift) => shift.from <= from && from < shift.to)
        ?.officerId ?? null
    );
  }

  private stretchesOf(officer: string): Stretch[] {
    let waits = this.byOfficer.get(officer);
    if (waits === undefined) {
      const skills = new Set(this.config.officers.find(({ id }) => id === officer)?.skills ?? []);
      this.byOfficer.set(officer, (waits = merged(this.stays.filter(({ queue }) => skills.has(queue)))));
    }
    return waits;
  }
}

/** Sorts intervals and joins those that overlap or touch. */
export function merged(stretches: readonly Stretch[]): Stretch[] {
  const out: { from: number; to: number }[] = [];
  for (const { from, to } of [...stretches]
    .filter((stretch) => stretch.to > stretch.from)
    .sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}

function without(whole: Stretch, taken: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  let at = whole.from;
  for (const { from, to } of taken) {
    if (to <= at || from >= whole.to) continue;
    if (from > at) left.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  return at < whole.to ? [...left, { from: at, to: whole.to }] : left;
}

/** Splits an interval at the hours of the hall's clock. */
export function* byHour(from: number, to: number, zone: string): Generator<Stretch & { hour: string }> {
  for (let at = from; at < to;) {
    const local = at + zoneOffset(at, zone);
    const next = Math.min(to, at + HOUR_MS - (local % HOUR_MS));
    yield { from: at, to: next, hour: new Date(local).toISOString().slice(11, 13) };
    at = next;
  }
}
