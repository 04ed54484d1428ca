import type { HallPlan } from '@cockpit/contracts';
import type { ShownAbsence } from './plan-change';

const HALF_HOUR_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;
/** As long as the names of two branches are wide. */
const NAMES_MS = 50 * 60_000;

/** Something a window does for a while; left and width are shares of the span, 0–1. */
export interface Bar {
  kind: 'lunch' | 'break' | 'opening' | 'link' | 'rostered';
  from: number;
  until: number;
  left: number;
  width: number;
  /** when the absence begins by the plan as it was kept: what it is called by when it is moved; missing where it is over */
  planned?: string;
  /** the absence was rostered at another time */
  isMoved?: true;
}

export interface GanttRow {
  windowId: string;
  number: string;
  /** what it serves beside its own from then on, where it is linked */
  queues: string[];
  /** where that can be written without a bar over it, a share of the span */
  clearAt: number;
  bars: Bar[];
}

export interface Gantt {
  /** epoch ms */
  from: number;
  until: number;
  /** full hours within the span */
  hours: { at: number; left: number }[];
  rows: GanttRow[];
  /** by queue and half hour */
  presence: { queue: string; cells: { left: number; width: number; there: number; needed: number; from: number }[] }[];
}

/** Windows of one zone; `queue` null: of none that is known. */
export interface ZoneRows<Row> {
  queue: string | null;
  rows: Row[];
}

/** Rows by the queue their window belongs to, zones in the order they are met. */
export function byZone<Row extends { windowId: string }>(
  rows: readonly Row[],
  homeOf: ((windowId: string) => string | undefined) | undefined,
): ZoneRows<Row>[] {
  const zones = new Map<string | null, Row[]>();
  for (const row of rows) {
    const queue = homeOf?.(row.windowId) ?? null;
    zones.set(queue, [...(zones.get(queue) ?? []), row]);
  }
  return [...zones].map(([queue, own]) => ({ queue, rows: own }));
}

/** The first time from which a link can be written for a while with nothing over it. */
function clearOf(bars: readonly Bar[], from: number): number {
  const link = bars.find(({ kind }) => kind === 'link');
  const over = bars.filter(({ kind }) => kind !== 'link').sort((a, b) => a.from - b.from);
  return over.reduce(
    (at, bar) => (bar.from < at + NAMES_MS && bar.until > at ? bar.until : at),
    Math.max(from, link?.from ?? from),
  );
}

/** Whether an absence is not where it was rostered. */
export const isMoved = ({ from, rosteredFrom }: Pick<ShownAbsence, 'from' | 'rosteredFrom'>): boolean =>
  rosteredFrom !== null && Date.parse(rosteredFrom) !== Date.parse(from);

/** A plan of the day drawn against time: a row for each window it says something of, a strip for each branch. Null when it says nothing. */
export function ganttOf(
  plan: Pick<HallPlan, 'links' | 'madeAt' | 'openings' | 'presence'> & { absences: readonly ShownAbsence[] },
): Gantt | null {
  const spans = [...plan.absences, ...plan.openings].map(
    (one) => [Date.parse(one.from), Date.parse(one.until)] as const,
  );
  const slots = plan.presence.flatMap((one) => one.slots.map((slot) => Date.parse(slot.from)));
  const rostered = plan.absences.flatMap((one) => (one.rosteredFrom === null ? [] : [Date.parse(one.rosteredFrom)]));
  if (spans.length + slots.length === 0) return null;
  const from = Math.min(...slots, ...rostered, ...spans.map(([begin]) => begin));
  const until = Math.max(...slots.map((at) => at + HALF_HOUR_MS), ...spans.map(([, end]) => end));
  const share = (at: number): number => (at - from) / (until - from);
  const bar = (kind: Bar['kind'], begin: number, end: number): Bar => {
    const [a, z] = [Math.max(from, begin), Math.min(until, end)];
    return { kind, from: begin, until: end, left: share(a), width: Math.max(0, share(z) - share(a)) };
  };
  const rows = new Map<string, GanttRow>();
  const rowOf = ({ windowId, number }: { windowId: string; number: string }): GanttRow => {
    const row = rows.get(windowId) ?? { windowId, number, queues: [], clearAt: 0, bars: [] };
    rows.set(windowId, row);
    return row;
  };
  for (const one of plan.links) {
    const row = rowOf(one);
    row.queues = one.queues.slice(1);
    row.bars.push(bar('link', Date.parse(one.from ?? plan.madeAt), until));
  }
  for (const one of plan.openings) rowOf(one).bars.push(bar('opening', Date.parse(one.from), Date.parse(one.until)));
  for (const one of plan.absences) {
    const [begin, end] = [Date.parse(one.from), Date.parse(one.until)];
    const planned = one.rosteredFrom === null ? begin : Date.parse(one.rosteredFrom);
    const isAway = planned !== begin;
    if (isAway) rowOf(one).bars.push(bar('rostered', planned, planned + end - begin));
    const name = one.over === true ? {} : { planned: one.planned ?? one.from };
    rowOf(one).bars.push({ ...bar(one.kind, begin, end), ...name, ...(isAway && { isMoved: true }) });
  }
  for (const row of rows.values()) row.clearAt = share(clearOf(row.bars, from));
  const firstHour = Math.ceil(from / HOUR_MS) * HOUR_MS;
  return {
    from,
    until,
    hours: Array.from({ length: Math.max(0, Math.floor((until - firstHour) / HOUR_MS) + 1) }, (_, i) => {
      const at = firstHour + i * HOUR_MS;
      return { at, left: share(at) };
    }),
    rows: [...rows.values()].sort((a, b) => a.number.localeCompare(b.number, undefined, { numeric: true })),
    presence: plan.presence.map(({ queue, slots: own }) => ({
      queue,
      cells: own.map((slot) => {
        const at = Date.parse(slot.from);
        return { ...slot, from: at, left: share(at), width: HALF_HOUR_MS / (until - from) };
      }),
    })),
  };
}
