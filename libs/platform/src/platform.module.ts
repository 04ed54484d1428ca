import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import { LoggerModule } from 'nestjs-pino';
import { DataSource } from 'typeorm';
import { CLICKHOUSE_READER, CLICKHOUSE_WRITER, createClickhouse } from './clickhouse';
import { CLOCK, systemClock } from './clock';
import { refuseDamage } from './damaged-parts';
import { DeadLetters } from './dead-letters';
import { HealthController, HealthRegistry } from './health';
import { ListInterceptor } from './lists/list.interceptor';
import { loggerParams } from './logger';
import { partitionsOfLog } from './log-partitions';
import { INTERVALS } from './interval-settings';
import { Gauges } from './gauges';
import { METRICS, MetricsController, createMetrics } from './metrics';
import { migrationsCheck } from './migrations-check';
import { OpenApiPaths } from './openapi';
import { postgresOptions } from './postgres';
import { ProblemFilter } from './problem.filter';
import { Presence } from './presence';
import { REDIS, createRedis } from './redis';
import { SETTINGS, type Settings } from './settings';
import { Signals } from './signals';
import { Threads } from './threads';
import { WorkWatch } from './work';

export interface PlatformOptions {
  /** process name in logs: ingest, writer, worker, api, cockpit */
  role: string;
}

/** What every process needs: settings, clock, stores, logger, health, metrics, problem documents. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLICKHOUSE_READER) private readonly reader: ClickHouseClient,
    @Inject(CLICKHOUSE_WRITER) private readonly writer: ClickHouseClient,
    postgres: DataSource,
    health: HealthRegistry,
    private readonly presence: Presence,
  ) {
    health.add('redis', async () => {
      await redis.ping();
    });
    health.add('postgres', async () => {
      await postgres.query('SELECT 1');
    });
    health.add('clickhouse', async () => {
      const answer = await reader.ping();
      if (!answer.success) throw answer.error;
    });
    health.add('clickhouse-parts', () => refuseDamage(reader));
    health.add('migrations', migrationsCheck(postgres, reader));
  }

  static forRoot(settings: Settings, { role }: PlatformOptions): DynamicModule {
    const providers = [
      {
        provide: SETTINGS,
        inject: [REDIS],
        useFactory: async (redis: Redis): Promise<Settings> => ({
          ...settings,
          logPartitions: await partitionsOfLog(redis, settings.logPartitions),
        }),
      },
      { provide: INTERVALS, useValue: settings.intervals },
      // each application has its own clock object, so that a test can move one alone
      { provide: CLOCK, useValue: { ...systemClock } },
      { provide: REDIS, useFactory: () => createRedis(settings, 'commands') },
      { provide: CLICKHOUSE_READER, useFactory: () => createClickhouse(settings, 'reader') },
      { provide: CLICKHOUSE_WRITER, useFactory: () => createClickhouse(settings, 'writer') },
      { provide: METRICS, useFactory: createMetrics },
      DeadLetters,
      Gauges,
      HealthRegistry,
      WorkWatch,
      OpenApiPaths,
      Presence,
      Signals,
      Threads,
    ];
    return {
      module: PlatformModule,
      imports: [
        LoggerModule.forRoot(loggerParams(settings, role)),
        TypeOrmModule.forRoot({ ...postgresOptions(settings), autoLoadEntities: true }),
      ],
      controllers: [HealthController, MetricsController],
      providers: [
        ...providers,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: ListInterceptor },
      ],
      exports: [
        DeadLetters,
        WorkWatch,
        SETTINGS,
        INTERVALS,
        CLOCK,
        REDIS,
        CLICKHOUSE_READER,
        CLICKHOUSE_WRITER,
        METRICS,
        HealthRegistry,
        OpenApiPaths,
        Presence,
        Signals,
        Threads,
      ],
    };
  }

  /** Wraps the module of a library or process with the platform module. */
  static under(module: Type, settings: Settings, options: PlatformOptions): DynamicModule {
    const platform = PlatformModule.forRoot(settings, options);
    return { ...platform, imports: [...(platform.imports ?? []), module] };
  }

  /** Runs after the shutdown hooks of all other modules. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.reader.close(), this.writer.close(), this.presence.close()]);
    this.redis.disconnect();
  }
}
