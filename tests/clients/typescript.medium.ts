import { spawn, type ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { HallClient, type OutboxEvent } from '../../clients/typescript/src';
import { Outbox } from '../../clients/typescript/src/outbox';
import { freePort } from '@cockpit/engines';
import { Redis } from 'ioredis';
import { DoorModule, openPipeline, until, type Pipeline } from '../ingestion/support';

const ticket = (n: number) => ({
  hallId: 'H32',
  ticketId: `t-${String(n)}`,
  number: `A${String(n)}`,
  queue: 'household',
  channel: 'walk-in',
});
const Entry = z.array(z.object({ id: z.string(), data: z.object({ ticketId: z.string().optional() }) }));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hall-cockpit-client-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function program(file: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['-r', join(__dirname, '../support/typescript-hook.cjs'), join(__dirname, file)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { PATH: process.env['PATH'], ...env },
  });
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

describe('the client of the cockpit', () => {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await openPipeline(DoorModule);
  });
  afterAll(async () => {
    await pipeline.close();
  });

  /** what lies in the log, by ticket: how often */
  async function logged(): Promise<Map<string, number>> {
    const redis = new Redis(pipeline.stores.redisUrl);
    const counts = new Map<string, number>();
    for (let partition = 0; partition < pipeline.stores.settings.logPartitions; partition++) {
      for (const [, [, body = '[]']] of await redis.xrange(`log:${String(partition)}`, '-', '+')) {
        for (const {
          data: { ticketId = '' },
        } of Entry.parse(JSON.parse(body)))
          counts.set(ticketId, (counts.get(ticketId) ?? 0) + 1);
      }
    }
    redis.disconnect();
    return counts;
  }

  it('loses nothing and doubles nothing while it and the door are killed in turn', async () => {
    const { redisUrl, postgresUrl, clickhouseUrl, clickhouseDatabase, secret, dataDir } = pipeline.stores.settings;
    const port = await freePort();
    const door = () =>
      program('door-process.ts', {
        REDIS_URL: redisUrl,
        POSTGRES_URL: postgresUrl,
        CLICKHOUSE_URL: clickhouseUrl,
        CLICKHOUSE_DATABASE: clickhouseDatabase,
        COCKPIT_SECRET: secret,
        DATA_DIR: dataDir,
        PORT: String(port),
        LOG_LEVEL: 'fatal',
      });
    const url = `http://127.0.0.1:${String(port)}`;
    const promised = new Set<number>();
    const sender = () => {
      const child = program('sender-process.ts', {
        COCKPIT_URL: url,
        COCKPIT_KEY: pipeline.key,
        DIRECTORY: directory,
        FROM: String(Math.max(-1, ...promised) + 1000),
      });
      let heard = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        const lines = (heard + chunk.toString()).split('\n');
        heard = lines.pop() ?? '';
        for (const line of lines) promised.add(Number(line));
      });
      return child;
    };
    let serving = door();
    for (let round = 0; round < 3; round++) {
      const before = promised.size;
      const sending = sender();
      await until(
        () => Promise.resolve(promised.size),
        (size) => size > before + 100,
        30_000,
      );
      await kill(serving);
      await until(
        () => Promise.resolve(promised.size),
        (size) => size > before + 200,
        30_000,
      );
      serving = door();
      await sleep(round * 700);
      await kill(sending);
    }
    const client = await HallClient.open({ url, key: pipeline.key, source: '/ticketing', directory });
    expect(await client.close(30_000)).toBe(true);
    const counts = await logged();
    await kill(serving);
    expect([...promised].filter((n) => !counts.has(`c-${String(n)}`))).toEqual([]);
    expect([...counts.values()].filter((count) => count !== 1)).toEqual([]);
  });

  it('tells what was rejected and goes on', async () => {
    const rejected: [string, string][] = [];
    const client = await HallClient.open({
      url: pipeline.running.url,
      key: pipeline.key,
      source: '/ticketing',
      directory,
      onRejected: (event, { reason }) => rejected.push([event.id, reason]),
    });
    await client.send('hall.ticket.issued', { ...ticket(1), hallId: 'H99' }, { id: 'bad' });
    await client.send('hall.ticket.issued', ticket(2), { id: 'good', time: new Date('2026-03-04T09:00:00+08:00') });
    await client.send('hall.ticket.issued', ticket(2), { id: 'good', time: new Date('2026-03-04T09:00:00+08:00') });
    expect(await client.close()).toBe(true);
    expect(rejected).toEqual([['bad', 'unknown-hall']]);
    expect(readFileSync(join(directory, 'rejected.ndjson'), 'utf8')).toContain('"reason":"unknown-hall"');
    expect((await logged()).get('t-2')).toBe(1);
  });

  it('passes over a line torn by a crash, which nobody was promised', async () => {
    const offline = await HallClient.open({ url: 'http://127.0.0.1:9', key: 'x', source: '/ticketing', directory });
    await offline.send('hall.ticket.issued', ticket(10));
    expect(await offline.close(200)).toBe(false);
    const [segment = ''] = readdirSync(directory).filter((name) => name.endsWith('.ndjson'));
    appendFileSync(join(directory, segment), '{"specversion":"1.0","id":"torn');
    const client = await HallClient.open({
      url: pipeline.running.url,
      key: pipeline.key,
      source: '/ticketing',
      directory,
    });
    await client.send('hall.ticket.issued', ticket(11));
    expect(await client.close()).toBe(true);
    expect([(await logged()).get('t-10'), (await logged()).get('t-11')]).toEqual([1, 1]);
  });
});

