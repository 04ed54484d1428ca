import type { LawResult, MetricKey } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { busyService } from './busy-service';
import { judged, type Sides } from './law';
import { LawFacts, type Reported } from './law-facts';
import { MetricSums, keyOf } from './sums';
import { hallDayEnd } from '@cockpit/domain';
import { merged } from '../sources/window-times';

/** Laws of single hall days. */
@Injectable()
export class HallDayLaws {
  constructor(
    private readonly sums: MetricSums,
    private readonly facts: LawFacts,
  ) {}

  async check(ask: Ask, plans: PlanBook): Promise<LawResult[]> {
    const byDay = async (key: MetricKey): Promise<Map<string, number>> => this.sums.parts(key, 'day', ask, plans);
    const [busy, idle, paused, offline, wasted, arrivals, reported, load, stays, outcomes, issued] = await Promise.all([
      byDay('busy'),
      byDay('idle'),
      byDay('paused'),
      byDay('offline'),
      byDay('idle_while_waiting'),
      byDay('arrivals'),
      this.facts.reported(ask),
      this.facts.load(ask),
      this.facts.stays(ask),
      this.facts.outcomes(ask),
      this.facts.issued(ask),
    ]);
    const index = <T extends { hall: string; day: string }>(rows: readonly T[]): Map<string, T> =>
      new Map(rows.map((row) => [keyOf(row.hall, row.day), row]));
    const [loads, ends, issues] = [index(load), index(outcomes), index(issued)];
    const [windows, served] = [grouped(reported), grouped(stays)];
    return ask.halls.flatMap(({ doc, now, today }) =>
      [...new Set([...load, ...issued].filter(({ hall }) => hall === doc.code).map(({ day }) => day))]
        .sort()
        .flatMap((day) => {
          if (day > today) return [];
          const key = keyOf(doc.code, day);
          const hallDay = { hall: doc.code, day };
          const [reports, end, issue] = [windows.get(key) ?? [], ends.get(key), issues.get(key)];
          const isToday = day === today ? ('not-over' as const) : null;
          const [busySec, idleSec] = [busy.get(key) ?? 0, idle.get(key) ?? 0];
          const sides: Sides[] = [
            {
              law: 'window-time',
              ...hallDay,
              unit: 'seconds',
              tolerance: 1,
              excuse: isToday,
              left: busySec + idleSec + (paused.get(key) ?? 0) + (offline.get(key) ?? 0) + (loads.get(key)?.fault ?? 0),
              right: openSec(doc.code, day, plans, reports, now, doc.timeZone),
            },
            ...busyService({
              ...hallDay,
              busySec,
              load: loads.get(key),
              stays: served.get(key) ?? [],
              excuse: isToday ?? (reports.length === 0 ? 'no-window-events' : null),
            }),
            {
              law: 'idle-waiting',
              ...hallDay,
              unit: 'seconds',
              tolerance: 1,
              bound: true,
              left: (wasted.get(key) ?? 0) * 60,
              right: idleSec,
              excuse: isToday,
            },
            {
              law: 'arrivals',
              ...hallDay,
              unit: 'count',
              left: arrivals.get(key) ?? 0,
              right: issue?.tickets ?? 0,
              excuse: isToday,
            },
            {
              law: 'visitors',
              ...hallDay,
              unit: 'count',
              left: issue?.tickets ?? 0,
              excuse: isToday,
              right:
                end === undefined ? 0 : end.served + end.missed + end.left + end.guided + end.atWindow + end.waiting,
            },
          ];
          return sides.map(judged);
        }),
    );
  }
}

function grouped<T extends { hall: string; day: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row.hall, row.day));
    if (group === undefined) groups.set(keyOf(row.hall, row.day), [row]);
    else group.push(row);
  }
  return groups;
}

/** Seconds in which each window should be open or reported something; overlapping reports count once. */
function openSec(
  hall: string,
  day: string,
  plans: PlanBook,
  reported: readonly Reported[],
  now: number,
  zone: string,
): number {
  const end = Math.min(now, hallDayEnd(day, zone));
  const open = plans.opening(hall, day).map(({ from, to }) => ({ from, to: Math.min(to, end) }));
  const ids = new Set([
    ...reported.map(({ window }) => window),
    ...(plans.config(hall, day)?.windows ?? []).map(({ id }) => id),
  ]);
  const planned = new Set((plans.config(hall, day)?.windows ?? []).map(({ id }) => id));
  const reports = new Map(reported.map((row) => [row.window, row]));
  let sum = 0;
  for (const id of ids) {
    const row = reports.get(id);
    const intervals = row === undefined ? [] : stretchesOf(row);
    for (const { from, to } of merged([...(planned.has(id) ? open : []), ...intervals])) sum += to - from;
  }
  return sum / 1000;
}

function stretchesOf({ from, to, gaps }: Reported): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let at = from;
  for (const [start, end] of gaps) {
    stretches.push({ from: at, to: start });
    at = end;
  }
  return [...stretches, { from: at, to }];
}
