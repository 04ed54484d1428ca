import { setTimeout as sleep } from 'node:timers/promises';
import { EventLog } from '@cockpit/log';
import type { CliContext } from '../../../apps/cli/src/context';
import { CrashJudgeModule } from '../crash/judge.module';
import { judge } from '../crash/judge';
import { acknowledgedBy, onStage, whilePosting } from '../crash/stage';
import { CRASH_HALLS, batchOf } from '../crash/stories';
import { quiet } from '../crash/verdict';

export interface OutageOptions {
  minutes: number;
  /** events a second, all sources together, as far as the machine goes */ rate: number;
  say: (line: string) => void;
}

export interface OutageResult {
  minutes: number;
  acknowledged: number;
  /** events a second that were really acknowledged while ClickHouse was away */
  ratePerSec: number;
  /** events waiting in the log when ClickHouse was let back */
  backlogAtEnd: number;
  drainPerSec: number;
  /** from the moment ClickHouse answers again until the log is empty */
  drainSec: number;
  lost: number;
  doubled: number;
  /** visits, matters and cards that are not what the ledger tells */
  wrong: number;
  refusals: number;
  seconds: number;
}

const WARM_MS = 5_000;
const LOOK_EVERY_MS = 50;
const SAY_EVERY_MS = 15_000;

/** ClickHouse is away for minutes while sources go on posting; then what waited in the log is stored, and judged by the posters' ledgers. */
export async function benchOutage(context: CliContext, { minutes, rate, say }: OutageOptions): Promise<OutageResult> {
  const began = performance.now();
  const pauseMs = (CRASH_HALLS.length * batchOf('src', 'C01', 0, 0).length * 1000) / rate;
  return onStage(context, { pauseMs, say }, ({ instance, settings, posters }) =>
    context.withServices(settings, CrashJudgeModule, async (app) => {
      const log = app.get(EventLog);
      const clickhouse = instance.part('clickhouse');
      const before = await whilePosting(posters, async () => {
        await sleep(WARM_MS);
        const warm = acknowledgedBy(posters);
        say(`ClickHouse is away for ${String(minutes)} minutes`);
        const telling = setInterval(() => {
          say(`${String(acknowledgedBy(posters))} events acknowledged`);
        }, SAY_EVERY_MS);
        await clickhouse.away(minutes * 60_000).finally(() => {
          clearInterval(telling);
        });
        return warm;
      });
      const ratePerSec = Math.round((acknowledgedBy(posters) - before) / (minutes * 60));
      const backlogAtEnd = await log.backlog();
      await clickhouse.up();
      const draining = performance.now();
      say(`ClickHouse is back, ${String(backlogAtEnd)} events wait`);
      for (let saidAt = draining, left = backlogAtEnd; left > 0; left = await log.backlog()) {
        await sleep(LOOK_EVERY_MS);
        if (performance.now() - saidAt < SAY_EVERY_MS) continue;
        saidAt = performance.now();
        say(`${String(left)} events wait`);
      }
      const drainSec = Number(((performance.now() - draining) / 1000).toFixed(2));
      await quiet(app, say);
      const ledgers = posters.map(({ ledger }) => ledger);
      const verdict = await judge(app, settings, ledgers, say);
      return {
        minutes,
        acknowledged: acknowledgedBy(posters),
        ratePerSec,
        backlogAtEnd,
        drainPerSec: drainSec > 0 ? Math.round(backlogAtEnd / drainSec) : 0,
        drainSec,
        ...verdict,
        refusals: ledgers.reduce((sum, { refusals }) => sum + refusals, 0),
        seconds: Math.round((performance.now() - began) / 1000),
      };
    }),
  );
}
