import { writeSync } from 'node:fs';

const BUSY = new Set(['EAGAIN', 'EBUSY']);
const TRIES = 200;
const PAUSE_MS = 5;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes to a terminal, pipe or file. Output that finds no room is dropped: a blocked log must neither end nor block
 * the process.
 * @param to a file descriptor
 */
export function sayLine(text: string, to = 1): void {
  let rest = Buffer.from(text);
  for (let tries = 0; rest.length > 0 && tries < TRIES;) {
    try {
      rest = rest.subarray(writeSync(to, rest));
    } catch (error) {
      if (!BUSY.has((error as NodeJS.ErrnoException).code ?? '')) return;
      // the pipe's reader is slow
      tries += 1;
      Atomics.wait(sleeper, 0, 0, PAUSE_MS);
    }
  }
}
