import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { OrganisationModule } from '@cockpit/organisation';
import { createClickhouse, type Settings } from '@cockpit/platform';
import { WarehouseModule, WarehouseReader, oneDay } from '@cockpit/warehouse';

@Module({ imports: [AccessModule, OrganisationModule, WarehouseModule] })
export class QueryBenchModule {}

export interface QueryTimes {
  p50Ms: number;
  p95Ms: number;
  perSec: number;
  n: number;
}
export interface QueryBenchResult {
  events: number;
  visits: number;
  alone: Record<string, QueryTimes>;
  clients20: Record<string, QueryTimes>;
}

const HALLS = 20;
const DAYS = 28;
const DAY = "toDate('2026-03-04')";

/** Fills the product's own tables: four events a visit, 20 halls, 28 days, and the quarter-hour load of every hall day. */
export async function fillForQueries(settings: Settings, events: number): Promise<void> {
  const client = createClickhouse(settings, 'writer');
  const visits = Math.round(events / 4);
  const place = `concat('Q', toString(number % ${String(HALLS)})) AS hall, ${DAY} - toUInt32(intDiv(number, ${String(HALLS)}) % ${String(DAYS)}) AS day,
    toDateTime64(day, 3, 'UTC') + toUInt32(sipHash64(number) % 28800) AS issued`;
  await client.command({
    query: `
    INSERT INTO event (hall, entity, type, time, identity, body_hash, source, ce_source, id, data, received_at)
    SELECT hall, concat('t', toString(number)), type, issued + step * 300, reinterpretAsUUID(sipHash128(number, step)), sipHash64(number, step), concat('source-', hall), '/bench', concat(toString(number), '-', toString(step)),
      concat('{"hallId":"', hall, '","ticketId":"t', toString(number), '","windowId":"w', toString(number % 30), '"}'), issued
    FROM (SELECT number, ${place} FROM numbers(${String(visits)})) ARRAY JOIN ['hall.ticket.issued', 'hall.ticket.called', 'hall.ticket.started', 'hall.ticket.finished'] AS type, [0, 1, 2, 3] AS step`,
    clickhouse_settings: { max_execution_time: 600 },
  });
  await client.command({
    query: `
    INSERT INTO visit (hall, day, ticket_id, version, number, queue, priority, first_at, issued_at, called_at, started_at, finished_at, window_id, items, wait_sec, total_wait_sec, service_sec, result, legs)
    SELECT hall, day, concat('t', toString(number)), 1, concat('A', toString(number % 1000)), concat('q', toString(number % 4)), 0, issued, issued, issued + wait, issued + wait, issued + wait + 480,
      concat('w', toString(number % 30)), [], wait, wait, 480, 'done', '[]'
    FROM (SELECT number, sipHash64(number, 7) % 2400 AS wait, ${place} FROM numbers(${String(visits)}))`,
    clickhouse_settings: { max_execution_time: 600 },
  });
  await client.command({
    query: `
    INSERT INTO load_15min
    SELECT hall, day, 1, 'queue', queue, toStartOfFifteenMinutes(toDateTime(issued_at, 'UTC')), count(), count(), sum(wait_sec), arrayMap(i -> toUInt32(count() / 13), range(13)),
      count(), sum(service_sec), 0, 0, 0, 0, 0, 0, 0, 0
    FROM visit GROUP BY hall, day, queue, toStartOfFifteenMinutes(toDateTime(issued_at, 'UTC'))`,
  });
  await client.close();
}

/** The product's own questions: one hall's load curve (wall), a page of its visits (desk), a source's stored count. */
export async function benchQuery(reader: WarehouseReader, events: number, seconds: number): Promise<QueryBenchResult> {
  const hall = (): string => `Q${String(Math.floor(Math.random() * HALLS))}`;
  const day = (): string =>
    new Date(Date.parse('2026-03-04') - Math.floor(Math.random() * DAYS) * 86_400_000).toISOString().slice(0, 10);
  const queries: Record<string, () => Promise<unknown>> = {
    'wall: load of a hall day': () => reader.load(hall(), day()),
    'desk: page of 200 visits': () => reader.visits(hall(), oneDay(day()), 200),
    'desk: distinct events of a source': () => reader.stored(`source-${hall()}`),
  };
  const run = async (clients: number): Promise<Record<string, QueryTimes>> => {
    const results: Record<string, QueryTimes> = {};
    for (const [name, query] of Object.entries(queries)) results[name] = await timeOf(query, clients, seconds);
    return results;
  };
  await run(2);
  return { events, visits: Math.round(events / 4), alone: await run(1), clients20: await run(20) };
}

export async function timeOf(query: () => Promise<unknown>, clients: number, seconds: number): Promise<QueryTimes> {
  const times: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() - began < seconds * 1000) {
        const start = performance.now();
        await query();
        times.push(performance.now() - start);
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1));
  return {
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    perSec: Math.round(times.length / ((performance.now() - began) / 1000)),
    n: times.length,
  };
}
