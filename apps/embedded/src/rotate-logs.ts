import { copyFileSync, existsSync, readdirSync, renameSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const MIB = 1024 * 1024;
const EVERY_MS = 30_000;

/**
 * Rotates logs that are too long. They are copied and then emptied, because processes keep them open for appending;
 * lines written in between are lost.
 * @param keep number of older ones: `.1` is the newest
 */
export function rotateLogs(dir: string, limitBytes = 32 * MIB, keep = 3): void {
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir).filter((file) => file.endsWith('.log'))) {
    const file = join(dir, name);
    if (statSync(file).size < limitBytes) continue;
    for (let n = keep - 1; n >= 1; n--)
      if (existsSync(`${file}.${String(n)}`)) renameSync(`${file}.${String(n)}`, `${file}.${String(n + 1)}`);
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  }
}

/**
 * Rotates at intervals.
 * @returns function that stops it
 */
export function keepRotating(dir: string, failed: (error: unknown) => void): () => void {
  const timer = setInterval(() => {
    try {
      rotateLogs(dir);
    } catch (error) {
      failed(error);
    }
  }, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
