import { createGunzip } from 'node:zlib';
import { AppError, badRequest } from '@cockpit/platform';
import { MAX_BODY, MAX_INFLATED, tooLarge } from './limits';
import { HEAVY_BYTES, type Grown } from './turns';

/**
 * Maximum compression ratio beyond the size limit for plain bodies: even thousands of events that differ in one number,
 * widely indented, shrink only to a seventieth.
 */
const MAX_RATIO = 200;
/** each chunk costs one event-loop turn, so chunks are large: as large as a body that still counts as short */
const CHUNK = HEAVY_BYTES;

/**
 * Decompresses gzip in chunks, so that a decompression bomb is stopped early.
 * @param withinMs time limit for decompressing, without waiting for a place
 * @throws {AppError} 413 over 64 MiB, or over 8 MiB and 200 times the compressed size; 400 for broken gzip; 503 after
 * the time limit; errors of `grown`
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
