import type { Readable } from 'node:stream';
import { AppError, badRequest } from '@cockpit/platform';
import { inflate } from './inflate';
import { MAX_BODY, tooLarge } from './limits';
import type { Admission } from './turns';

/** Reads this far beyond the limit, so that the sender gets the answer instead of a broken connection. */
const MAX_DRAINED = 4 * MAX_BODY;
/** 64 MiB take half a second on an idle machine */
const UNPACK_WITHIN_MS = 30_000;

/**
 * Reads and decompresses a request body.
 * @param withinMs time limit for receiving it
 * @param admission decides when a compressed body may be decompressed
 * @throws {AppError} 408 for a slow body, 413 for one that is too large (also decompressed; decompressing stops there),
 * 415 for another encoding, 400 for a broken one, 503 when decompressing takes too long
 */
export async function readBody(
  stream: Readable,
  encoding: string | undefined,
  withinMs: number,
  admission: Pick<Admission, 'unpack'>,
): Promise<Buffer> {
  const isGzip = encoding === 'gzip' || encoding === 'x-gzip';
  if (!isGzip && encoding !== undefined && encoding !== '' && encoding !== 'identity') {
    throw new AppError('unsupported-encoding', 415, { detail: 'content-encoding is gzip or none' });
  }
  const body = await collect(stream, withinMs);
  return isGzip ? admission.unpack((grown) => inflate(body, grown, UNPACK_WITHIN_MS)) : body;
}

/**
 * Uses events, because leaving an async iteration early would destroy the connection before the answer. The time limit
 * stops slow senders from keeping a connection and a buffer.
 */
function collect(stream: Readable, withinMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (error: AppError | null): void => {
      clearTimeout(timer);
      stream.off('data', take).off('end', end).off('error', cut).off('close', cut);
      stream.on('error', () => undefined);
      if (error === null) resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
      else reject(error);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= MAX_BODY) chunks.push(chunk);
      else if (size > MAX_DRAINED) settle(tooLarge('more than 8 MiB'));
    };
    const end = (): void => {
      settle(size > MAX_BODY ? tooLarge('more than 8 MiB') : null);
    };
    const cut = (): void => {
      settle(badRequest('body-cut-off', 'the connection ended before the body did'));
    };
    const late = (): void => {
      settle(
        new AppError('body-too-slow', 408, {
          detail: `the body did not come within ${String(Math.round(withinMs / 1000))} s`,
          headers: { connection: 'close' },
        }),
      );
    };
    const timer = setTimeout(late, withinMs);
    stream.on('data', take).on('end', end).on('error', cut).on('close', cut);
  });
}
