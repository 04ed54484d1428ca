import { DEFAULT_ZONE } from '@cockpit/contracts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { hallDay } from '@cockpit/domain';
import { MatterRebuild } from '@cockpit/matters';
import { OrganisationHalls } from '@cockpit/organisation';
import { CLICKHOUSE_READER, migrateClickhouse, migratePostgres, selectRows, type Settings } from '@cockpit/platform';
import { Rebuild } from '@cockpit/warehouse';
import type { ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';
import { Misuse } from '../../exit';
import { restoreClickhouse } from './clickhouse-copy';
import { PRIVATE, REDIS_FILE, readLines, type Manifest } from './manifest';
import { restorePostgres } from './postgres-copy';
import { restoreRedis } from './redis-copy';

/** Rows stored this long before the backup may have been copied half-computed, seconds. */
const SLACK_SEC = 900;

/** Copies plain files into place before the engines start, because keys are derived from the secret. */
export function placeFiles(dir: string, dataDir: string): void {
  for (const name of ['secret', 'sign-in.json']) {
    if (!existsSync(join(dir, name))) continue;
    writeFileSync(join(dataDir, name), readFileSync(join(dir, name)), { mode: PRIVATE, flag: 'wx' });
  }
}

/**
 * Fills empty stores: the backup's migrations first, then its rows, then newer migrations.
 * @throws {Misuse} when the backup is of a newer version
 */
export async function restore(
  settings: Settings,
  dir: string,
  manifest: Manifest,
  say: (line: string) => void,
): Promise<void> {
  const { postgres, clickhouse } = manifest;
  const ran = {
    postgres: await migratePostgres(settings, postgres.migrations),
    clickhouse: await migrateClickhouse(settings, clickhouse.migrations),
  };
  const unknown = [
    ...postgres.migrations.filter((name) => !ran.postgres.includes(name)),
    ...clickhouse.migrations.filter((name) => !ran.clickhouse.includes(name)),
  ];
  if (unknown.length > 0)
    throw new Misuse(`the backup is of a newer version, or the stores are not empty: ${unknown.join(', ')}`);
  await restorePostgres(settings, dir, manifest);
  say('postgres is filled');
  await restoreClickhouse(settings, dir, manifest);
  say('clickhouse is filled');
  await restoreRedis(settings, readLines(dir, REDIS_FILE), manifest.logPartitions);
  say('the log is filled');
  const newer = [...(await migratePostgres(settings)), ...(await migrateClickhouse(settings))];
  if (newer.length > 0) say(`ran ${String(newer.length)} migrations newer than the backup`);
}

/** Requests recomputation of what was stored while tables were copied one after the other. */
export async function requestRecomputation(app: INestApplicationContext, { began }: Manifest): Promise<number> {
  const rows = await selectRows(app.get<ClickHouseClient>(CLICKHOUSE_READER), {
    label: 'backup.late',
    params: { began: Math.floor(Date.parse(began) / 1000) - SLACK_SEC },
    row: z.object({ hall: z.string(), hour: z.coerce.number() }),
    sql: "SELECT DISTINCT hall, toUnixTimestamp(toStartOfHour(time)) AS hour FROM event WHERE hall != '' AND landed_at >= fromUnixTimestamp({began:Int64})",
  });
  const halls = await app.get(OrganisationHalls).halls();
  const days = new Map(
    rows.map(({ hall, hour }) => {
      const day = hallDay(hour * 1000, halls.get(hall)?.timeZone ?? DEFAULT_ZONE);
      return [`${hall}|${day}`, { hall, day }];
    }),
  );
  for (const only of days.values()) await app.get(Rebuild).schedule(only, Infinity);
  await app.get(MatterRebuild).markAll();
  return days.size;
}