describe('against a cockpit that is busy', () => {
  it('waits as long as it is told, keeps the ids, and halves what is too large', async () => {
    const seen: { at: number; ids: string[] }[] = [];
    const answers = [429, 503, 413, 202, 202];
    const server: Server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        seen.push({ at: performance.now(), ids: (JSON.parse(body) as OutboxEvent[]).map(({ id }) => id) });
        const status = answers.shift() ?? 500;
        response
          .writeHead(status, status === 429 ? { 'retry-after': '1' } : {})
          .end(status === 202 ? '{"accepted":1,"rejected":[]}' : '{}');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const offline = await HallClient.open({ url: 'http://127.0.0.1:9', key: 'k', source: '/s', directory });
    const ids = [await offline.send('a', {}), await offline.send('a', {})];
    await offline.close(50);
    const waits: number[] = [];
    const client = await HallClient.open({
      url,
      key: 'k',
      source: '/s',
      directory,
      onTrouble: (_, waitMs) => waits.push(waitMs),
    });
    expect(await client.close(20_000)).toBe(true);
    server.close();
    expect(seen.map((each) => each.ids)).toEqual([ids, ids, ids, ids.slice(0, 1), ids.slice(1)]);
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBeGreaterThanOrEqual(990);
    expect(waits[0]).toBe(1000);
    expect(waits).toHaveLength(2);
  });

  it('does not fill the disk without end', async () => {
    const client = await HallClient.open({
      url: 'http://127.0.0.1:9',
      key: 'k',
      source: '/s',
      directory,
      maxBytes: 500,
    });
    await expect(
      (async () => {
        for (let i = 0; i < 20; i++) await client.send('a', { i });
      })(),
    ).rejects.toThrow(/waiting on the disk/);
    await client.close(50);
  });
});

