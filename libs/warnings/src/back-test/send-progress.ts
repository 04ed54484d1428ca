import { Readable } from 'node:stream';
import { formatOf } from '@cockpit/platform';
import type { FastifyReply } from 'fastify';
import { linesWithBeats } from './beats';

/** Aborted when whoever asked hangs up. */
export function hangUp(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}

/** What is known so far, answer by answer: as NDJSON a line for each, else the last of them alone. */
export async function sendProgress(
  reply: FastifyReply,
  accept: string | undefined,
  answers: AsyncGenerator<object>,
): Promise<FastifyReply> {
  if (formatOf(accept) === 'ndjson')
    return reply.header('content-type', 'application/x-ndjson').send(Readable.from(linesWithBeats(answers)));
  let whole: object | undefined;
  for await (const soFar of answers) whole = soFar;
  return reply.send(whole);
}
