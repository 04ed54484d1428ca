import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Sources } from '@cockpit/access';
import { OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import type { Settings } from '@cockpit/platform';
import type { CliContext } from '../../../apps/cli/src/context';
import { CrashInstance, type Processes } from './instance';
import { CrashJudgeModule } from './judge.module';
import { Poster, type Ledger } from './poster';
import { CRASH_HALLS } from './stories';

export interface StageOptions {
  /** between two batches of a source */ pauseMs: number;
  /** leave the data for looking at */ keep?: boolean;
  processes?: Processes;
  say: (line: string) => void;
}

/** A cockpit of processes of its own, and a source for each of its halls. */
export interface Stage {
  dataDir: string;
  instance: CrashInstance;
  settings: Settings;
  posters: readonly Poster[];
}

const ACTOR = { kind: 'system', id: 'bench', name: 'bench' } as const;

/** @param prepareDir is told the data directory while it is empty; what it returns is called when all is over */
export async function onStage<T>(
  context: CliContext,
  { pauseMs, keep = false, processes, say }: StageOptions,
  play: (stage: Stage) => Promise<T>,
  prepareDir: (dataDir: string) => () => void = () => () => undefined,
): Promise<T> {
  const began = performance.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-crash-'));
  const release = prepareDir(dataDir);
  const instance = new CrashInstance(dataDir, say, processes);
  try {
    const settings = await instance.startStores();
    const keys = await context.withServices(settings, CrashJudgeModule, furnish);
    await instance.startRoles(settings);
    say(`up after ${((performance.now() - began) / 1000).toFixed(1)} s`);
    const start = Math.floor(Date.now() / 86_400_000 - 2) * 86_400_000;
    const posters = [...keys].map(([hall, key]) => new Poster(instance.door, `src-${hall}`, key, hall, start, pauseMs));
    return await play({ dataDir, instance, settings, posters });
  } finally {
    await instance.stop();
    if (keep) say(`left for looking at: ${dataDir}`);
    else {
      release();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
}

/** All sources post until the work is done. @throws when they end before it: they have met with something they cannot stand */
export async function whilePosting<T>(posters: readonly Poster[], work: () => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const posting = Promise.all(posters.map((poster) => poster.run(stop.signal)));
  try {
    return await Promise.race([
      work(),
      posting.then(() => {
        throw new Error('the posters ended early');
      }),
    ]);
  } finally {
    stop.abort();
    await posting;
  }
}

export const sumOf = (posters: readonly Poster[], of: (ledger: Ledger) => number): number =>
  posters.reduce((total, { ledger }) => total + of(ledger), 0);
export const acknowledgedBy = (posters: readonly Poster[]): number => sumOf(posters, ({ events }) => events.length);

/** Halls, and a source for each. @returns its key by hall */
export async function furnish(app: INestApplicationContext): Promise<Map<string, string>> {
  const windows = Array.from({ length: 5 }, (_, i) => ({
    id: `w${String(i)}`,
    number: String(i + 1),
    queues: ['household'],
  }));
  const terminals = Array.from({ length: 3 }, (_, i) => ({ id: `m${String(i)}`, name: `m${String(i)}` }));
  await app.get(OrganisationService).replace(
    OrganisationDoc.parse({
      format: 'organisation/1',
      bureau: { code: 'bench', name: 'bench' },
      branches: [{ code: 'household', name: 'household' }],
      halls: CRASH_HALLS.map((code) => ({
        code,
        name: code,
        tier: 'hall',
        // its day is the one the sources tell of, so that all of it is live
        clock: 'feed',
        queues: [{ code: 'household', name: 'household', branch: 'household' }],
        windows,
        terminals,
      })),
    }),
    ACTOR,
    '2020-01-01',
  );
  const keys = new Map<string, string>();
  for (const hall of CRASH_HALLS)
    keys.set(
      hall,
      (await app.get(Sources).create({ name: `src-${hall}`, halls: [hall], sandbox: false }, ACTOR)).key.secret,
    );
  return keys;
}
