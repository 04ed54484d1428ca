import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const LOOK_MS = 20;
const Told = z.record(z.string(), z.string());

/** A supervisor starts a process beside the engines, so that it is loaded when they are there, and leaves their addresses in a file (STORES_FILE). */
export async function storesTold(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const file = env['STORES_FILE'];
  if (file === undefined) return env;
  while (!existsSync(file)) await sleep(LOOK_MS);
  return { ...env, ...Told.parse(JSON.parse(readFileSync(file, 'utf8'))) };
}
