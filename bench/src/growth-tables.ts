import type { ClickHouseClient } from '@clickhouse/client';
import type { Pool } from 'pg';

export const HALLS = 160;
const A_HALL_DAY = 600;
export const VISITS_A_DAY = HALLS * A_HALL_DAY;
const DAYS_AT_ONCE = 10;
/** Days whose figures a manager asks for: they are there from the first size on. */
export const ASKED_DAYS = 28;
const NO_LIMIT = { max_execution_time: 7200, max_partitions_per_insert_block: '0' } as const;

/** A visit by its number: hall, day (the first numbers lie yesterday), queue, window, moment of issue, wait. */
const visit = (from: number, count: number): string => `
  SELECT number, concat('P', toString(number % ${String(HALLS)})) AS hall, today() - 1 - toUInt32(intDiv(number, ${String(VISITS_A_DAY)})) AS day, sipHash64(number) AS dice, intDiv(dice, 100) % 2400 AS wait,
    intDiv(dice, 1000) % 8 AS w, ['household', 'exit-entry', 'traffic', 'order'][w % 4 + 1] AS queue, toDateTime64(day, 3, 'UTC') + 3600 + intDiv(dice, 10000) % 26000 AS issued
  FROM numbers(${String(from)}, ${String(count)})`;

/** Visits of the days from `firstAgo` to `lastAgo` days before today, and their quarter-hour load, made inside the engine. */
export async function fillClickhouse(client: ClickHouseClient, firstAgo: number, lastAgo: number): Promise<void> {
  const run = (query: string): Promise<unknown> => client.command({ query, clickhouse_settings: NO_LIMIT });
  for (let ago = firstAgo; ago <= lastAgo; ago += DAYS_AT_ONCE) {
    const days = Math.min(DAYS_AT_ONCE, lastAgo - ago + 1);
    await run(`
      INSERT INTO visit (hall, day, ticket_id, version, number, queue, channel, priority, first_at, issued_at, called_at, started_at, finished_at, window_id, officer_id, items, wait_sec, total_wait_sec, service_sec, result, legs)
      SELECT hall, day, concat('t', toString(number)), 1, concat('A', toString(number % 1000)), queue, 'walk-in', 0, issued, issued, issued + wait, issued + wait + 30, issued + wait + 510,
        concat('w', toString(w)), concat(hall, '-o'), [], wait, wait, 480, 'done', 
        concat('[{"queue":"', queue, '","enqueuedAt":', toString(toUnixTimestamp64Milli(issued)), ',"calledAt":', toString(toUnixTimestamp64Milli(issued + wait)), ',"startedAt":null,"endedAt":null,"windowId":"w', toString(w), '","officerId":null}]')
      FROM (${visit((ago - 1) * VISITS_A_DAY, days * VISITS_A_DAY)})`);
    await run(`
      INSERT INTO load_15min SELECT hall, day, 1, 'queue', queue, toStartOfFifteenMinutes(toDateTime(issued_at, 'UTC')), count(), count(), sum(wait_sec),
        arrayMap(i -> toUInt32(count() / 13), range(13)), count(), sum(service_sec), 0, 0, 0, 0, 0, 0, 0, 0
      FROM visit WHERE day BETWEEN today() - ${String(ago + days - 1)} AND today() - ${String(ago)} GROUP BY hall, day, queue, toStartOfFifteenMinutes(toDateTime(issued_at, 'UTC'))`);
  }
}

/** The newest days count as computed, so that they are rolled up. */
export async function tellOfDays(client: ClickHouseClient): Promise<void> {
  await client.command({
    query: `INSERT INTO day_told SELECT concat('P', toString(number % ${String(HALLS)})), today() - 1 - toUInt32(intDiv(number, ${String(HALLS)})), 'day', 1 FROM numbers(${String(HALLS * ASKED_DAYS)})`,
    clickhouse_settings: NO_LIMIT,
  });
}

/** Merged as a table in use for long would be; partitions of past months are merged once and stay so. */
export async function settle(client: ClickHouseClient): Promise<void> {
  for (const table of ['visit', 'load_15min'])
    await client.command({ query: `OPTIMIZE TABLE ${table}`, clickhouse_settings: NO_LIMIT });
}

/** The same visits in one plain table of Postgres with the indexes its questions want. */
export async function fillPostgres(pool: Pool, days: number): Promise<void> {
  await pool.query(`CREATE TABLE plain_visit (hall text NOT NULL, day date NOT NULL, ticket_id text NOT NULL, queue text NOT NULL, window_id text, issued_at timestamptz NOT NULL, called_at timestamptz, finished_at timestamptz,
    wait_sec double precision, service_sec double precision, result text NOT NULL, PRIMARY KEY (hall, day, ticket_id))`);
  await pool.query(`
    INSERT INTO plain_visit
    SELECT 'P' || n % ${String(HALLS)}, current_date - 1 - (n / ${String(VISITS_A_DAY)})::int, 't' || n, (ARRAY['household','exit-entry','traffic','order'])[n % 4 + 1], 'w' || n % 8,
      at, at + make_interval(secs => wait), at + make_interval(secs => wait + 510), wait, 480, 'done'
    FROM (SELECT n, (n::bigint * 7919) % 2400 AS wait, (current_date - 1 - (n / ${String(VISITS_A_DAY)})::int) + make_interval(secs => 3600 + (n::bigint * 104729) % 26000) AS at FROM generate_series(0, ${String(days * VISITS_A_DAY - 1)}) AS n) AS drawn`);
  await pool.query('CREATE INDEX ON plain_visit (day, hall)');
  await pool.query('VACUUM ANALYZE plain_visit');
}
