import { DEFAULT_ZONE } from '@cockpit/contracts';
import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { hallDay } from '@cockpit/domain';
import { GroundsLoader } from '@cockpit/matters';
import {
  bind,
  CLICKHOUSE_READER,
  CLICKHOUSE_WRITER,
  DeadLetters,
  SETTINGS,
  joined,
  selectRows,
  sql,
  type Settings,
  type Sql,
  written,
} from '@cockpit/platform';
import { firstKeptDay } from '@cockpit/warehouse';
import { z } from 'zod';
import { groupsOf, type HallAt, type HallGroup } from '../asking/ask';
import { Asking } from '../asking/asking';
import type { PlanBook } from '../asking/plan-book';
import { COMPUTED } from '../sources/day-rolls';
import { within } from '../sources/table-source';
import { VISIT_MEASURES, type VisitMeasure } from '../sources/visit-measures';
import { visitRows } from '../sources/visit-source';
import { WindowReader } from '../sources/window-reader';

const Stale = z.object({ hall: z.string(), day: z.string(), version: z.coerce.number() });
type Stale = z.infer<typeof Stale>;
/** Followed by a column for each measure. */
const Rolled = z.looseObject({ hall: z.string(), queue: z.string() });
/** Halls per batch of one day, and days per turn. */
const HALL_BATCH = 400;
const DAY_LIMIT = 2_000;
/** A hall day that fails is read directly and retried after this time. */
const DEAD_FOR_MS = 3_600_000;
const MEASURES = Object.keys(VISIT_MEASURES) as VisitMeasure[];

