import { STATUS_CODES } from 'node:http';
import type { Problem } from '@cockpit/contracts';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, asExpected } from './errors';

/**
 * Renders every failure as an RFC 9457 problem document; for unexpected errors the caller gets only a correlation id.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw thrown;
    const error = asExpected(thrown);
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, { instance: request.url.split('?', 1)[0] ?? '', correlationId: request.id });
    this.log(error, problem);
    if (reply.raw.headersSent) {
      // the status of a started event stream cannot change: end it, and the client reconnects
      reply.raw.end();
      return;
    }
    void sendProblem(reply, error, problem);
  }

  private log(error: unknown, problem: Problem): void {
    const line = {
      correlationId: problem.correlationId,
      code: problem.code,
      status: problem.status,
      path: problem.instance,
    };
    if (error instanceof AppError) {
      const level = { debug: 'debug', info: 'log', warn: 'warn', error: 'error' } as const;
      this.logger[level[error.logLevel]]({
        ...line,
        detail: error.detail,
        ...(error.cause === undefined ? {} : { err: error.cause }),
      });
    } else if (problem.status >= 500) this.logger.error({ ...line, err: error });
  }
}

/** Problem document of any failure; also for responses outside Nest's routes. */
export function problemOf(thrown: unknown, about: { instance?: string; correlationId?: string }): Problem {
  const error = asExpected(thrown);
  if (error instanceof AppError) {
    return {
      ...head(error.code, error.status),
      ...(error.detail === undefined ? {} : { detail: error.detail }),
      ...about,
      ...(error.errors ? { errors: [...error.errors] } : {}),
    };
  }
  const status = statusOf(error);
  const code = status === 404 ? 'not-found' : status === 413 ? 'too-large' : status >= 500 ? 'internal' : 'bad-request';
  // framework messages below 500 describe the caller's mistake; above, they may reveal internals
  return {
    ...head(code, status),
    ...(status < 500 && error instanceof Error ? { detail: error.message } : {}),
    ...about,
  };
}

/** Sends the answer of a failed request. */
export function sendProblem(reply: FastifyReply, thrown: unknown, problem: Problem): FastifyReply {
  if (thrown instanceof AppError) void reply.headers(thrown.headers);
  // as bytes, because Fastify adds a charset to text and this media type has none
  return reply
    .status(problem.status)
    .header('content-type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(problem)));
}

function head(code: string, status: number): Pick<Problem, 'type' | 'title' | 'status' | 'code'> {
  return { type: `urn:hall-cockpit:problem:${code}`, title: STATUS_CODES[status] ?? 'Error', status, code };
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return 500;
}
