import { readFileSync, readdirSync } from 'node:fs';

const TICKS_PER_SEC = 100;

interface ProcessStat {
  parent: number;
  /** of itself, and of its children that have ended and were waited for, s */
  cpuSec: number;
}

/** One line of `/proc/PID/stat`. The name in it may hold spaces and parentheses. */
export function readStat(line: string): ProcessStat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0);
  return { parent: Number(fields[1]), cpuSec: ticks / TICKS_PER_SEC };
}

/** CPU seconds of each named process and all its descendants, whether they still run or have ended. */
export function cpuOfTrees(roots: Readonly<Record<string, number>>, all = runningProcesses()): Record<string, number> {
  const named = new Map(Object.entries(roots).map(([name, pid]) => [pid, name]));
  const sums: Record<string, number> = Object.fromEntries(Object.keys(roots).map((name) => [name, 0]));
  for (const [pid, { cpuSec }] of all) {
    const name = ownerOf(pid, named, all);
    if (name !== undefined) sums[name] = (sums[name] ?? 0) + cpuSec;
  }
  return sums;
}

/** The nearest named ancestor: an engine started by the poster counts as the engine. */
function ownerOf(
  pid: number,
  named: ReadonlyMap<number, string>,
  all: ReadonlyMap<number, ProcessStat>,
): string | undefined {
  for (let at = pid, steps = 0; steps < 64; steps++) {
    const name = named.get(at);
    if (name !== undefined) return name;
    const parent = all.get(at)?.parent;
    if (parent === undefined || parent <= 1) return undefined;
    at = parent;
  }
  return undefined;
}

function runningProcesses(): Map<number, ProcessStat> {
  const all = new Map<number, ProcessStat>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      all.set(Number(name), readStat(readFileSync(`/proc/${name}/stat`, 'utf8')));
    } catch {
      // ended while we looked
    }
  }
  return all;
}
