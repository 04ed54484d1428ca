import { format } from 'node:util';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { CORRELATION_HEADER, correlationIdOf } from './logger';
import { openApiDocument } from './openapi';
import type { Redis } from 'ioredis';
import { notedPartitions } from './log-partitions';
import { plainFault } from './plain-fault';
import { PlatformModule } from './platform.module';
import { problemOf, sendProblem } from './problem.filter';
import { REDIS } from './redis';
import { SETTINGS, SettingsError, settingsWithStoreAddresses, type Settings } from './settings';
import { badRequest, unprocessable, type AppError, type Fault } from './errors';
import { unwritableIn } from './writable';

const MAX_DEPTH = 64;

/**
 * Refuses text that no store accepts and JSON nested deep enough to overflow the stack, before any route sees the
 * request. Otherwise a route that lacks the check would answer 500.
 */
function refuseUnusable(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
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

const MIB = 1024 * 1024;
const LOOK_FOR_MOVE_MS = 2_000;

/**
 * Default headers of every answer: answers are data for programs, so browsers must not sniff, frame, run or cache them.
 * The dashboard's pages set their own.
 */
const ANSWER_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/**
 * Compression cuts lists of halls and live states to a seventh. Files that the dashboard's build compressed go out as
 * they are. Ingestion decompresses request bodies itself, with its own limits.
 */
const COMPRESSED = { encodings: ['gzip' as const], threshold: 1024, globalDecompression: false };

/** Creates the Nest application on Fastify for every process and every test; it is not initialised yet. */
export async function createApp(module: Type, settings: Settings, role: string): Promise<NestFastifyApplication> {
  // behind a TLS proxy, its headers give protocol and caller: cookies are marked secure over https
  const adapter = new FastifyAdapter({
    trustProxy: [...settings.trustedProxies],
    bodyLimit: 8 * MIB,
    genReqId: correlationIdOf,
    forceCloseConnections: true,
    frameworkErrors: refuseAddress,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    PlatformModule.under(module, settings, { role }),
    adapter,
    { bufferLogs: true, abortOnError: false },
  );
  app.useLogger(app.get(Logger));
  app.enableShutdownHooks();
  await app.register(cookie);
  await app.register(compress, COMPRESSED);
  adapter.getInstance().addHook('onRequest', (request, reply, done) => {
    void reply.headers(ANSWER_HEADERS).header(CORRELATION_HEADER, request.id);
    done();
  });
  adapter.getInstance().addHook('preValidation', refuseUnusable);
  let document: OpenAPIObject | undefined;
  adapter.getInstance().get('/openapi.json', () => (document ??= openApiDocument(app)));
  return app;
}

/** Fastify runs neither hooks nor filters for a malformed URL, so this handler answers it. */
function refuseAddress(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error, { correlationId: request.id });
  void reply.headers(ANSWER_HEADERS).header(CORRELATION_HEADER, request.id);
  void sendProblem(reply, error, problem);
}

/** Boots one role; resolves once the server listens. */
export async function runApp(module: Type, settings: Settings, role: string): Promise<NestFastifyApplication> {
  const app = await createApp(module, settings, role);
  await app.listen(settings.port, settings.host);
  app.get(Logger).log({ role, url: await app.getUrl() }, 'listening');
  return app;
}

/** Main function of a process: loads the settings, boots, and prints a plain message when the start fails. */
export async function runRole(module: Type, role: string): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, endWithTimeout);
  try {
    endOnceMoved(await runApp(module, await settingsWithStoreAddresses(), role));
  } catch (error) {
    process.stderr.write(
      `${role} cannot start: ${error instanceof SettingsError ? error.message : (plainFault(error) ?? format(error))}\n`,
    );
    process.exit(1);
  }
}

/**
 * Ends this process in order when the log's number of partitions changed; its supervisor restarts it with the new
 * number.
 */
function endOnceMoved(app: NestFastifyApplication): void {
  const { logPartitions } = app.get<Settings>(SETTINGS);
  const look = async (): Promise<void> => {
    const storedNumber = await notedPartitions(app.get<Redis>(REDIS));
    if (storedNumber === null || storedNumber === logPartitions) return;
    clearInterval(timer);
    app
      .get(Logger)
      .warn({ noted: storedNumber, had: logPartitions }, 'the log has another number of partitions: starting again');
    endWithTimeout();
    await app.close();
    process.exit(1);
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_FOR_MOVE_MS).unref();
}

/**
 * Limits how long a shutdown may take, because a store that is away could block it for ever. Nothing acknowledged is
 * lost.
 */
function endWithTimeout(): void {
  setTimeout(() => process.exit(1), 10_000).unref();
}
