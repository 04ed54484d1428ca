import type { ClickHouseClient } from '@clickhouse/client';
import { OrganisationDoc } from '@cockpit/contracts';

export const BENCH_DAYS = 28;
const WINDOWS = 8;
const QUEUES = ['household', 'exit-entry', 'traffic', 'order'] as const;
/** Visits written by one statement: what it sorts must fit in memory and be done before the connection gives up. */
const AT_ONCE = 200_000;
const NO_LIMIT = { max_execution_time: 3600, max_partitions_per_insert_block: '0' } as const;

/** A province of equal halls. */
export const province = (halls: number): OrganisationDoc =>
  OrganisationDoc.parse({
    format: 'organisation/1',
    bureau: { code: 'bureau', name: '公安厅' },
    branches: QUEUES.map((code) => ({ code, name: code })),
    halls: Array.from({ length: halls }, (_, i) => ({
      code: `P${String(i)}`,
      name: `大厅 ${String(i)}`,
      tier: 'hall',
      hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '17:00' }],
      queues: QUEUES.map((code) => ({ code, name: code, branch: code })),
      windows: Array.from({ length: WINDOWS }, (_, w) => ({
        id: `w${String(w)}`,
        number: String(w),
        queues: [QUEUES[w % QUEUES.length]],
      })),
    })),
    officers: Array.from({ length: halls }, (_, i) => ({
      id: `P${String(i)}-o`,
      name: 'o',
      hall: `P${String(i)}`,
      skills: [{ branch: 'household', from: '2020-01-01' }],
    })),
  });

/** Visits, window spans and quarter-hour load of the 28 days before today, made inside the engine. */
export async function fillProvince(client: ClickHouseClient, halls: number, visits: number): Promise<void> {
  const run = (query: string): Promise<unknown> => client.command({ query, clickhouse_settings: NO_LIMIT });
  const [h, days, windows] = [String(halls), String(BENCH_DAYS), String(WINDOWS)];
  const queues = `[${QUEUES.map((queue) => `'${queue}'`).join(', ')}]`;
  for (let from = 0; from < visits; from += AT_ONCE) {
    await run(`
      INSERT INTO visit (hall, day, ticket_id, version, number, queue, channel, priority, first_at, issued_at, called_at, started_at, finished_at, no_show_at, cancelled_at, window_id, officer_id, items, wait_sec, total_wait_sec, service_sec, result, legs)
      SELECT hall, day, concat('t', toString(number)), 1, concat('A', toString(number % 1000)), queue, 'walk-in', 0, issued, issued, if(end = 1, NULL, called), if(end < 2, NULL, called + 30), if(end < 2, NULL, called + 510),
        if(end = 0, called + 120, NULL), if(end = 1, called, NULL), if(end = 1, NULL, concat('w', toString(w))), if(end = 1, NULL, concat(hall, '-o')), [], if(end = 1, NULL, wait), if(end = 1, NULL, wait), if(end < 2, NULL, 480),
        multiIf(end = 0, 'no-show', end = 1, 'cancelled', 'done'),
        concat('[{"queue":"', queue, '","enqueuedAt":', toString(toUnixTimestamp64Milli(issued)), ',"calledAt":', if(end = 1, 'null', toString(toUnixTimestamp64Milli(called))), ',"startedAt":null,"endedAt":null,"windowId":"w', toString(w), '","officerId":null}]')
      FROM
      (
        SELECT number, concat('P', toString(number % ${h})) AS hall, today() - 1 - toUInt32(intDiv(number, ${h}) % ${days}) AS day, sipHash64(number) AS dice, dice % 20 AS end, intDiv(dice, 100) % 2400 AS wait, intDiv(dice, 1000) % ${windows} AS w,
          ${queues}[w % ${String(QUEUES.length)} + 1] AS queue, toDateTime64(day, 3, 'UTC') + 3600 + intDiv(dice, 10000) % 26000 AS issued, issued + wait AS called
        FROM numbers(${String(from)}, ${String(Math.min(AT_ONCE, visits - from))})
      )`);
  }
  for (let ago = 1; ago <= BENCH_DAYS; ago++) {
    const place = `today() - ${String(ago)} AS day`;
    await run(`
      INSERT INTO window_span (hall, day, version, window_id, state, from_at, to_at, officer_id)
      SELECT concat('P', toString(intDiv(number, ${windows} * 48))) AS hall, ${place}, 1, concat('w', toString(intDiv(number, 48) % ${windows})), if(number % 2 = 0, 'serving', 'idle'),
        toDateTime64(day, 3, 'UTC') + 3600 + (number % 48) * 600, toDateTime64(day, 3, 'UTC') + 3600 + (number % 48 + 1) * 600, concat(hall, '-o') FROM numbers(${h} * ${windows} * 48)`);
    await run(`INSERT INTO load_15min SELECT hall, day, 1, 'queue', queue, toStartOfFifteenMinutes(toDateTime(issued_at, 'UTC')), count(), countIf(isNotNull(called_at)), sum(ifNull(wait_sec, 0)), arrayMap(i -> toUInt32(count() / 13), range(13)),
      countIf(isNotNull(finished_at)), sum(ifNull(service_sec, 0)), countIf(result = 'no-show'), countIf(result = 'cancelled'), 0, 0, 0, 0, 0, 0
      FROM visit WHERE day = today() - ${String(ago)} GROUP BY hall, day, queue, toStartOfFifteenMinutes(toDateTime(issued_at, 'UTC'))`);
    await run(`INSERT INTO load_15min SELECT concat('P', toString(number)), ${place}, 1, 'window', concat('w', toString(w)), toDateTime(day, 'UTC') + 3600 + q * 900, 0, 0, 0, range(13), 0, 0, 0, 0, 0, 0, 450, 450, 0, 0
      FROM numbers(${h}) ARRAY JOIN range(${windows}) AS w ARRAY JOIN range(32) AS q`);
    await run(
      `INSERT INTO load_15min SELECT concat('P', toString(number)), ${place}, 1, '', '', toDateTime(0), 0, 0, 0, [], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM numbers(${h})`,
    );
    await run(`INSERT INTO day_told SELECT concat('P', toString(number)), ${place}, 'day', 1 FROM numbers(${h})`);
  }
}
