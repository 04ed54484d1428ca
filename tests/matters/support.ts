import { Module } from '@nestjs/common';
import { AccessModule, Sources, Tokens } from '@cockpit/access';
import {
  IngestAnswer,
  MatterCard,
  MatterClock,
  MatterDetail,
  MatterSummary,
  OrganisationDoc,
  SourceStatus,
  page,
  type Caller,
  type EventData,
} from '@cockpit/contracts';
import { IngestionModule } from '@cockpit/ingestion';
import { LiveBindingsModule } from '@cockpit/live';
import { MattersApiModule, MattersMarkerModule, MattersModule } from '@cockpit/matters';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { WarehouseApiModule, WriterModule } from '@cockpit/warehouse';
import { DataSource } from 'typeorm';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';

export const ACTOR = { kind: 'system', id: 'test', name: 'test' } as const;

@Module({
  imports: [
    AccessModule,
    OrganisationModule,
    LiveBindingsModule,
    IngestionModule,
    WriterModule,
    WarehouseApiModule,
    MattersMarkerModule,
    MattersApiModule,
  ],
})
export class WithoutWorker {}
@Module({ imports: [WithoutWorker, MattersModule] })
export class WithWorker {}
/** A second worker on the same stores. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, MattersModule] })
export class WorkerOnly {}

export const organisation = (promised = 3) =>
  OrganisationDoc.parse({
    format: 'organisation/1',
    bureau: { code: 'bureau', name: '公安局' },
    branches: [{ code: 'household', name: '户政' }],
    categories: [{ code: 'HZ', name: '户籍', branch: 'household' }],
    items: [
      {
        code: 'HZ-1',
        name: '迁移',
        branch: 'household',
        category: 'HZ',
        mode: 'promised',
        statutory: 20,
        promised,
        stages: [{ code: 'review', name: '审核', allowedDays: 2 }, { code: 'decide' }],
      },
      {
        code: 'HZ-2',
        name: '身份证',
        branch: 'household',
        category: 'HZ',
        mode: 'promised',
        statutory: 60,
        promised: 5,
        channels: ['window', 'self-service'],
      },
    ],
    packages: [
      {
        code: 'move',
        name: '落户一件事',
        items: ['HZ-1', 'HZ-2'],
        separately: { steps: 9, trips: 3 },
        together: { steps: 4, trips: 1 },
      },
    ],
    halls: ['H32', 'H12'].map((code) => ({
      code,
      name: `大厅 ${code}`,
      tier: 'hall',
      queues: [{ code: 'household', name: '户政', branch: 'household' }],
      windows: [{ id: 'w1', number: '1', queues: ['household'] }],
    })),
    words: { reasons: { supplement: '补正' }, results: { granted: '准予' } },
  });

type CaseType = Extract<keyof EventData, `hall.case.${string}`>;
export interface Sent {
  id: string;
  type: string;
  time: string;
  data: object;
}
let serial = 0;
export const caseEvent = <T extends CaseType>(
  type: T,
  caseId: string,
  time: string,
  data: Omit<EventData[T], 'caseId'>,
): Sent => ({ id: `e${String(++serial)}`, type, time, data: { caseId, ...data } });

export class Desk {
  private constructor(
    readonly stores: Stores,
    readonly running: RunningApp,
    readonly token: string,
    readonly key: string,
  ) {}

  static async open(module: new () => object = WithWorker): Promise<Desk> {
    const stores = await freshStores();
    const running = await bootApp(stores, module);
    await running.app.get(OrganisationService).replace(organisation(), ACTOR);
    const created = await running.app.get(Sources).create({ name: 'cases', halls: 'all', sandbox: false }, ACTOR);
    const token = await running.app.get(Tokens).add({ name: 'admin', role: 'administrator', halls: 'all' }, ACTOR);
    return new Desk(stores, running, token.secret, created.key.secret);
  }

  get postgres(): DataSource {
    return this.running.app.get(DataSource);
  }

  async source(name: string): Promise<string> {
    return (await this.running.app.get(Sources).create({ name, halls: 'all', sandbox: false }, ACTOR)).key.secret;
  }

  async person(
    name: string,
    role: Exclude<Caller['role'], 'source' | 'screen'>,
    halls: string[] | 'all',
    speaksFor: { officerId?: string; units?: string[] } = {},
  ): Promise<string> {
    return (await this.running.app.get(Tokens).add({ name, role, halls, ...speaksFor }, ACTOR)).secret;
  }

  /** Puts hall H32 on the clock of its feed. @returns what moves that clock */
  async feed(): Promise<(time: string) => Promise<void>> {
    const doc = organisation();
    const halls = doc.halls.map((hall) =>
      hall.code === 'H32' ? { ...hall, clock: 'feed' as const, primarySource: 'tickets' } : hall,
    );
    await this.running.app.get(OrganisationService).replace({ ...doc, halls }, ACTOR);
    const key = await this.source('tickets');
    return async (time) => {
      const id = `t${String(++serial)}`;
      await this.send(
        [
          {
            id,
            type: 'hall.ticket.issued',
            time,
            data: { hallId: 'H32', ticketId: id, number: id, queue: 'household', channel: 'walk-in' },
          },
        ],
        key,
      );
    };
  }

  async send(events: readonly Sent[], key = this.key): Promise<IngestAnswer> {
    const body = JSON.stringify(events.map((event) => ({ specversion: '1.0', source: '/cases', ...event })));
    const response = await fetch(`${this.running.url}/v1/events`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
    });
    if (response.status !== 202) throw new Error(`${String(response.status)} ${await response.text()}`);
    return IngestAnswer.parse(await response.json());
  }

  async call(
    path: string,
    init: { method?: string; body?: unknown; token?: string } = {},
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.running.url}${path}`, {
      method: init.method ?? 'GET',
      headers: {
        authorization: `Bearer ${init.token ?? this.token}`,
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  /** The answer as the contract has it. */
  async matters(query = '', token = this.token): Promise<MatterSummary[]> {
    return (await this.page(query, token)).items;
  }

  async page(query = '', token = this.token): Promise<{ items: MatterSummary[]; next: string | null }> {
    return page(MatterSummary).parse((await this.call(`/v1/matters${query}`, { token })).body);
  }

  clock = async (id: string): Promise<MatterClock> =>
    MatterClock.parse((await this.call(`/v1/matters/${id}/clock`)).body);
  detail = async (id: string): Promise<MatterDetail> => MatterDetail.parse((await this.call(`/v1/matters/${id}`)).body);
  cards = async (query = '?state=all'): Promise<MatterCard[]> =>
    page(MatterCard).parse((await this.call(`/v1/cards${query}`)).body).items;
  status = async (source = 'cases'): Promise<SourceStatus> =>
    SourceStatus.parse((await this.call(`/v1/sources/${source}`)).body);

  /** Everything that was stored has been computed. */
  async settled(): Promise<void> {
    await until(
      async () => ({ status: await this.status(), dirty: await this.dirty() }),
      ({ status, dirty }) => status.backlog === 0 && dirty === 0,
      240_000,
    );
  }

  async dirty(): Promise<number> {
    const rows: { n: string }[] = await this.postgres.query('SELECT count(*) AS n FROM matter_dirty');
    return Number(rows[0]?.n ?? 0);
  }

  async close(): Promise<void> {
    await this.running.close();
    await this.stores.dispose();
  }
}

export async function until<T>(ask: () => Promise<T>, good: (value: T) => boolean, withinMs = 60_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (good(value)) return value;
    if (performance.now() > end)
      throw new Error(`not within ${String(withinMs)} ms; last seen: ${JSON.stringify(value).slice(0, 800)}`);
    await new Promise((done) => setTimeout(done, 30));
  }
}
