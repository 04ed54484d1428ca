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
import { SETTINGS, SettingsError, settingsOnceTold, type Settings } from './settings';
import { refuseUnusable } from './usable-text';

const MIB = 1024 * 1024;
const LOOK_FOR_MOVE_MS = 2_000;

/** Of every answer that says nothing else: data for programs, which no browser shall guess at, frame, run or keep. The dashboard's pages set their own. */
const ANSWER_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/**
 * Lists of halls and live states shrink to a seventh. What the dashboards' build left compressed beside a file goes out as it is, and what
 * comes in compressed is read by ingestion, which has limits of its own for it.
 */
const COMPRESSED = { encodings: ['gzip' as const], threshold: 1024, globalDecompression: false };

/** The Nest application on Fastify as every process and every test runs it; not yet initialised. */
export async function createApp(module: Type, settings: Settings, role: string): Promise<NestFastifyApplication> {
  // a proxy with TLS tells how it was asked and by whom: over https cookies are marked as such
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

/** An address that cannot be read reaches no hook and no filter. */
function refuseAddress(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error, { correlationId: request.id });
  void reply.headers(ANSWER_HEADERS).header(CORRELATION_HEADER, request.id);
  void sendProblem(reply, error, problem);
}

/** Boots one role and listens; resolves once the door is open. */
export async function runApp(module: Type, settings: Settings, role: string): Promise<NestFastifyApplication> {
  const app = await createApp(module, settings, role);
  await app.listen(settings.port, settings.host);
  app.get(Logger).log({ role, url: await app.getUrl() }, 'listening');
  return app;
}

/** A process's whole main: settings, boot, and a plain word on the terminal when it cannot start. */
export async function runRole(module: Type, role: string): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, endWithTimeout);
  try {
    endOnceMoved(await runApp(module, await settingsOnceTold(), role));
  } catch (error) {
    process.stderr.write(
      `${role} cannot start: ${error instanceof SettingsError ? error.message : (plainFault(error) ?? format(error))}\n`,
    );
    process.exit(1);
  }
}

/** The log has got another number of partitions: this process ends in order, and whoever keeps it running starts it with that. */
function endOnceMoved(app: NestFastifyApplication): void {
  const { logPartitions } = app.get<Settings>(SETTINGS);
  const look = async (): Promise<void> => {
    const noted = await notedPartitions(app.get<Redis>(REDIS));
    if (noted === null || noted === logPartitions) return;
    clearInterval(timer);
    app.get(Logger).warn({ noted, had: logPartitions }, 'the log has another number of partitions: starting again');
    endWithTimeout();
    await app.close();
    process.exit(1);
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_FOR_MOVE_MS).unref();
}

/** A store that is gone can hold up an orderly end for ever; nothing acknowledged is lost by not waiting. */
function endWithTimeout(): void {
  setTimeout(() => process.exit(1), 10_000).unref();
}
