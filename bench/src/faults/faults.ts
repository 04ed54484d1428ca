import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CliContext } from '../../../apps/cli/src/context';
import { PROCESSES } from '../crash/instance';
import { acknowledgedBy, onStage, sumOf, whilePosting, type Stage } from '../crash/stage';
import { verdictOf, type Verdict } from '../crash/verdict';
import { FULL, SHORT, faults, type Fault } from './list';
import { BLOCK_MS, CLOCK_AHEAD_MS } from './odd-settings';

export interface FaultsOptions {
  isShort: boolean;
  keep: boolean;
  say: (line: string) => void;
}

/** What a fault did. */
export interface Played {
  fault: string;
  seconds: number;
  /** events the door acknowledged meanwhile, and requests it refused or left without an answer */
  acknowledged: number;
  refusals: number;
  /** from its end until the door acknowledged again, ms */
  acknowledgedAgainMs: number;
  /** processes that ended of their own accord */
  ownEnds: number;
}

export interface FaultsResult extends Verdict {
  faults: Played[];
  /** why a fault was left out */
  leftOut: string[];
  acknowledged: number;
  seconds: number;
}

const PAUSE_MS = 300;
const WARM_MS = 5_000;
const AGAIN_WITHIN_MS = 60_000;
const DISK = '4g';
const AHEAD_MS = '120000';

/** Plays one fault after the other against a cockpit under load, and judges at the end. */
export function benchFaults(context: CliContext, { isShort, keep, say }: FaultsOptions): Promise<FaultsResult> {
  const began = performance.now();
  const times = isShort ? SHORT : FULL;
  const odd = (env: Record<string, string>) => ({
    NODE_OPTIONS: `--require ${join(__dirname, 'odd-process.js')}`,
    ...env,
  });
  const processes = PROCESSES.map(([name, role]) => {
    if (name === 'writer-2') return [name, role, odd({ [CLOCK_AHEAD_MS]: AHEAD_MS })] as const;
    return role === 'worker'
      ? ([name, role, odd({ [BLOCK_MS]: String(times.blocked * 1000) })] as const)
      : ([name, role] as const);
  });
  let hasOwnDisk = false;
  const mount = (dataDir: string): (() => void) => {
    hasOwnDisk = mounted(dataDir);
    return () => {
      if (hasOwnDisk) execFileSync('umount', [dataDir]);
    };
  };
  return onStage(
    context,
    { pauseMs: PAUSE_MS, keep, processes, say },
    async (stage) => {
      const played: Played[] = [];
      for (const fault of faults(times, hasOwnDisk)) {
        const what = await playOne(stage, fault);
        say(JSON.stringify(what));
        played.push(what);
      }
      return {
        faults: played,
        leftOut: hasOwnDisk ? [] : ['the disk full: a file system of its own cannot be mounted here'],
        acknowledged: acknowledgedBy(stage.posters),
        ...(await verdictOf(context, stage, say)),
        seconds: Math.round((performance.now() - began) / 1000),
      };
    },
    mount,
  );
}

async function playOne(stage: Stage, { name, play, isQuiet = false }: Fault): Promise<Played> {
  const { instance, posters } = stage;
  const told = (): [number, number, number] => [
    acknowledgedBy(posters),
    sumOf(posters, ({ refusals }) => refusals),
    instance.ownEnds,
  ];
  const [acknowledged, refusals, ownEnds] = told();
  const began = performance.now();
  if (isQuiet) await play(stage);
  return whilePosting(posters, async () => {
    if (!isQuiet) {
      await sleep(WARM_MS);
      await play(stage);
    }
    const ended = performance.now();
    const [acknowledgedMeanwhile, refusalsMeanwhile] = told();
    while (acknowledgedBy(posters) === acknowledgedMeanwhile && performance.now() - ended < AGAIN_WITHIN_MS)
      await sleep(20);
    const acknowledgedAgainMs = Math.round(performance.now() - ended);
    await instance.allUp();
    return {
      fault: name,
      seconds: Math.round((ended - began) / 1000),
      acknowledged: acknowledgedMeanwhile - acknowledged,
      refusals: refusalsMeanwhile - refusals,
      acknowledgedAgainMs,
      ownEnds: instance.ownEnds - ownEnds,
    };
  });
}

/** A disk of its own, which may be filled without harm to others. @returns whether this user may mount one */
function mounted(dataDir: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=711`, 'bench', dataDir], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
