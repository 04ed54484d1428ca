import { LAW_KEYS, NetworkPulse, type Caller, type LawResult, type LawsAnswer, type MetricBy, type MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { hallDayStart } from '@cockpit/domain';
import { LivePictures, NETWORK_KEY } from '@cockpit/live';
import { CLICKHOUSE_READER, CLOCK, REDIS, selectRows, type Clock } from '@cockpit/platform';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Asking, type Question } from '../asking/asking';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { Sources } from '../sources/sources';
import { merged } from '../sources/window-times';
import { EQUATIONS, judged, type Sides } from './law';
import { LawFacts, type Reported } from './law-facts';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 28;
/** More hall days than this are not split by hour at once: the answer would be read span by span. */
const MOST_BY_HOUR = 2_000;
/** Tickets that overlap at a window, or are served while it says that it is paused, are counted by one side only. */
const SERVICE_TOLERANCE = 0.01;
const ADDED_UP = ['arrivals', 'served', 'wait', 'busy', 'idle', 'paused', 'offline', 'idle_while_waiting'] as const satisfies readonly MetricKey[];

type Question28 = Pick<Question, 'hall' | 'from' | 'to'>;
const keyOf = (hall: string, day: string): string => `${day} ${hall}`;

/** Holds the figures of hall days against each other. Nothing is divided here: a law is about what adds up. */
@Injectable()
export class LawsService {
  constructor(
    private readonly asking: Asking, private readonly sources: Sources, private readonly facts: LawFacts, private readonly postgres: DataSource,
    private readonly pictures: LivePictures, @Inject(REDIS) private readonly redis: Redis, @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
  ) {}

  /** @throws AppError as metrics do, for a hall nobody knows or an impossible period */
  async check(question: Question28, caller: Pick<Caller, 'halls'>): Promise<LawsAnswer> {
    const period = await this.period(question);
    const ask = await this.asking.of({ hall: question.hall, ...period }, caller);
    const plans = await this.asking.plans(ask);
    const parts = await Promise.all([
      this.hallDays(ask, plans), this.hours(ask, plans), this.halls(ask, plans), this.now(ask),
      // matters and cards belong to no hall day: they are checked in the view of everything
      ask.everything ? this.matters() : [], ask.everything ? this.cards() : [],
    ]);
    const items = parts.flat();
    const tally = (of: readonly LawResult[]): Pick<LawsAnswer, 'holds' | 'cannotHold' | 'broken'> => ({
      holds: of.filter(({ state }) => state === 'holds').length, cannotHold: of.filter(({ state }) => state === 'cannot-hold').length, broken: of.filter(({ state }) => state === 'broken').length,
    });
    return {
      ...period, ...tally(items), laws: LAW_KEYS.map((law) => ({ law, equation: EQUATIONS[law], ...tally(items.filter((one) => one.law === law)) })),
      items: items.filter(({ state }) => state !== 'holds').sort((a, b) => (a.state < b.state ? -1 : a.state > b.state ? 1 : 0)),
    };
  }

