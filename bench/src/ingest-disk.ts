import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Settings } from '@cockpit/platform';

/** Bytes: the table of events alone, all tables (visits, spans, loads made of them), and Redis' append-only files. */
export interface DiskUse {
  events: number;
  clickhouse: number;
  redis: number;
}

/** What lies on the disk now. Parts not merged yet count as they are; parts already merged away do not. */
export async function diskUse(settings: Settings, clickhouse: ClickHouseClient): Promise<DiskUse> {
  const rows = await (
    await clickhouse.query({
      query:
        "SELECT sumIf(bytes_on_disk, table = 'event') AS events, sum(bytes_on_disk) AS all FROM system.parts WHERE active AND database = currentDatabase()",
      format: 'JSONEachRow',
    })
  ).json<{ events: string | number; all: string | number }>();
  return {
    events: Number(rows[0]?.events ?? 0),
    clickhouse: Number(rows[0]?.all ?? 0),
    redis: sizeOf(join(settings.dataDir, 'redis')),
  };
}

/** Of a directory that lives: a file may go between being named and being asked. */
function sizeOf(directory: string): number {
  try {
    return readdirSync(directory, { withFileTypes: true }).reduce((sum, entry) => {
      const path = join(directory, entry.name);
      return sum + (entry.isDirectory() ? sizeOf(path) : (statSync(path, { throwIfNoEntry: false })?.size ?? 0));
    }, 0);
  } catch {
    return 0;
  }
}
