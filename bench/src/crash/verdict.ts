import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { render } from '@cockpit/contracts';
import { EventLog } from '@cockpit/log';
import { MatterRebuild } from '@cockpit/matters';
import type { Settings } from '@cockpit/platform';
import { Rebuild } from '@cockpit/warehouse';
import type { CliContext } from '../../../apps/cli/src/context';
import { rebuild } from '../../../apps/cli/src/operations/rebuild';
import { CrashJudgeModule } from './judge.module';
import { judge } from './judge';
import { liveDiffering } from './live';
import type { Ledger } from './poster';
import type { Stage } from './stage';
import { differences, emptyDerived, snapshot } from './tables';

export interface Verdict {
  lost: number;
  doubled: number;
  /** rows of derived tables that differ from a recomputation from nothing, and visits, matters and cards from what the ledger tells */
  rollupDiff: number;
  /** of the halls as they are live, from what is stored */
  liveDiffering: number;
}

/** a hall day that changes is computed at most once a minute, and a busy machine takes its time for it */
const QUIET_MS = 600_000;
const SAY_EVERY_MS = 5_000;

/** Waits until all is up and quiet, and holds what is stored and live against the ledgers. */
export async function verdictOf(
  context: CliContext,
  { instance, settings, posters }: Stage,
  say: (line: string) => void,
): Promise<Verdict> {
  await instance.allUp();
  const ledgers = posters.map(({ ledger }) => ledger);
  return context.withServices(settings, CrashJudgeModule, (app) => decide(app, settings, ledgers, say));
}

export const isFaultless = ({ lost, doubled, rollupDiff, liveDiffering: live }: Verdict): boolean =>
  lost + doubled + rollupDiff + live === 0;

async function decide(
  app: INestApplicationContext,
  settings: Settings,
  ledgers: readonly Ledger[],
  say: (line: string) => void,
): Promise<Verdict> {
  const began = performance.now();
  await quiet(app, say);
  say(`quiet after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const { lost, doubled, wrong } = await judge(app, settings, ledgers, say);
  const live = await liveDiffering(app, ledgers, say);
  say(`live differing: ${String(live)}`);
  const kept = await snapshot(settings);
  await emptyDerived(settings);
  await rebuild(app, {}, (told) => {
    say(render(told, 'en') ?? told.code);
  });
  return {
    lost,
    doubled,
    rollupDiff: wrong + differences(kept, await snapshot(settings), say),
    liveDiffering: live,
  };
}

/** Until nothing is under way any more between log and tables. */
export async function quiet(app: INestApplicationContext, say: (line: string) => void): Promise<void> {
  const end = performance.now() + QUIET_MS;
  let saidAt = performance.now();
  for (let looks = 0; looks < 6;) {
    await sleep(250);
    const left = {
      backlog: await app.get(EventLog).backlog(),
      warehouse: await app.get(Rebuild).left(),
      matters: await app.get(MatterRebuild).left(),
    };
    looks = Object.values(left).every((count) => count === 0) ? looks + 1 : 0;
    if (performance.now() - saidAt > SAY_EVERY_MS) {
      saidAt = performance.now();
      say(`under way: ${JSON.stringify(left)}`);
    }
    if (performance.now() < end) continue;
    say(`not quiet after ${String(QUIET_MS / 1000)} s: ${JSON.stringify(left)}`);
    return;
  }
}
