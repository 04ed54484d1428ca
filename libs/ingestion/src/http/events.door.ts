import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { SourceKeys } from '@cockpit/access';
import {
  AppError,
  OpenApiPaths,
  SETTINGS,
  asExpected,
  forbidden,
  problemOf,
  sendProblem,
  unauthorised,
  type Settings,
} from '@cockpit/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Ingestor } from '../ingestor';
import { StepMetrics } from '../metrics';
import type { Candidate, SourceScope } from '../pipeline/candidate';
import { describeEvents } from './events.openapi';
import { MAX_BODY } from './limits';
import { parseBody } from './parse-body';
import { readBody } from './read-body';
import { HEAVY_BYTES, Turns, type Admission } from './turns';

const HEAVY_REFUSAL_MS = 500;

/**
 * `POST /v1/events`: authenticate → read → parse → (validate → scope → time → mask → dedup and log).
 *
 * It is a plain Fastify route, not a Nest controller, because it reads bodies of any media type as byte streams and
 * limits them itself, while all other routes keep Nest's JSON parser. Its OpenAPI description is in events.openapi.ts.
 */
@Injectable()
export class EventsDoor implements OnModuleInit {
  private readonly logger = new Logger('ingestion');
  private readonly turns = new Turns();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly keys: SourceKeys,
    private readonly ingestor: Ingestor,
    private readonly metrics: StepMetrics,
    @Inject(SETTINGS) private readonly settings: Settings,
    paths: OpenApiPaths,
  ) {
    paths.describe('/v1/events', describeEvents);
  }

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    void fastify.register((scoped, _options, done) => {
      scoped.removeAllContentTypeParsers();
      scoped.addContentTypeParser(
        '*',
        (_request: FastifyRequest, payload: IncomingMessage, ready: (error: null, body: IncomingMessage) => void) => {
          ready(null, payload);
        },
      );
      scoped.post('/v1/events', (request, reply) => this.answer(request, reply));
      done();
    });
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const body = await this.receive(request);
      this.metrics.answered(202);
      return await reply.status(202).send(body);
    } catch (thrown) {
      const error = asExpected(thrown);
      const problem = problemOf(error, { instance: '/v1/events', correlationId: request.id });
      this.metrics.answered(problem.status);
      const line = { correlationId: request.id, status: problem.status, code: problem.code, detail: problem.detail };
      if (error instanceof AppError)
        this.logger.warn({ ...line, ...(error.cause === undefined ? {} : { err: error.cause }) }, 'request refused');
      else this.logger.error({ ...line, err: error }, 'request failed');
      return sendProblem(reply, error, problem);
    }
  }

  private async receive(request: FastifyRequest) {
    const source = await this.timed('authenticate', () => this.authenticate(request.headers.authorization));
    const admission = await this.admit(source.sourceName, expectedBytes(request.headers['content-length']));
    try {
      const stream = (request.body as IncomingMessage | undefined) ?? request.raw;
      const body = await this.timed('read', () =>
        readBody(
          stream,
          request.headers['content-encoding']?.toLowerCase(),
          this.settings.bodyTimeoutSec * 1000,
          admission,
        ),
      );
      await this.timed('turn', () => admission.turn(body.length));
      const candidates = await this.timed('parse', () => this.parse(body, request, source));
      return await this.ingestor.ingest(candidates, source, { correlationId: request.id });
    } finally {
      admission.leave();
    }
  }

  /** Delays reading a refused source's long body, because reading what is refused would help a flood. */
  private async admit(source: string, bytes: number): Promise<Admission> {
    try {
      return this.turns.admit(source, bytes);
    } catch (error) {
      if (bytes > HEAVY_BYTES) await sleep(HEAVY_REFUSAL_MS);
      throw error;
    }
  }

  private async authenticate(header: string | undefined): Promise<SourceScope> {
    const key = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
    if (key === undefined) throw unauthorised('missing-key', 'a source key is needed: Authorization: Bearer KEY');
    const source = await this.keys.verify(key);
    if (source === null) throw unauthorised('invalid-key', 'the key is wrong, expired or revoked');
    if (source.halls !== 'all' && source.halls.length === 0)
      throw forbidden('no-halls', 'this source may not speak for any hall');
    return source;
  }

  private async parse(body: Buffer, request: FastifyRequest, source: SourceScope): Promise<Candidate[]> {
    try {
      return await parseBody(body, request.headers);
    } catch (error) {
      if (error instanceof AppError && error.status === 400 && body.length > 0) {
        await this.ingestor.refuseBody(
          body,
          { code: error.errors?.[0]?.code ?? 'body-no-event', message: error.detail ?? 'unparsable' },
          source,
          request.id,
        );
      }
      throw error;
    }
  }

  private async timed<T>(step: string, work: () => Promise<T>): Promise<T> {
    const done = this.metrics.start(step);
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError) this.metrics.dropped(step, error.code);
      throw error;
    } finally {
      done();
    }
  }
}

/** Size to assume for a body without Content-Length: the maximum. */
function expectedBytes(header: string | undefined): number {
  const length = Number(header);
  return Number.isFinite(length) ? Math.min(length, MAX_BODY) : MAX_BODY;
}
