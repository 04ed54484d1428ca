import { WAIT_EDGES_MIN } from '@cockpit/contracts';
import type { WindowSpan } from './spans';
import { seconds, type VisitRow } from './visit';

export const LOAD_SLOT_MS = 900_000;
const DAY_MS = 86_400_000;

/** Load of a queue or window within 15 minutes. Seconds unless a name says otherwise. */
export interface LoadRow {
  kind: 'queue' | 'window';
  code: string;
  /** start, epoch ms */
  slot: number;
  /** queue: tickets issued */
  arrivals: number;
  /** calls, with the wait of each leg at its first call */
  called: number;
  waitSum: number;
  /** 13 buckets with edges WAIT_EDGES_MIN */
  waitHist: number[];
  /** legs that ended at a window */
  served: number;
  serviceSum: number;
  /** tickets absent when called, counted once even if the visitor came later */
  noShows: number;
  /** left before being called, without those guided elsewhere */
  abandoned: number;
  guided: number;
  /** queue: tickets waiting at the end of the slot */
  waitingEnd: number;
  /** window: time in each state */
  busy: number;
  idle: number;
  paused: number;
  fault: number;
}

/** Bucket of a wait in the 13-bucket histogram. */
export function waitBucket(waitSec: number): number {
  const minutes = waitSec / 60;
  const bucket = WAIT_EDGES_MIN.findIndex((edge) => minutes < edge);
  return bucket === -1 ? WAIT_EDGES_MIN.length : bucket;
}

/** The fields of a visit that the load needs. */
export type LoadVisit = Pick<VisitRow, 'queue' | 'issuedAt' | 'noShowAt' | 'cancelledAt' | 'result' | 'legs'>;

/** Load per queue, window and quarter hour, from the visits and window spans of one hall and day. */
export function loadOfDay(visits: Iterable<LoadVisit>, spans: Iterable<WindowSpan>): LoadRow[] {
  const table = new LoadTable();
  const stays: QueueInterval[] = [];
  for (const visit of visits) addVisit(table, visit, stays);
  let lastWord = 0;
  for (const span of spans) {
    addSpan(table, span);
    lastWord = Math.max(lastWord, span.to);
  }
  addWaiting(table, stays, lastWord);
  return table.rows();
}

interface QueueInterval {
  queue: string;
  from: number;
  to: number | null;
}

export const emptyLoad = (kind: LoadRow['kind'], code: string, slot: number): LoadRow => ({
  kind,
  code,
  slot,
  arrivals: 0,
  called: 0,
  waitSum: 0,
  waitHist: new Array<number>(WAIT_EDGES_MIN.length + 1).fill(0),
  served: 0,
  serviceSum: 0,
  noShows: 0,
  abandoned: 0,
  guided: 0,
  waitingEnd: 0,
  busy: 0,
  idle: 0,
  paused: 0,
  fault: 0,
});

class LoadTable {
  private readonly byKey = new Map<string, LoadRow>();

  at(kind: LoadRow['kind'], code: string, time: number): LoadRow {
    const slot = slotOf(time);
    const key = `${kind}/${String(slot)}/${code}`;
    let row = this.byKey.get(key);
    if (row === undefined) {
      row = emptyLoad(kind, code, slot);
      this.byKey.set(key, row);
    }
    return row;
  }

  rows(): LoadRow[] {
    return [...this.byKey.values()].sort(
      (a, b) => a.kind.localeCompare(b.kind) || (a.code < b.code ? -1 : a.code > b.code ? 1 : a.slot - b.slot),
    );
  }
}

const slotOf = (time: number): number => Math.floor(time / LOAD_SLOT_MS) * LOAD_SLOT_MS;

function addVisit(table: LoadTable, visit: LoadVisit, stays: QueueInterval[]): void {
  if (visit.issuedAt !== null) table.at('queue', visit.queue, visit.issuedAt).arrivals += 1;
  visit.legs.forEach((leg, index) => {
    const isLast = index === visit.legs.length - 1;
    const leftAt = isLast ? visit.cancelledAt : null;
    if (leg.enqueuedAt !== null && leg.queue !== '') {
      stays.push({
        queue: leg.queue,
        from: leg.enqueuedAt,
        to: leg.calledAt ?? leg.endedAt ?? leftAt ?? (isLast ? visit.noShowAt : null),
      });
    }
    if (leg.calledAt !== null)
      for (const row of places(table, leg, leg.calledAt)) addCall(row, seconds(leg.enqueuedAt, leg.calledAt));
    const serviceSec = seconds(leg.startedAt, leg.endedAt);
    if (serviceSec !== null && leg.endedAt !== null) {
      for (const row of places(table, leg, leg.endedAt)) {
        row.served += 1;
        row.serviceSum += serviceSec;
      }
    }
  });
  addLoss(table, visit);
}

function addCall(row: LoadRow, waitSec: number | null): void {
  row.called += 1;
  if (waitSec === null) return;
  row.waitSum += waitSec;
  const bucket = waitBucket(waitSec);
  row.waitHist[bucket] = (row.waitHist[bucket] ?? 0) + 1;
}

function addLoss(table: LoadTable, visit: LoadVisit): void {
  const leg = visit.legs.at(-1);
  if (leg === undefined) return;
  const { noShowAt } = visit;
  if (noShowAt !== null) {
    const missed = visit.legs.findLast(({ calledAt }) => calledAt !== null && calledAt <= noShowAt) ?? leg;
    for (const row of places(table, missed, noShowAt)) row.noShows += 1;
  }
  if (visit.cancelledAt === null || leg.queue === '') return;
  if (visit.result === 'guided') table.at('queue', leg.queue, visit.cancelledAt).guided += 1;
  if (visit.result === 'cancelled' && leg.calledAt === null)
    table.at('queue', leg.queue, visit.cancelledAt).abandoned += 1;
}

function* places(table: LoadTable, leg: { queue: string; windowId: string | null }, time: number): Generator<LoadRow> {
  if (leg.queue !== '') yield table.at('queue', leg.queue, time);
  if (leg.windowId !== null) yield table.at('window', leg.windowId, time);
}

const SPAN_COLUMN = {
  serving: 'busy',
  called: 'busy',
  idle: 'idle',
  paused: 'paused',
  fault: 'fault',
  offline: null,
} as const;

function addSpan(table: LoadTable, span: WindowSpan): void {
  const column = SPAN_COLUMN[span.state];
  if (column === null) return;
  for (let slot = slotOf(span.from); slot < span.to; slot += LOAD_SLOT_MS) {
    const overlap = Math.min(span.to, slot + LOAD_SLOT_MS) - Math.max(span.from, slot);
    table.at('window', span.windowId, slot)[column] += overlap / 1000;
  }
}

/** Number of waiting tickets at the end of each quarter hour, for all slots from a queue's first stay to the hall's last event. */
function addWaiting(table: LoadTable, stays: readonly QueueInterval[], lastWord: number): void {
  const lastChange = stays.reduce((last, stay) => Math.max(last, stay.from, stay.to ?? 0), lastWord);
  for (const stay of stays) {
    // a source with a wrong clock may report a wait of years, so a wait counts for one day at most
    const until = Math.min(stay.to ?? lastChange + 1, stay.from + DAY_MS);
    for (let slot = slotOf(stay.from); slot + LOAD_SLOT_MS <= until; slot += LOAD_SLOT_MS)
      table.at('queue', stay.queue, slot).waitingEnd += 1;
  }
}
