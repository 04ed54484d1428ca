import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError, badRequest } from '@cockpit/platform';

const MIB = 1024 * 1024;
export const MAX_BODY = 8 * MIB;
export const MAX_INFLATED = 64 * MIB;
/** Read on past the limit this far, so that the sender hears the answer instead of a broken connection. */
const MAX_DRAINED = 32 * MIB;

const inflate = promisify(gunzip) as (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/**
 * The body of a request, inflated.
 * @param withinMs a body that takes longer to come in is given up
 * @param unpack says when a packed one may be inflated
 * @throws {AppError} 408 for a body that does not come in time, 413 over 8 MiB or 64 MiB inflated (inflating stops there), 415 for another encoding, 400 for a broken one
 */
export async function readBody(stream: Readable, encoding: string | undefined, withinMs: number, unpack: (work: () => Promise<Buffer>) => Promise<Buffer>): Promise<Buffer> {
  const isGzip = encoding === 'gzip' || encoding === 'x-gzip';
  if (!isGzip && encoding !== undefined && encoding !== '' && encoding !== 'identity') {
    throw new AppError('unsupported-encoding', 415, { detail: 'content-encoding is gzip or none' });
  }
  const body = await collect(stream, withinMs);
  return isGzip ? unpack(() => inflated(body)) : body;
}

async function inflated(body: Buffer): Promise<Buffer> {
  try {
    return await inflate(body, { maxOutputLength: MAX_INFLATED });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('more than 64 MiB after decompression');
    throw badRequest('broken-gzip', 'the body is not readable gzip');
  }
}

/**
 * Listens instead of iterating: leaving an iteration early would destroy the connection, and with it the answer.
 * Whoever lets a body trickle in keeps a connection and a buffer; not for ever.
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
    const end = (): void => { settle(size > MAX_BODY ? tooLarge('more than 8 MiB') : null); };
    const cut = (): void => { settle(badRequest('body-cut-off', 'the connection ended before the body did')); };
    const late = (): void => {
      settle(new AppError('body-too-slow', 408, { detail: `the body did not come within ${String(Math.round(withinMs / 1000))} s`, headers: { connection: 'close' } }));
    };
    const timer = setTimeout(late, withinMs);
    stream.on('data', take).on('end', end).on('error', cut).on('close', cut);
  });
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);
export const tooLarge = (detail: string): AppError => new AppError('too-large', 413, { detail });
