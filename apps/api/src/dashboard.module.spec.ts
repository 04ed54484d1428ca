import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpAdapterHost } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Settings } from '@cockpit/platform';
import { DashboardModule } from './dashboard.module';

const root = mkdtempSync(join(tmpdir(), 'dashboards-'));
for (const folder of ['assets', '.vite']) mkdirSync(join(root, folder));
for (const [file, text] of [
  ['index.html', '<!doctype html>'],
  ['assets/a.js', 'plain'],
  ['assets/a.js.gz', 'small'],
  ['.vite/manifest.json', '{}'],
] as const)
  writeFileSync(join(root, file), text);
afterAll(() => {
  rmSync(root, { recursive: true });
});

it('serves files by their names and the page for the bare address, and for every other path only to a browser', async () => {
  const adapter = new FastifyAdapter();
  const host = new HttpAdapterHost<FastifyAdapter>();
  host.httpAdapter = adapter;
  await new DashboardModule({ dashboardDir: root } as Settings, host).onModuleInit();
  const server = adapter.getInstance();
  const ask = async (url: string, accept = '*/*'): Promise<string> => {
    const answer = await server.inject({ method: 'GET', url, headers: { accept } });
    return answer.statusCode === 200 ? answer.body : String(answer.statusCode);
  };
  expect(await ask('/')).toBe('<!doctype html>');
  expect(await ask('/assets/a.js')).toBe('plain');
  expect(await ask('/assets/a.js.gz')).toBe('404');
  expect(await ask('/.vite/manifest.json')).toBe('404');
  expect(await ask('/assets', 'text/html')).toBe('<!doctype html>');
  expect(await ask('/wall/H32', 'text/html')).toBe('<!doctype html>');
  expect(await ask('/wall/H32')).toBe('404');
  expect(await ask('/v1/unknown', 'text/html')).toBe('404');
  await server.close();
});