  /** Without a period the last four weeks of which anything is kept. */
  private async period({ from, to }: Question28): Promise<{ from: string; to: string }> {
    const row = z.object({ first: z.string(), last: z.string(), days: z.coerce.number() });
    const [kept] = await selectRows(this.client, { label: 'laws.days', row, sql: "SELECT toString(min(day)) AS first, toString(max(day)) AS last, count() AS days FROM visit" });
    const last = to ?? (kept === undefined || kept.days === 0 ? new Date(this.clock.now()).toISOString().slice(0, 10) : kept.last);
    const begin = new Date(Date.parse(last) - (USUAL_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
    return { from: from ?? begin, to: last };
  }

  private async hallDays(ask: Ask, plans: PlanBook): Promise<LawResult[]> {
    const byDay = async (key: MetricKey): Promise<Map<string, number>> => this.sums(key, 'day', ask, plans);
    const [busy, idle, paused, offline, wasted, arrivals, reported, load, atWindows, outcomes, issued] = await Promise.all([
      byDay('busy'), byDay('idle'), byDay('paused'), byDay('offline'), byDay('idle_while_waiting'), byDay('arrivals'),
      this.facts.reported(ask), this.facts.load(ask), this.facts.atWindows(ask), this.facts.outcomes(ask), this.facts.issued(ask),
    ]);
    const index = <T extends { hall: string; day: string }>(rows: readonly T[]): Map<string, T> => new Map(rows.map((row) => [keyOf(row.hall, row.day), row]));
    const [loads, stays, ends, issues] = [index(load), index(atWindows), index(outcomes), index(issued)];
    const windows = new Map<string, Reported[]>();
    for (const row of reported) windows.set(keyOf(row.hall, row.day), [...(windows.get(keyOf(row.hall, row.day)) ?? []), row]);
    return ask.halls.flatMap(({ doc, now, today }) => [...new Set([...load, ...issued].filter(({ hall }) => hall === doc.code).map(({ day }) => day))].sort().flatMap((day) => {
      if (day > today) return [];
      const key = keyOf(doc.code, day);
      const of = { hall: doc.code, day };
      const [told, stay, end, issue] = [windows.get(key) ?? [], stays.get(key), ends.get(key), issues.get(key)];
      const isToday = day === today ? 'not-over' as const : null;
      const endless = (stay?.endless ?? 0) > 0 ? 'no-end-known' as const : null;
      const [busySec, idleSec] = [busy.get(key) ?? 0, idle.get(key) ?? 0];
      const sides: Sides[] = [
        {
          law: 'window-time', ...of, unit: 'seconds', tolerance: 1, excuse: isToday,
          left: busySec + idleSec + (paused.get(key) ?? 0) + (offline.get(key) ?? 0) + (loads.get(key)?.fault ?? 0),
          right: openSec(doc.code, day, plans, told, now, doc.timeZone),
        },
        {
          law: 'busy-service', ...of, unit: 'seconds', tolerance: Math.max(60, busySec * SERVICE_TOLERANCE), left: busySec, right: stay?.atWindowSec ?? 0,
          excuse: isToday ?? endless ?? (told.length === 0 ? 'no-window-events' : null),
        },
        { law: 'idle-waiting', ...of, unit: 'seconds', tolerance: 1, bound: true, left: (wasted.get(key) ?? 0) * 60, right: idleSec, excuse: isToday },
        { law: 'arrivals', ...of, unit: 'count', left: arrivals.get(key) ?? 0, right: issue?.tickets ?? 0, excuse: isToday },
        {
          law: 'visitors', ...of, unit: 'count', left: issue?.tickets ?? 0, excuse: isToday,
          right: end === undefined ? 0 : end.served + end.missed + end.left + end.guided + end.atWindow + end.waiting,
        },
      ];
      return sides.map(judged);
    }));
  }

  /** What is added up hour by hour comes from visits and spans, what is added up by day from the roll-ups. */
  private async hours(ask: Ask, plans: PlanBook): Promise<LawResult[]> {
    const days = (Date.parse(ask.nowhere.last) - Date.parse(ask.nowhere.first)) / DAY_MS + 1;
    if (days * ask.halls.length > MOST_BY_HOUR) return [];
    const results = await Promise.all(ADDED_UP.map(async (of) => {
      const [hours, whole] = await Promise.all([this.halled(of, 'hour', ask, plans), this.halled(of, 'day', ask, plans)]);
      return ask.halls.map(({ doc, today, last }) => judged({
        law: 'hours', hall: doc.code, of, unit: of === 'idle_while_waiting' ? 'minutes' : of === 'arrivals' || of === 'served' ? 'count' : 'seconds', tolerance: 1,
        left: hours.get(doc.code) ?? 0, right: whole.get(doc.code) ?? 0, excuse: last >= today ? 'not-over' : null,
      }));
    }));
    return results.flat();
  }

  /** The whole as the metric says it against the quarter hours of each hall. */
  private async halls(ask: Ask, plans: PlanBook): Promise<LawResult[]> {
    const [arrivals, load] = await Promise.all([this.sources.of('arrivals').rows('arrivals', { ...ask, by: null }, plans), this.facts.load(ask)]);
    const reaches = ask.halls.some(({ last, today }) => last >= today);
    return [judged({
      law: 'halls', of: 'arrivals', unit: 'count', left: arrivals.reduce((sum, { n }) => sum + n, 0), right: load.reduce((sum, row) => sum + row.arrivals, 0), excuse: reaches ? 'not-over' : null,
    })];
  }

  /** Wall and desk read the live picture; the map reads the pulse of the network. Only what was said at one instant is compared. */
  private async now(ask: Ask): Promise<LawResult[]> {
    const [pictures, told] = await Promise.all([this.pictures.glance(ask.halls.map(({ doc }) => doc.code), this.clock.now()), this.redis.hgetall(NETWORK_KEY)]);
    return [...pictures].flatMap(([hall, picture]) => {
      const pulse = NetworkPulse.safeParse(JSON.parse(told[hall] ?? 'null'));
      if (!pulse.success) return [];
      const excuse = pulse.data.now === picture.now ? null : 'not-landed' as const;
      const open = picture.windows.filter(({ state }) => state === 'idle' || state === 'called' || state === 'serving').length;
      return [
        judged({ law: 'now', hall, of: 'waiting', unit: 'count', left: picture.queues.reduce((sum, { waiting }) => sum + waiting, 0), right: pulse.data.waiting, excuse }),
        judged({ law: 'now', hall, of: 'open-windows', unit: 'count', left: open, right: pulse.data.openWindows, excuse }),
      ];
    });
  }

  private async matters(): Promise<LawResult[]> {
    const [{ accepted, closed, open }, shared] = await Promise.all([this.facts.matters(), this.postgres.query<unknown[]>('SELECT 1 FROM matter_register LIMIT 1')]);
    return [judged({ law: 'matters', unit: 'count', left: accepted, right: closed + open, excuse: shared.length > 0 ? 'shared-register' : null })];
  }

  /** A card's state against the last step that is written down of it. */
  private async cards(): Promise<LawResult[]> {
    const row = z.object({ issued: z.coerce.number(), stepped: z.coerce.number() });
    const [found] = z.array(row).parse(await this.postgres.query(`
      SELECT count(*) AS issued, count(*) FILTER (WHERE state IN ('issued', 'acknowledged', 'explained', 'withdrawn', 'over') AND state = coalesce(
        (SELECT to_state FROM matter_card_step s WHERE s.card_id = c.id ORDER BY s.id DESC LIMIT 1), 'issued')) AS stepped FROM matter_card c`));
    return found === undefined ? [] : [judged({ law: 'cards', unit: 'count', left: found.issued, right: found.stepped })];
  }

  private async sums(key: MetricKey, by: MetricBy, ask: Ask, plans: PlanBook): Promise<Map<string, number>> {
    const sums = new Map<string, number>();
    for (const { hall, by: part, n } of await this.sources.of(key).rows(key, { ...ask, by }, plans)) sums.set(keyOf(hall, part), (sums.get(keyOf(hall, part)) ?? 0) + n);
    return sums;
  }

  private async halled(key: MetricKey, by: MetricBy, ask: Ask, plans: PlanBook): Promise<Map<string, number>> {
    const sums = new Map<string, number>();
    for (const { hall, n } of await this.sources.of(key).rows(key, { ...ask, by }, plans)) sums.set(hall, (sums.get(hall) ?? 0) + n);
    return sums;
  }
}

/** Seconds in which each window was either to be open or said something; what it said twice is one time too many. */
function openSec(hall: string, day: string, plans: PlanBook, reported: readonly Reported[], now: number, zone: string): number {
  const end = Math.min(now, hallDayStart(day, zone) + 2 * DAY_MS);
  const open = plans.opening(hall, day).map(({ from, to }) => ({ from, to: Math.min(to, end) }));
  const ids = new Set([...reported.map(({ window }) => window), ...(plans.config(hall, day)?.windows ?? []).map(({ id }) => id)]);
  const known = new Set((plans.config(hall, day)?.windows ?? []).map(({ id }) => id));
  const told = new Map(reported.map((row) => [row.window, row]));
  let sum = 0;
  for (const id of ids) {
    const row = told.get(id);
    const stretches = row === undefined ? [] : stretchesOf(row);
    for (const { from, to } of merged([...(known.has(id) ? open : []), ...stretches])) sum += to - from;
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
