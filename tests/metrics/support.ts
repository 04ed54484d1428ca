import { Module, type Type } from '@nestjs/common';
import { AccessModule, Sources, Tokens } from '@cockpit/access';
import {
  IngestAnswer,
  MetricAnswer,
  SourceStatus,
  type MetricBy,
  type MetricKey,
  type Narrowing,
} from '@cockpit/contracts';
import { IngestionModule } from '@cockpit/ingestion';
import { LiveApiModule, LiveBindingsModule, LiveModule } from '@cockpit/live';
import { MattersApiModule, MattersMarkerModule, MattersModule } from '@cockpit/matters';
import { MetricsApiModule, MetricsModule } from '@cockpit/metrics';
import { REDIS } from '@cockpit/platform';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { WarehouseApiModule, WriterModule } from '@cockpit/warehouse';
import type { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';
import { DAYS, organisation, type StoryEvent } from './story';

/** Longer than the stores are believed to be as they were. */
const REMEMBERED_MS = 2_500;
const ACTOR = { kind: 'system', id: 'test', name: 'test' } as const;

/** The whole pipeline but warnings and prompts, of which the test itself says what they were. */
@Module({
  imports: [
    AccessModule,
    OrganisationModule,
    LiveBindingsModule,
    IngestionModule,
    WriterModule,
    WarehouseApiModule,
    LiveModule,
    LiveApiModule,
    MattersMarkerModule,
    MattersModule,
    MattersApiModule,
    MetricsModule,
    MetricsApiModule,
  ],
})
class Pipeline {}

function withPipeline(more: Type): Type {
  @Module({ imports: [Pipeline, more] })
  class Both {}
  return Both;
}

export class House {
  private constructor(
    readonly stores: Stores,
    readonly running: RunningApp,
    readonly token: string,
    private readonly key: string,
  ) {}

  /** @param more beside the pipeline */
  static async open(more?: Type): Promise<House> {
    const stores = await freshStores();
    const running = await bootApp(stores, more === undefined ? Pipeline : withPipeline(more));
    const service = running.app.get(OrganisationService);
    await service.replace(organisation(false), ACTOR, '2020-01-01');
    await service.replace(organisation(true), ACTOR, DAYS[2]);
    const { key } = await running.app.get(Sources).create({ name: 'feed', halls: 'all', sandbox: false }, ACTOR);
    const token = await running.app.get(Tokens).add({ name: 'admin', role: 'administrator', halls: 'all' }, ACTOR);
    return new House(stores, running, token.secret, key.secret);
  }

  get postgres(): DataSource {
    return this.running.app.get(DataSource);
  }

  private tokens = 0;

  async tokenOf(halls: string[], role: 'supervisor' | 'manager' = 'supervisor'): Promise<string> {
    return (
      await this.running.app
        .get(Tokens)
        .add({ name: `s-${halls.join('-')}-${String(++this.tokens)}`, role, halls }, ACTOR)
    ).secret;
  }

  async post(events: readonly StoryEvent[]): Promise<void> {
    for (let from = 0; from < events.length; from += 400) {
      const body = events.slice(from, from + 400).map(({ id, type, time, data }) => ({
        specversion: '1.0',
        source: '/story',
        id,
        type,
        time: new Date(time).toISOString(),
        data,
      }));
      const response = await fetch(`${this.running.url}/v1/events`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/cloudevents-batch+json' },
      });
      const answer = IngestAnswer.parse(await response.json());
      if (answer.rejected.length > 0) throw new Error(JSON.stringify(answer.rejected.slice(0, 3)));
    }
  }

  get = (path: string, accept = 'application/json', token = this.token): Promise<Response> =>
    fetch(`${this.running.url}${path}`, { headers: { authorization: `Bearer ${token}`, accept } });

  async metric(
    key: MetricKey,
    query: { hall?: string; from?: string; to?: string; by?: MetricBy } & Narrowing = {},
    token = this.token,
  ): Promise<MetricAnswer> {
    const response = await this.get(
      `/v1/metrics/${key}?${new URLSearchParams(query).toString()}`,
      'application/json',
      token,
    );
    const body: unknown = await response.json();
    if (response.status !== 200) throw new Error(`${key}: ${JSON.stringify(body)}`);
    return MetricAnswer.parse(body);
  }

  async backlog(): Promise<number> {
    return SourceStatus.parse(await (await this.get('/v1/sources/feed')).json()).backlog;
  }

  /** How many hall days are to be computed anew; one that keeps changing is computed at most every ten seconds. */
  async daysDue(): Promise<number> {
    const redis = this.running.app.get<Redis>(REDIS);
    const keys = [...(await redis.keys('warehouse:*:days')), ...(await redis.keys('warehouse:*:redo'))];
    const due = await Promise.all(keys.map((key) => redis.scard(key)));
    return due.reduce((sum, n) => sum + n, 0);
  }

  /** Stored and folded, and every figure that was remembered before forgotten. */
  async settled(): Promise<void> {
    const rest = await until(
      async () => (await this.backlog()) + (await this.daysDue()),
      (due) => due === 0,
      200_000,
    );
    if (rest > 0) throw new Error(`${String(rest)} events or days are not computed`);
    await new Promise((done) => setTimeout(done, REMEMBERED_MS));
  }

  async close(): Promise<void> {
    await this.running.close();
    await this.stores.dispose();
  }
}

export async function until<T>(ask: () => Promise<T>, good: (value: T) => boolean, withinMs: number): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (good(value) || performance.now() > end) return value;
    await new Promise((done) => setTimeout(done, 50));
  }
}
