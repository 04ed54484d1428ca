import { gunzipSync } from 'node:zlib';
import { Controller, Get, Module, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { request } from 'undici';
import { z } from 'zod';
import { AppError, ZodAnswer, ZodBody, ZodQuery, conflict, unavailable } from './index';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../tests/support/engines';

const Note = z.object({ text: z.string() });
type Note = z.infer<typeof Note>;
const Order = z.object({ name: z.string().min(2), lines: z.array(z.object({ count: z.int() })) });
const Filter = z.object({ limit: z.coerce.number().int().max(10).optional(), day: z.iso.date() });

const LINES = Array.from({ length: 500 }, (_, i) => `窗口 ${String(i)}`);

@Controller('probe')
class ProbeController {
  @Post('orders')
  @ZodAnswer(z.object({ name: z.string() }), { status: 201 })
  order(@ZodBody(Order) body: z.infer<typeof Order>): { name: string } {
    return { name: body.name };
  }

  // a schema and its type under one name, as the contracts write them
  @Post('notes')
  note(@ZodBody(Note) body: Note): Note {
    return body;
  }

  @Get('list')
  list(@ZodQuery(Filter) query: z.infer<typeof Filter>): z.infer<typeof Filter> {
    return query;
  }

  @Get('asked') asked(@Req() { ip, protocol }: FastifyRequest): { ip: string; protocol: string } {
    return { ip, protocol };
  }
  @Get('long') long(): { lines: string[] } {
    return { lines: LINES };
  }
  @Get('conflict') conflict(): never {
    throw conflict('number-taken', 'the name is taken');
  }
  @Get('busy') busy(): never {
    throw unavailable('the backlog is full', 7);
  }
  @Get('broken') broken(): never {
    throw new Error('a detail nobody outside may read');
  }
  @Get('logged') logged(): never {
    throw new AppError('bad-request', 418, { logLevel: 'warn' });
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

describe('the platform under a module', () => {
  let stores: Stores;
  let app: RunningApp;
  beforeAll(async () => {
    stores = await freshStores({ LOG_LEVEL: 'silent' });
    app = await bootApp(stores, ProbeModule);
  });
  afterAll(async () => {
    await app.close();
    await stores.dispose();
  });

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${app.url}${path}`, { headers });
  const post = (path: string, body: string) =>
    fetch(`${app.url}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });

  it('sends a long answer compressed to those who take it, and as it is to others and where it is short', async () => {
    const packed = await request(`${app.url}/probe/long`, { headers: { 'accept-encoding': 'gzip, br' } });
    const plain = await request(`${app.url}/probe/long`);
    const bytes = Buffer.from(await packed.body.arrayBuffer());
    const whole = await plain.body.text();
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(gunzipSync(bytes).toString()).toBe(whole);
    expect(bytes.length).toBeLessThan(Buffer.byteLength(whole) / 3);
    expect(packed.headers['vary']).toContain('accept-encoding');
    const short = await request(`${app.url}/probe/asked`, { headers: { 'accept-encoding': 'gzip' } });
    expect(short.headers['content-encoding']).toBeUndefined();
  });

  it('names every fault of a body with its path', async () => {
    const response = await post(
      '/probe/orders',
      JSON.stringify({ name: 'x', lines: [{ count: 1 }, { count: 'two' }] }),
    );
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await response.json()) as { code: string; instance: string; errors: { path: string }[] };
    expect(problem).toMatchObject({ code: 'invalid-body', status: 422, instance: '/probe/orders' });
    expect(problem.errors.map((fault) => fault.path)).toEqual(['name', 'lines.1.count']);
  });

  it('answers 400 for a query that is not usable and for a body that is not JSON', async () => {
    const query = await get('/probe/list?limit=11&day=yesterday');
    expect(query.status).toBe(400);
    expect(await query.json()).toMatchObject({ code: 'invalid-query', errors: [{ path: 'limit' }, { path: 'day' }] });
    const body = await post('/probe/orders', '{"name": ');
    expect(body.status).toBe(400);
    expect(body.headers.get('content-type')).toBe('application/problem+json');
  });

  it('hands parsed values on', async () => {
    expect(await (await get('/probe/list?limit=3&day=2026-11-20')).json()).toEqual({ limit: 3, day: '2026-11-20' });
    expect((await post('/probe/orders', JSON.stringify({ name: 'order', lines: [] }))).status).toBe(201);
  });

  it('renders expected failures with their code and headers', async () => {
    const taken = await get('/probe/conflict');
    expect(taken.status).toBe(409);
    expect(await taken.json()).toMatchObject({
      type: 'urn:hall-cockpit:problem:number-taken',
      title: 'Conflict',
      code: 'number-taken',
      detail: 'the name is taken',
    });
    const busy = await get('/probe/busy');
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '7']);
    expect((await get('/probe/logged')).status).toBe(418);
  });

  it('keeps the inside of an unexpected failure to itself', async () => {
    const response = await get('/probe/broken');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('nobody outside');
    expect(JSON.parse(text)).toMatchObject({ code: 'internal', status: 500 });
  });

  it('answers a route that is not there with a problem document', async () => {
    const response = await get('/nowhere');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not-found', instance: '/nowhere' });
  });

  it('carries the correlation id of the caller, and makes one when it is missing or unusable', async () => {
    const kept = await get('/probe/conflict', { 'x-correlation-id': 'door-17' });
    expect(kept.headers.get('x-correlation-id')).toBe('door-17');
    expect(await kept.json()).toMatchObject({ correlationId: 'door-17' });
    const made = await get('/probe/conflict', { 'x-correlation-id': 'with space' });
    expect(made.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is ready when its stores answer, and shows metrics', async () => {
    let ready = await get('/health/ready');
    // other tests keep the same engines busy
    for (const end = performance.now() + 60_000; ready.status !== 200 && performance.now() < end;)
      ready = await get('/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      ok: true,
      checks: { redis: 'ok', postgres: 'ok', clickhouse: 'ok', 'clickhouse-parts': 'ok', migrations: 'ok' },
    });
    expect((await get('/health/live')).status).toBe(200);
    const metrics = await (await get('/metrics')).text();
    for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_seconds', 'cockpit_disk_free_bytes'])
      expect(metrics).toMatch(new RegExp(`^${name} [\\d.e+-]+$`, 'm'));
    expect(metrics).toMatch(/^cockpit_build_info\{version="\d[^"]*",commit="[^"]+"\} 1$/m);
  });

  it('describes its routes in OpenAPI 3.1 from the schemas that parse them', async () => {
    const document = (await (await get('/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, Record<string, unknown>>>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/probe/orders']?.['post']).toMatchObject({
      requestBody: { content: { 'application/json': { schema: { required: ['name', 'lines'] } } } },
      responses: { 201: { content: { 'application/json': { schema: { properties: { name: { type: 'string' } } } } } } },
    });
    expect(document.paths['/probe/notes']?.['post']).toMatchObject({
      requestBody: { content: { 'application/json': { schema: { required: ['text'] } } } },
    });
    expect(document.paths['/probe/list']?.['get']).toMatchObject({
      parameters: [
        { name: 'limit', required: false },
        { name: 'day', required: true },
      ],
    });
  });

  it('believes a trusted proxy about address and https, and nobody else', async () => {
    const said = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
    expect(await (await get('/probe/asked', said)).json()).toEqual({ ip: '203.0.113.7', protocol: 'https' });
    const wary = await bootApp(stores, ProbeModule, { trustedProxies: ['10.0.0.0/8'] });
    try {
      expect(await (await fetch(`${wary.url}/probe/asked`, { headers: said })).json()).toEqual({
        ip: '127.0.0.1',
        protocol: 'http',
      });
    } finally {
      await wary.close();
    }
  });
});
