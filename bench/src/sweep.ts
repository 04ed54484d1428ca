import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule } from '@cockpit/access';
import { LiveBindingsModule } from '@cockpit/live';
import { CardIssuer, MatterRebuild, MattersModule } from '@cockpit/matters';
import { OrganisationModule } from '@cockpit/organisation';
import { PlatformModule, createClickhouse, type Settings } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';

/** The worker's part that keeps matters, as a worker runs it. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, MattersModule] })
class SweepModule {}

export interface SweepBench {
  matters: number;
  /** all of them computed from their events */
  computeSec: number;
  /** a sweep over all open matters that finds nothing due, ms, median of nine */
  sweepMs: number;
  /** matters falling due within one minute, and how late cards were issued, ms */
  due: number;
  delayMs: { p50: number; p99: number; last: number };
  /** most memory the worker's process held, MiB */
  rssMiB: number;
}

const DAY_MS = 86_400_000;
const SOURCE = 'bench';
const EVENTS_AN_INSERT = 250_000;

/** `matters` open matters due far ahead, then `due` more that fall due, spread over the minute that follows. */
export async function benchSweep(
  settings: Settings,
  matters: number,
  due: number,
  say: (line: string) => void,
): Promise<SweepBench> {
  const clickhouse = createClickhouse(settings, 'writer');
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 100);
  try {
    const now = Date.now();
    for (let from = 0; from < matters; from += EVENTS_AN_INSERT) {
      await accept(
        clickhouse,
        from,
        Math.min(matters, from + EVENTS_AN_INSERT),
        now - 3 * DAY_MS,
        `${String(now + 20 * DAY_MS)} + number % 864000000`,
      );
    }
    say(`${matters.toLocaleString('en')} acceptances stand in the event table`);
    const app = await NestFactory.createApplicationContext(
      PlatformModule.under(SweepModule, { ...settings, logLevel: 'warn' }, { role: 'bench' }),
      { logger: false, abortOnError: false },
    );
    try {
      const [postgres, rebuild, issuer] = [app.get(DataSource), app.get(MatterRebuild), app.get(CardIssuer)];
      const left = async (): Promise<number> => count(postgres, 'SELECT count(*) AS n FROM matter_dirty');
      const began = performance.now();
      if ((await count(postgres, 'SELECT count(*) AS n FROM matter_clock')) + (await left()) === 0)
        await rebuild.markAll();
      while ((await left()) > 0) await sleep(200);
      const computeSec = (performance.now() - began) / 1000;
      say(`computed in ${computeSec.toFixed(1)} s`);
      const sweeps: number[] = [];
      for (let i = 0; i < 9; i++) {
        const start = performance.now();
        await issuer.sweep();
        sweeps.push(performance.now() - start);
      }
      const first = Date.now() + 20_000;
      await accept(
        clickhouse,
        matters,
        matters + due,
        now - DAY_MS,
        `${String(first)} + intDiv((number - ${String(matters)}) * 60000, ${String(due)})`,
      );
      await postgres.query(
        "INSERT INTO matter_dirty (source, case_id, cause) SELECT $1, 'c' || i, 'event' FROM generate_series($2::int, $3::int) AS i",
        [SOURCE, matters, matters + due - 1],
      );
      say(`${due.toLocaleString('en')} fall due within the minute from ${new Date(first).toISOString()}`);
      const issued = (): Promise<number> => count(postgres, "SELECT count(*) AS n FROM matter_card WHERE kind = 'red'");
      for (const end = first + 180_000; (await issued()) < due && Date.now() < end;) await sleep(500);
      const [delay] = z
        .array(
          z.object({ n: z.coerce.number(), p50: z.coerce.number(), p99: z.coerce.number(), last: z.coerce.number() }),
        )
        .parse(
          await postgres.query(
            `SELECT count(*) AS n, percentile_disc(0.5) WITHIN GROUP (ORDER BY d) AS p50, percentile_disc(0.99) WITHIN GROUP (ORDER BY d) AS p99, max(d) AS last
         FROM (SELECT extract(epoch FROM recorded_at - reading) * 1000 AS d FROM matter_card WHERE kind = 'red') AS t`,
          ),
        );
      if (delay?.n !== due) throw new Error(`${String(delay?.n)} of ${String(due)} cards were issued`);
      return {
        matters,
        computeSec,
        sweepMs: sweeps.sort((a, b) => a - b)[4] ?? NaN,
        due,
        delayMs: { p50: delay.p50, p99: delay.p99, last: delay.last },
        rssMiB: most / 1024 / 1024,
      };
    } finally {
      await app.close();
    }
  } finally {
    clearInterval(watch);
    await clickhouse.close();
  }
}

async function accept(
  clickhouse: ReturnType<typeof createClickhouse>,
  from: number,
  to: number,
  acceptedAt: number,
  dueMs: string,
): Promise<void> {
  await clickhouse.command({
    query: `INSERT INTO event (hall, entity, type, time, identity, body_hash, source, ce_source, id, data, received_at)
      SELECT '', concat('c', toString(number)) AS c, 'hall.case.accepted', fromUnixTimestamp64Milli(toInt64(${String(acceptedAt)}), 'UTC'), generateUUIDv4(number), number, {source:String}, {batch:String}, toString(number),
        concat('{"caseId":"', c, '","kind":"order","channel":"phone","unit":"unit-', toString(number % 40), '","dueAt":"', formatDateTime(fromUnixTimestamp64Milli(toInt64(${dueMs}), 'UTC'), '%Y-%m-%dT%H:%i:%SZ'), '"}'), now64(3, 'UTC')
      FROM numbers(${String(from)}, ${String(to - from)})`,
    query_params: { source: SOURCE, batch: randomUUID() },
  });
}

async function count(postgres: DataSource, sql: string): Promise<number> {
  return z.array(z.object({ n: z.coerce.number() })).parse(await postgres.query(sql))[0]?.n ?? 0;
}
