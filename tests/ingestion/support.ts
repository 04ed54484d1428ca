import { Module } from '@nestjs/common';
import { AccessModule, Sources, Tokens } from '@cockpit/access';
import { IngestAnswer, OrganisationDoc, type HallEvent, type SourceStatus } from '@cockpit/contracts';
import { IngestionModule, QuarantineApiModule } from '@cockpit/ingestion';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import type { Settings } from '@cockpit/platform';
import { WarehouseApiModule, WriterModule } from '@cockpit/warehouse';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';

/** The door alone: events wait in the log. */
@Module({ imports: [AccessModule, OrganisationModule, IngestionModule, QuarantineApiModule, WarehouseApiModule] })
export class DoorModule {}

/** The whole pipeline from the door to the tables. */
@Module({ imports: [DoorModule, WriterModule] })
export class PipelineModule {}

export const ACTOR = { kind: 'system', id: 'test', name: 'test' } as const;

const hall = (code: string) => ({
  code,
  name: `大厅 ${code}`,
  tier: 'hall',
  queues: [
    { code: 'household', name: '户政', branch: 'household' },
    { code: 'traffic', name: '交管', branch: 'traffic' },
    { code: 'order', name: '治安', branch: 'order' },
  ],
  windows: ['w1', 'w2', 'w3'].map((id) => ({ id, number: id, queues: ['household'] })),
});
export const ORGANISATION = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'bureau', name: '公安局' },
  branches: ['household', 'traffic', 'order'].map((code) => ({ code, name: code })),
  halls: ['H32', 'H12', 'H08'].map(hall),
});

export interface Pipeline {
  stores: Stores;
  running: RunningApp;
  /** of a source that speaks for H32 and H12 */
  key: string;
  keyId: string;
  source: string;
  /** of an administrator */
  token: string;
  post(body: unknown, init?: { headers?: Record<string, string>; raw?: boolean }): Promise<Response>;
  get(path: string, accept?: string): Promise<Response>;
  status(): Promise<SourceStatus>;
  close(): Promise<void>;
}

export async function openPipeline(
  module: typeof DoorModule = PipelineModule,
  overrides: Partial<Settings> = {},
): Promise<Pipeline> {
  const stores = await freshStores();
  const running = await bootApp(stores, module, overrides);
  await running.app.get(OrganisationService).replace(ORGANISATION, ACTOR);
  const source = 'tickets';
  const created = await running.app.get(Sources).create({ name: source, halls: ['H32', 'H12'], sandbox: false }, ACTOR);
  const token = (await running.app.get(Tokens).add({ name: 'admin', role: 'administrator', halls: 'all' }, ACTOR))
    .secret;
  const get = (path: string, accept = 'application/json') =>
    fetch(`${running.url}${path}`, { headers: { authorization: `Bearer ${token}`, accept } });
  return {
    stores,
    running,
    key: created.key.secret,
    keyId: created.key.id,
    source,
    token,
    get,
    post: (body, { headers = {}, raw = false } = {}) =>
      fetch(`${running.url}/v1/events`, {
        method: 'POST',
        body: raw ? (body as string) : JSON.stringify(body),
        headers: {
          authorization: `Bearer ${created.key.secret}`,
          'content-type': Array.isArray(body) ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
          ...headers,
        },
      }),
    status: async () => (await (await get(`/v1/sources/${source}`)).json()) as SourceStatus,
    close: async () => {
      await running.close();
      await stores.dispose();
    },
  };
}

export const answerOf = async (response: Response): Promise<IngestAnswer> => IngestAnswer.parse(await response.json());

/** A CloudEvent as a source sends it. */
export const cloudEvent = (event: Pick<HallEvent, 'id' | 'type' | 'data'> & { time: number | string }) => ({
  specversion: '1.0',
  source: '/tickets',
  id: event.id,
  type: event.type,
  data: event.data,
  time: typeof event.time === 'number' ? new Date(event.time).toISOString() : event.time,
});

export const issued = (id: string, over: Record<string, unknown> = {}, time = '2026-03-04T09:00:00+08:00') =>
  cloudEvent({
    id,
    type: 'hall.ticket.issued',
    time,
    data: {
      hallId: 'H32',
      ticketId: `t-${id}`,
      number: 'A001',
      queue: 'household',
      channel: 'walk-in',
      ...over,
    } as never,
  });

export async function until<T>(ask: () => Promise<T>, good: (value: T) => boolean, withinMs = 60_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (good(value)) return value;
    if (performance.now() > end)
      throw new Error(`not within ${String(withinMs)} ms; last seen: ${JSON.stringify(value).slice(0, 600)}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