/** Rolls up finished hall days, and again after each change. */
@Injectable()
export class RollUp {
  /** increases with every check or batch */
  steps = 0;
  private readonly deadUntil = new Map<string, number>();

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly reader: ClickHouseClient,
    @Inject(CLICKHOUSE_WRITER) private readonly writer: ClickHouseClient,
    private readonly asking: Asking,
    private readonly grounds: GroundsLoader,
    private readonly windows: WindowReader,
    private readonly letters: DeadLetters,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'retentionDays'>,
  ) {}

  private isDead({ hall, day }: Stale): boolean {
    return (this.deadUntil.get(`${hall} ${day}`) ?? 0) > performance.now();
  }

  /** One turn. @returns number of rolled-up hall days */
  async turn(stillOurs: () => boolean): Promise<number> {
    const ready = (await this.ready()).filter((hallDay) => !this.isDead(hallDay));
    const days = new Map<string, Stale[]>();
    for (const hallDay of ready) days.set(hallDay.day, [...(days.get(hallDay.day) ?? []), hallDay]);
    for (const [day, stale] of days) {
      for (let from = 0; from < stale.length; from += HALL_BATCH) {
        if (!stillOurs()) return 0;
        const dead = await this.letters.sift('roll-ups', stale.slice(from, from + HALL_BATCH), {
          nameOf: (hallDay) => `${hallDay.hall} ${hallDay.day}`,
          work: (part) => this.ofDay(day, part),
        });
        for (const hallDay of dead)
          this.deadUntil.set(`${hallDay.hall} ${hallDay.day}`, performance.now() + DEAD_FOR_MS);
        this.steps += 1;
      }
    }
    this.steps += 1;
    return ready.length;
  }

  /** Finished hall days computed after their last roll-up. */
  private async ready(): Promise<Stale[]> {
    const {
      parts: { organisation, hallNow, wallNow },
    } = await this.grounds.load();
    // a hall replaying last month has its own current day
    const today = new Map(
      (organisation?.halls ?? []).map((hall) => [hall.code, hallDay(hallNow.get(hall.code) ?? wallNow, hall.timeZone)]),
    );
    const wall = hallDay(wallNow, DEFAULT_ZONE);
    const { retentionDays } = this.settings;
    // excludes days that retention deletes today or tomorrow, because a roll-up in progress would outlive its day
    const kept = retentionDays === undefined ? sql`` : sql`AND day > ${bind.day(firstKeptDay(wallNow, retentionDays))}`;
    const otherDays = [...today].filter(([, on]) => on !== wall);
    const over = sql`multiIf(${joined([...otherDays.map(([hall, on]) => sql`hall = ${bind.text(hall)}, day < ${bind.day(on)}`), sql`day < ${bind.day(wall)}`], ', ')})`;
    return selectRows(this.reader, {
      label: 'metrics.days-to-roll-up',
      row: Stale,
      sql: sql`SELECT hall, toString(day) AS day, computed AS version FROM
        (
          SELECT hall, day, ${COMPUTED} AS computed, maxIf(version, told = 'visit_day') AS visits, maxIf(version, told = 'window_day') AS windows
          FROM day_told WHERE ${otherDays.length === 0 ? sql`day < ${bind.day(wall)}` : over} ${kept} GROUP BY hall, day
          HAVING computed > least(visits, windows) ORDER BY day DESC, hall LIMIT ${written(DAY_LIMIT)}
        )`,
    });
  }

  private async ofDay(day: string, stale: readonly Stale[]): Promise<void> {
    const plans = await this.asking.book(day, day);
    const codes = new Set(stale.map(({ hall }) => hall));
    const {
      parts: { hallNow, wallNow },
    } = await this.grounds.load();
    const halls = (plans.on(day)?.halls ?? [])
      .filter(({ code }) => codes.has(code))
      .map((doc): HallAt => ({
        doc,
        now: hallNow.get(doc.code) ?? wallNow,
        today: '9999-12-31',
        first: day,
        last: day,
      }));
    for (const group of groupsOf(halls)) {
      const version = stale
        .filter(({ hall }) => group.halls.some(({ doc }) => doc.code === hall))
        .reduce((most, hallDay) => Math.max(most, hallDay.version), 0);
      await this.visits(group, plans, day, version);
      await this.spans(group, plans, day, version);
    }
    const values = stale.flatMap(({ hall, version }) => [
      [hall, day, 'visit_day', version],
      [hall, day, 'window_day', version],
    ]);
    await this.writer.insert({
      table: 'day_told',
      columns: ['hall', 'day', 'told', 'version'],
      values,
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'metrics.rollup-state' },
    });
  }

  /** Stores the measures; queues of an earlier roll-up that no longer exist get zeros. */
  private async visits(group: HallGroup, plans: PlanBook, day: string, version: number): Promise<void> {
    const where = within(group);
    const listed = (of: (measure: VisitMeasure) => Sql): Sql => joined(MEASURES.map(of), ', ');
    // read and inserted separately, because a command sends its values in the URL, which is too short for hundreds of
    // halls
    const rows = await selectRows(this.reader, {
      label: 'metrics.rolled-visits',
      row: Rolled,
      sql: sql`
        SELECT hall, queue, ${listed((measure) => sql`${written(measure === 'wait_hist' ? 'sumForEach' : 'sum')}(m_${written(measure)}) AS ${written(measure)}`)} FROM
        (
          SELECT hall, queue, ${listed((measure) => sql`${VISIT_MEASURES[measure]} AS m_${written(measure)}`)}
          FROM (${visitRows(group, plans, where, new Set(MEASURES))}) GROUP BY hall, queue
          UNION ALL
          SELECT hall, queue, ${listed((measure) => (measure === 'wait_hist' ? sql`[]` : sql`0`))} FROM visit_day FINAL WHERE ${where}
        ) GROUP BY hall, queue`,
    });
    if (rows.length === 0) return;
    await this.writer.insert({
      table: 'visit_day',
      values: rows.map((row) => ({ ...row, day, version })),
      format: 'JSONEachRow',
      clickhouse_settings: { log_comment: 'metrics.roll-up-visits' },
    });
  }

  private async spans({ halls }: HallGroup, plans: PlanBook, day: string, version: number): Promise<void> {
    const where = sql`day = ${bind.day(day)} AND hall IN ${bind.texts(halls.map(({ doc }) => doc.code))}`;
    const rows = new Map<string, (string | number)[]>();
    const before = await selectRows(this.reader, {
      label: 'metrics.rolled-windows',
      row: z.object({ hall: z.string(), window: z.string(), officer: z.string() }),
      sql: sql`SELECT hall, window_id AS window, officer_id AS officer FROM window_day FINAL WHERE ${where}`,
    });
    for (const { hall, window, officer } of before)
      rows.set(JSON.stringify([hall, window, officer]), [hall, day, window, officer, version, 0, 0, 0, 0, 0]);
    for (const { hall, window, officer, busy, idle, paused, offline, idleWaiting } of await this.windows.times(
      where,
      halls.map((hall) => ({ hall, day })),
      plans,
    )) {
      const key = JSON.stringify([hall, window, officer]);
      const seconds = rows.get(key)?.slice(5) ?? [0, 0, 0, 0, 0];
      const more = [busy, idle, paused, offline, idleWaiting].map((value, i) => value + Number(seconds[i]));
      rows.set(key, [hall, day, window, officer, version, ...more]);
    }
    if (rows.size === 0) return;
    await this.writer.insert({
      table: 'window_day',
      columns: [
        'hall',
        'day',
        'window_id',
        'officer_id',
        'version',
        'busy',
        'idle',
        'paused',
        'offline',
        'idle_waiting',
      ],
      values: [...rows.values()],
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'metrics.roll-up-windows' },
    });
  }
}