describe('a directory', () => {
  const lock = (): string => join(directory, 'lock');
  const client = () => HallClient.open({ url: 'http://127.0.0.1:9', key: 'k', source: '/s', directory });

  it('is one client’s, of one process, until it is closed or its process is gone', async () => {
    const other = program('sender-process.ts', {
      COCKPIT_URL: 'http://127.0.0.1:9',
      COCKPIT_KEY: 'k',
      DIRECTORY: directory,
    });
    await until(
      () =>
        new Promise((heard) =>
          other.stdout?.once('data', () => {
            heard(true);
          }),
        ),
      Boolean,
    );
    await expect(client()).rejects.toThrow(`process ${String(other.pid)} sends`);
    await kill(other);
    const first = await client();
    await expect(client()).rejects.toThrow('another client of this process');
    await first.close(50);
    expect(readdirSync(directory)).not.toContain('lock');
    await (await client()).close(50);
  });

  it.each([
    ['this process', process.pid],
    ['another process', process.ppid],
  ])('is taken over from one before whose number %s has now', async (_, pid) => {
    writeFileSync(lock(), `${String(pid)} 1`);
    const taken = await client();
    expect(readFileSync(lock(), 'utf8')).toMatch(new RegExp(`^${String(process.pid)} (?!1$)`));
    await taken.close(50);
  });

  it('keeps the last of what was rejected', async () => {
    const outbox = await Outbox.open(directory);
    writeFileSync(join(directory, 'rejected.ndjson'), Buffer.alloc(16 * 1024 * 1024));
    await outbox.keepRejected({ id: 'last' });
    await outbox.close();
    expect(readFileSync(join(directory, 'rejected.ndjson'), 'utf8')).toBe('{"id":"last"}\n');
    expect(statSync(join(directory, 'rejected.1.ndjson')).size).toBe(16 * 1024 * 1024);
  });
});

describe('a client whose disk is full', () => {
  /** A cockpit that takes everything, and what it took. */
  async function taking(): Promise<{ url: string; ids: string[]; close: () => void }> {
    const ids: string[] = [];
    const server: Server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        ids.push(...(JSON.parse(body) as OutboxEvent[]).map(({ id }) => id));
        response.writeHead(202).end('{"accepted":1,"rejected":[]}');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return {
      url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
      ids,
      close: () => {
        server.close();
      },
    };
  }

  it('promises nothing for the event it could not write, and loses none that comes after it', async () => {
    const offline = await HallClient.open({ url: 'http://127.0.0.1:9', key: 'k', source: '/s', directory });
    await offline.send('a', {}, { id: 'before' });
    const handle = await open(join(directory, 'any'), 'w');
    const full = jest
      .spyOn(Object.getPrototypeOf(handle) as FileHandle, 'appendFile')
      .mockImplementationOnce(async function (this: FileHandle, line) {
        await this.write((line as Buffer).subarray(0, 30));
        throw new Error('ENOSPC: no space left on device, write');
      });
    await handle.close();
    await expect(offline.send('a', {}, { id: 'refused' })).rejects.toThrow('ENOSPC');
    full.mockRestore();
    await offline.send('a', {}, { id: 'after' });
    await offline.close(50);
    const cockpit = await taking();
    const client = await HallClient.open({ url: cockpit.url, key: 'k', source: '/s', directory });
    expect(await client.close()).toBe(true);
    cockpit.close();
    expect(cockpit.ids).toEqual(['before', 'after']);
  });

  it('goes on sending when it can note again how far it has come, and does not take the program down', async () => {
    const cockpit = await taking();
    // where the note is to be written stands something else
    mkdirSync(join(directory, 'acknowledged.new'));
    const troubles: string[] = [];
    const client = await HallClient.open({
      url: cockpit.url,
      key: 'k',
      source: '/s',
      directory,
      onTrouble: (why) => troubles.push(why),
    });
    await client.send('a', {}, { id: 'one' });
    await until(
      () => Promise.resolve(troubles.length),
      (n) => n > 0,
    );
    rmdirSync(join(directory, 'acknowledged.new'));
    await client.send('a', {}, { id: 'two' });
    expect(await client.close()).toBe(true);
    cockpit.close();
    expect(new Set(cockpit.ids)).toEqual(new Set(['one', 'two']));
    expect(troubles[0]).toContain('EISDIR');
  });

  it('sends everything again when a power cut has spoilt its note', async () => {
    const offline = await HallClient.open({ url: 'http://127.0.0.1:9', key: 'k', source: '/s', directory });
    await offline.send('a', {}, { id: 'one' });
    await offline.close(50);
    writeFileSync(join(directory, 'acknowledged'), '\0\0\0');
    const cockpit = await taking();
    const client = await HallClient.open({ url: cockpit.url, key: 'k', source: '/s', directory });
    expect(await client.close()).toBe(true);
    cockpit.close();
    expect(cockpit.ids).toEqual(['one']);
  });
});
