import { Problem } from '@cockpit/contracts';
import { DoorModule, answerOf, issued, openPipeline, type Pipeline } from './support';

describe('a door with limits', () => {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await openPipeline(DoorModule, { backlogLimit: 5, retentionDays: 30 });
  });
  afterAll(async () => {
    await pipeline.close();
  });
  const now = () => new Date().toISOString();

  it('refuses what is older than the retention', async () => {
    const answer = await answerOf(
      await pipeline.post([issued('old', {}, '2020-01-01T00:00:00Z'), issued('new', {}, now())]),
    );
    expect(answer).toMatchObject({
      accepted: 1,
      rejected: [{ id: 'old', reason: 'older-than-retention', path: 'time' }],
    });
  });

  it('leaves room for others: a source may have waiting as much as is still free', async () => {
    const time = now();
    const refused = await pipeline.post(Array.from({ length: 4 }, (_, i) => issued(`s${String(i)}`, {}, time)));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Problem.parse(await refused.json())).toMatchObject({ code: 'backlog-share' });
  });

  it('says when to come back at the backlog limit, and takes nothing of that request', async () => {
    const time = now();
    const batch = (n: number) => Array.from({ length: n }, (_, i) => issued(`b${String(i)}`, {}, time));
    const refused = await pipeline.post(batch(10));
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Problem.parse(await refused.json())).toMatchObject({ code: 'backlog-full' });
    expect((await pipeline.status()).backlog).toBe(1);
    expect(await answerOf(await pipeline.post(batch(3)))).toEqual({ accepted: 3, rejected: [] });
  });
});

describe('the description of the door', () => {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await openPipeline(DoorModule);
  });
  afterAll(async () => {
    await pipeline.close();
  });

  it('stands in the OpenAPI document', async () => {
    const document = (await (await fetch(`${pipeline.running.url}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, { post?: { requestBody: { content: object } } }>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths['/v1/events']?.post?.requestBody.content ?? {})).toContain(
      'application/cloudevents-batch+json',
    );
    expect(document.paths['/v1/visits']).toBeDefined();
  });
});
