import { setTimeout as sleep } from 'node:timers/promises';
import { CLICKHOUSE_PATIENCE_SEC, type CrashInstance } from './instance';
import { COMPONENTS, ENGINES, ROLES, type Component } from './part';

/** how many of each */
export interface Counts {
  kills: number;
  stalls: number;
  freezes: number;
}

type Kind = 'kill' | 'stall' | 'freeze';
export interface Blow {
  kind: Kind;
  component: Component;
}

/** What all blows of one kind at one component did. */
export interface Struck extends Blow {
  times: number;
  /** from the blow until the door acknowledged again, ms */
  acknowledgedAgainMs: { median: number; longest: number };
}

/** a kill: SIGKILL · a stall: an engine leaves its requests without an answer · a freeze: one of our own processes stands still */
const TARGETS: Record<Kind, readonly Component[]> = { kill: COMPONENTS, stall: ENGINES, freeze: ROLES };
const SHORTEST_MS = 100;
const LONGEST_MS = 1_300;
/** longer than a writer's lease of 3 s */
const STILL_MS = [3_200, 5_500] as const;
/** longer than a client waits for ClickHouse */
const CLICKHOUSE_STILL_MS = [CLICKHOUSE_PATIENCE_SEC * 1000 + 500, CLICKHOUSE_PATIENCE_SEC * 1000 + 3_000] as const;
const PROGRESS_MS = 3_000;
/** answers that were on their way when the blow fell have come by then */
const SETTLED_MS = 50;

const between = (from: number, to: number): number => from + Math.random() * (to - from);
const anyOf = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];

/** Of each kind as many as asked for, each component at least an eighth of the kills, in any order. */
export function schedule(counts: Counts): Blow[] {
  const blows = [
    ...ofKind('kill', counts.kills),
    ...ofKind('stall', counts.stalls),
    ...ofKind('freeze', counts.freezes),
  ];
  for (let i = blows.length - 1; i > 0; i--) {
    const other = Math.floor(Math.random() * (i + 1));
    [blows[i], blows[other]] = [blows[other], blows[i]] as [Blow, Blow];
  }
  return blows;
}

/** The first seven eighths in turn, the rest as chance has it. */
const ofKind = (kind: Kind, count: number): Blow[] =>
  Array.from({ length: count }, (_, i) => {
    const targets = TARGETS[kind];
    const component = i < (count * 7) / 8 ? targets[i % targets.length] : anyOf(targets);
    return { kind, component: component ?? 'writer' };
  });

/** Deals out blow after blow. What stands still goes on on its own, so other blows fall meanwhile. */
export async function strikeAll(
  instance: CrashInstance,
  blows: readonly Blow[],
  acknowledged: () => number,
  say: (line: string) => void,
): Promise<Struck[]> {
  const standing: Promise<void>[] = [];
  const again = new Map<string, number[]>();
  for (const [i, blow] of blows.entries()) {
    await sleep(between(SHORTEST_MS, LONGEST_MS));
    const began = performance.now();
    const part = anyOf(instance.partsOf(blow.component));
    if (blow.kind === 'kill') await part?.kill();
    else if (part)
      standing.push(part.freeze(between(...(blow.component === 'clickhouse' ? CLICKHOUSE_STILL_MS : STILL_MS))));
    await sleep(SETTLED_MS);
    const before = acknowledged();
    // load should flow again before the next blow; what takes longer to start meets it on its way
    while (acknowledged() === before && performance.now() - began < PROGRESS_MS) await sleep(20);
    const key = `${blow.kind} ${blow.component}`;
    again.set(key, [...(again.get(key) ?? []), Math.round(performance.now() - began)]);
    if ((i + 1) % 10 === 0) say(`${String(i + 1)} blows, ${String(acknowledged())} events acknowledged`);
  }
  await Promise.all(standing);
  await sleep(LONGEST_MS);
  return [...again].map(([key, all]) => {
    const [kind, component] = key.split(' ') as [Kind, Component];
    const sorted = all.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return { kind, component, times: all.length, acknowledgedAgainMs: { median, longest: sorted.at(-1) ?? 0 } };
  });
}
