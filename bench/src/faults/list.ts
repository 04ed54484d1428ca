import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRedis } from '@cockpit/platform';
import type { Stage } from '../crash/stage';

export interface Fault {
  name: string;
  /** what happens, with sources posting beside it unless it is quiet */
  play: (stage: Stage) => Promise<unknown>;
  isQuiet?: boolean;
}

export interface Times {
  clickhouseStill: number;
  redisAway: number;
  postgresAway: number;
  silence: number;
  projectorStill: number;
  blocked: number;
  full: number;
}
/** seconds, as they were met with or asked for */
export const FULL: Times = {
  clickhouseStill: 180,
  redisAway: 30,
  postgresAway: 600,
  silence: 900,
  projectorStill: 5,
  blocked: 20,
  full: 20,
};
/** still beyond what each process waits for: 5 s for ClickHouse here, 3 s for a lease, 30 s for halls and keys to be believed */
export const SHORT: Times = { ...FULL, clickhouseStill: 20, postgresAway: 45, silence: 20, full: 10 };

const BURST = 50_000;
const MEMORY_FULL_MS = 10_000;

export const faults = (times: Times, hasOwnDisk: boolean): Fault[] => [
  {
    name: `ClickHouse stands still for ${String(times.clickhouseStill)} s`,
    play: ({ instance }) => instance.part('clickhouse').freeze(times.clickhouseStill * 1000),
  },
  { name: 'Redis at its memory limit for 10 s', play: memoryFull },
  {
    name: `Redis away for ${String(times.redisAway)} s`,
    play: ({ instance }) => instance.part('redis').away(times.redisAway * 1000),
  },
  {
    name: `Postgres away for ${String(times.postgresAway)} s`,
    play: ({ instance }) => instance.part('postgres').away(times.postgresAway * 1000),
  },
  {
    name: `${String(times.silence)} s of silence, then ${String(BURST)} events while the projector stands still for ${String(times.projectorStill)} s`,
    isQuiet: true,
    play: async ({ instance, posters }) => {
      await sleep(times.silence * 1000);
      const still = instance.part('worker').freeze(times.projectorStill * 1000);
      await Promise.all([still, ...posters.map((poster) => poster.burst(BURST / posters.length))]);
    },
  },
  {
    name: 'the writer whose clock is 2 minutes ahead is killed, and then the other one',
    play: async ({ instance }) => {
      for (const writer of instance.partsOf('writer').toReversed()) {
        await writer.kill();
        await writer.up();
        await sleep(5_000);
      }
    },
  },
  {
    name: `the event loop of a worker blocked for ${String(times.blocked)} s`,
    play: async ({ instance }) => {
      process.kill((await instance.part('worker').up()).pid, 'SIGWINCH');
      await sleep(times.blocked * 1000);
    },
  },
  ...(hasOwnDisk ? [{ name: `the disk full for ${String(times.full)} s`, play: diskFull(times.full * 1000) }] : []),
];

/** What it holds now is all it may hold. */
async function memoryFull({ settings }: Stage): Promise<void> {
  const redis = createRedis(settings, 'commands');
  try {
    const [, used = '0'] = /^used_memory:(\d+)/m.exec(await redis.info('memory')) ?? [];
    const [, before] = (await redis.config('GET', 'maxmemory')) as [string, string];
    await redis.config('SET', 'maxmemory', used);
    await sleep(MEMORY_FULL_MS);
    await redis.config('SET', 'maxmemory', before);
  } finally {
    redis.disconnect();
  }
}

const diskFull =
  (ms: number) =>
  async ({ dataDir }: Stage): Promise<void> => {
    const ballast = join(dataDir, 'ballast');
    try {
      // writes until there is no room for one byte more, and says so by its exit code
      execFileSync('sh', ['-c', 'cat /dev/zero > "$0" || true', ballast], { stdio: 'ignore' });
      await sleep(ms);
    } finally {
      rmSync(ballast, { force: true });
    }
  };
