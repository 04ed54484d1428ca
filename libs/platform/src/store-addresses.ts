import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const LOOK_MS = 20;
const StoreAddresses = z.record(z.string(), z.string());

/**
 * The supervisor starts processes before the engines are ready and later writes the engines' addresses to STORES_FILE;
 * this waits for that file.
 */
export async function withStoreAddresses(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const file = env['STORES_FILE'];
  if (file === undefined) return env;
  while (!existsSync(file)) await sleep(LOOK_MS);
  return { ...env, ...StoreAddresses.parse(JSON.parse(readFileSync(file, 'utf8'))) };
}
