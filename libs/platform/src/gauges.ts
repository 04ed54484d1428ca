import { statfs } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Gauge, type Registry } from 'prom-client';
import { CLOCK, type Clock } from './clock';
import { METRICS } from './metrics';
import { REDIS } from './redis';
import { SETTINGS, type Settings } from './settings';
import { withTimeout } from './with-timeout';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildFile, installationDir } from './paths';

const Build = z.object({ version: z.string(), commit: z.string().default('unknown') });

/** Version of the running build and the commit it was built from (`unknown` when built outside a repository). */
export type Build = z.infer<typeof Build>;

export function buildInfo(): Build {
  const file = [buildFile(), join(installationDir(), 'package.json')].find((path) => existsSync(path));
  return file === undefined
    ? { version: 'unknown', commit: 'unknown' }
    : Build.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** start time of the last full backup, ISO 8601; absent before the first */
export const LAST_BACKUP_KEY = 'backup:last';
const WITHIN_MS = 2000;

/**
 * A gauge that is measured at each scrape. When measuring fails it has no value, so no old value stays and other gauges
 * still work.
 * @param measure resolves with the value, or with values by a label
 */
export function measured(
  registry: Registry,
  { name, help, label }: { name: string; help: string; label?: string },
  measure: () => Promise<number | null | ReadonlyMap<string, number>>,
): void {
  const gauge = new Gauge({
    name,
    help,
    labelNames: label === undefined ? [] : [label],
    registers: [registry],
    async collect() {
      const value = await withTimeout(measure(), WITHIN_MS).catch(() => null);
      gauge.reset();
      if (value === null) gauge.remove();
      else if (typeof value === 'number') gauge.set(value);
      else for (const [key, number] of value) gauge.set({ [label ?? '']: key }, number);
    },
  });
}

/** Current value of a gauge without labels; null when this process has no such gauge or cannot measure it. */
export async function gaugeValue(registry: Registry, name: string): Promise<number | null> {
  const metric = await registry.getSingleMetric(name)?.get();
  return metric?.values[0]?.value ?? null;
}

/** Gauges that every process exports about itself and its machine. */
@Injectable()
export class Gauges {
  constructor(
    @Inject(METRICS) registry: Registry,
    @Inject(SETTINGS) { dataDir }: Settings,
    @Inject(REDIS) redis: Redis,
    @Inject(CLOCK) clock: Clock,
  ) {
    const { version, commit } = buildInfo();
    new Gauge({
      name: 'cockpit_build_info',
      help: 'Always 1; its labels say what runs here',
      labelNames: ['version', 'commit'],
      registers: [registry],
    }).set({ version, commit }, 1);
    measured(registry, { name: 'cockpit_disk_free_bytes', help: 'Free space on the disk of DATA_DIR' }, async () => {
      const { bavail, bsize } = await statfs(dataDir);
      return bavail * bsize;
    });
    measured(registry, { name: 'cockpit_disk_size_bytes', help: 'Size of the disk of DATA_DIR' }, async () => {
      const { blocks, bsize } = await statfs(dataDir);
      return blocks * bsize;
    });
    measured(
      registry,
      { name: 'cockpit_backup_age_seconds', help: 'Time since the last whole backup began; absent before the first' },
      async () => {
        const began = await redis.get(LAST_BACKUP_KEY);
        return began === null ? null : Math.max(0, (clock.now() - Date.parse(began)) / 1000);
      },
    );
  }
}
