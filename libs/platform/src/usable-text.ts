import type { FastifyReply, FastifyRequest } from 'fastify';
import { badRequest, unprocessable, type AppError, type Fault } from './errors';
import { problemOf, sendProblem } from './problem.filter';
import { unwritableIn } from './writable';

const MAX_DEPTH = 64;

/**
 * Refuses text that no store accepts and JSON nested deep enough to overflow the stack, before any route sees the
 * request. Otherwise a route that lacks the check would answer 500.
 */
export function refuseUnusable(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { params, query, body } = request;
  const inAddress = faultIn(params) ?? faultIn(query);
  const inBody = inAddress === null && isJson(body) ? faultIn(body) : null;
  if (inAddress !== null)
    refuse(request, reply, badRequest('invalid-query', 'the address holds text that cannot be used', [inAddress]));
  else if (inBody !== null)
    refuse(request, reply, unprocessable('invalid-body', 'the body does not have the agreed shape', [inBody]));
  else done();
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: AppError): void {
  void sendProblem(
    reply,
    error,
    problemOf(error, { instance: request.url.split('?', 1)[0] ?? '', correlationId: request.id }),
  );
}

/** Events arrive as a stream; the ingestion steps check them one by one. */
const isJson = (body: unknown): boolean =>
  Array.isArray(body) ||
  (typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype);

function faultIn(value: unknown): Fault | null {
  if (isDeeper(value, MAX_DEPTH)) return { path: '', message: `nested deeper than ${String(MAX_DEPTH)} levels` };
  const path = unwritableIn(value);
  return path === null ? null : { path, message: 'a NUL or half a character: no store keeps it' };
}

/** The recursion stops at the limit, so that deep input costs nothing. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const item of Object.values(value)) if (isDeeper(item, levels - 1)) return true;
  return false;
}
