import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { NewChannel, message } from '@cockpit/contracts';
import { ChannelStore, NotifyApiModule, enqueue } from '@cockpit/notify';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { DataSource } from 'typeorm';
import type { CliContext } from '../../../apps/cli/src/context';
import { CrashInstance } from '../crash/instance';
import { ORGANISATION, addWarning, hallOf, tapAll } from './taps';
import { judge, markOf, missing, quantile, slowest, type Kill, type Verdict } from './judge';
import { startReceivers, type Receiver } from './receivers';

const VICTIMS = ['worker', 'worker', 'postgres', 'redis'] as const;
type Victim = (typeof VICTIMS)[number];

export interface DeliverOptions {
  kills: number;
  workers: number;
  /** between two messages, on average */ pauseMs: number;
  /** between two kills, on average */ everyMs: number;
  say: (line: string) => void;
}

export interface DeliverResult extends Verdict {
  /** cards of an app that were tapped, and how long it took from the first tap until they had changed */
  tapped: number;
  ackP95Ms: number;
  kills: number;
  killsByComponent: Record<Victim, number>;
  workers: number;
  /** how long a worker takes to start */
  backP50Ms: number;
  seconds: number;
}

@Module({ imports: [AccessModule, OrganisationModule, NotifyApiModule] })
export class DeliverModule {}

const ACTOR = { kind: 'system', id: 'bench', name: 'bench' } as const;
const BURST_EVERY = 25;
const BURST = 10;
const workersOf = (count: number): (readonly [string, 'worker'])[] =>
  Array.from({ length: count }, (_, i) => [`worker-${String(i + 1)}`, 'worker']);
/** a robot that is full takes a minute to be free again */
const LAST_MS = 180_000;

/** half to one and a half of it */
const about = (ms: number): number => ms * (0.5 + Math.random());

/** Fires messages while workers, Postgres and Redis are killed, and counts by the receivers' own ledgers what came of them. */
export async function benchDeliver(context: CliContext, options: DeliverOptions): Promise<DeliverResult> {
  const began = performance.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-deliver-'));
  const instance = new CrashInstance(dataDir, options.say, workersOf(options.workers));
  const receivers = await startReceivers();
  try {
    const settings = await instance.startStores();
    const killed = await context.withServices(settings, DeliverModule, async (app) => {
      await app.get(OrganisationService).replace(ORGANISATION, ACTOR);
      await addChannels(app, receivers);
      await instance.startRoles(settings);
      options.say('up');
      return run(app, instance, receivers, options);
    });
    return {
      ...judge(killed.firedAt, receivers),
      tapped: killed.taps.length,
      ackP95Ms: quantile(killed.taps, 0.95),
      kills: options.kills,
      killsByComponent: killed.by,
      workers: options.workers,
      backP50Ms: Math.round(
        quantile(
          instance.partsOf('worker').flatMap(({ startedMs }) => startedMs),
          0.5,
        ),
      ),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    await instance.stop();
    await Promise.all(receivers.map((receiver) => receiver.close()));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function addChannels(app: INestApplicationContext, receivers: readonly Receiver[]): Promise<void> {
  for (const { name, channel } of receivers)
    await app.get(ChannelStore).add(NewChannel.parse({ name, allowPrivateHost: true, ...channel }), ACTOR);
}

async function run(
  app: INestApplicationContext,
  instance: CrashInstance,
  receivers: readonly Receiver[],
  options: DeliverOptions,
): Promise<{ firedAt: Map<string, number>; by: Record<Victim, number>; taps: number[] }> {
  const firedAt = new Map<string, number>();
  const stop = new AbortController();
  const firing = fire(app.get(DataSource), firedAt, options.pauseMs, stop.signal);
  const over = new AbortController();
  const apps = receivers.flatMap(({ app: one }) => one ?? []);
  const tapping = Promise.all(apps.map((one) => tapAll(one, over.signal)));
  const by = { worker: 0, postgres: 0, redis: 0 };
  const killed: Kill[] = [];
  for (let i = 0; i < options.kills; i++) {
    await sleep(about(options.everyMs));
    const victim = VICTIMS[i % VICTIMS.length] ?? 'worker';
    const parts = instance.partsOf(victim);
    const part = parts[Math.floor(Math.random() * parts.length)];
    killed.push({ at: Date.now(), name: part?.name ?? victim });
    await part?.kill();
    by[victim] += 1;
    if ((i + 1) % 10 === 0)
      options.say(
        `${String(i + 1)} kills, ${String(firedAt.size)} fired, ${String(missing(firedAt.keys(), receivers))} to come`,
      );
  }
  stop.abort();
  await firing;
  await instance.allUp();
  const end = performance.now() + LAST_MS;
  while (missing(firedAt.keys(), receivers) > 0 && performance.now() < end) await sleep(200);
  // what is sent again comes after the lease and the longest attempt
  await sleep(15_000);
  for (const line of slowest(firedAt, receivers, killed)) options.say(line);
  over.abort();
  return { firedAt, by, taps: (await tapping).flat() };
}

async function fire(
  postgres: DataSource,
  firedAt: Map<string, number>,
  pauseMs: number,
  signal: AbortSignal,
): Promise<void> {
  for (let n = 0; !signal.aborted; n++) {
    await sleep(about(pauseMs));
    const count = n % BURST_EVERY === BURST_EVERY - 1 ? BURST : 1;
    for (let i = 0; i < count; i++) await fireOne(postgres, firedAt, n % 3 === 0 ? 'red' : 'yellow');
  }
}

async function fireOne(postgres: DataSource, firedAt: Map<string, number>, level: 'red' | 'yellow'): Promise<void> {
  const mark = markOf(firedAt.size);
  const about = message('warning.queue-longest-wait', { queue: mark, value: 31, limit: 15 });
  const now = new Date().toISOString();
  const hall = hallOf(firedAt.size);
  const notice = { phase: 'open', level, hall, about, firedAt: now, endedAt: null, path: null } as const;
  for (;;) {
    try {
      await postgres.transaction(async (manager) => {
        await addWarning(manager, { mark, hall, level });
        await enqueue(manager, { subject: `warning/${mark}`, notice });
      });
      firedAt.set(mark, Date.now());
      return;
    } catch {
      // Postgres was killed: whoever causes a message tries again, and the same message is one
      await sleep(100);
    }
  }
}
