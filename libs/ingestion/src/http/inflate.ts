import { createGunzip } from 'node:zlib';
import { AppError, badRequest } from '@cockpit/platform';
import { MAX_BODY, MAX_INFLATED, tooLarge } from './limits';
import { HEAVY_BYTES, type Grown } from './turns';

/** Beyond what could have come unpacked, nothing that is a list of events shrinks so far: thousands that differ in one number, widely indented, shrink to a seventieth. */
const MAX_RATIO = 200;
/** each one is a turn of the process, so on a busy machine few are better; up to one a body is short */
const CHUNK = HEAVY_BYTES;

/**
 * What comes out of gzip, a little at a time: a bomb is given up as soon as it shows itself, not when all of it lies in memory.
 * @param withinMs of unpacking; waiting for a place does not count
 * @throws {AppError} 413 over 64 MiB, or over 8 MiB and 200 times the size it was sent in; 400 for broken gzip; 503 when it takes too long;
 * what `grown` throws
 */
export async function inflate(body: Buffer, grown: Grown, withinMs: number): Promise<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  const chunks: Buffer[] = [];
  let size = 0;
  let worked = 0;
  let since = performance.now();
  gunzip.end(body);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length;
      worked += performance.now() - since;
      assertBounds(size, gunzip.bytesWritten, worked > withinMs);
      await grown(size);
      since = performance.now();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw badRequest('broken-gzip', 'the body is not readable gzip');
  }
  return Buffer.concat(chunks, size);
}

function assertBounds(size: number, from: number, isLate: boolean): void {
  if (size > MAX_INFLATED) throw tooLarge('more than 64 MiB after decompression');
  if (size > MAX_BODY && size > MAX_RATIO * from)
    throw tooLarge(`more than 8 MiB after decompression, and more than ${String(MAX_RATIO)} times what was sent`);
  if (isLate)
    throw new AppError('unpacking-too-slow', 503, {
      detail: 'the body could not be unpacked in time: send smaller ones',
      headers: { 'retry-after': '5' },
    });
}
