import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, isAlive } from '@cockpit/engines';
import { z } from 'zod';

const MAIN = resolve(__dirname, '..', '..', 'dist', 'apps', 'embedded', 'src', 'main.js');
/** everything of it starts on a machine that is busy with other tests */
const PATIENCE_MS = 150_000;
class Demo {
  output = '';
  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
  ) {
    const hear = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  }

  static start(dataDir: string, port: number): Demo {
    if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: npm run build`);
    const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, NODE_ENV: 'production' };
    return new Demo(
      spawn(process.execPath, [MAIN, '--no-simulator'], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
      `http://127.0.0.1:${String(port)}`,
    );
  }

  async ready(): Promise<void> {
    await eventually(
      async () => {
        if (this.child.exitCode !== null) throw new Error(`it ended early:\n${this.output}`);
        return (await fetch(`${this.url}/health/ready`)).ok;
      },
      () => this.output,
    );
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
    return this.child.exitCode;
  }
}

async function eventually(check: () => Promise<boolean> | boolean, told: () => string = () => ''): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  let last = '';
  while (Date.now() < end) {
    try {
      if (await check()) return;
    } catch (error) {
      last = String(error);
      if (last.includes('it ended early')) throw error;
    }
    await sleep(100);
  }
  throw new Error(`did not come about within ${String(PATIENCE_MS / 1000)} s: ${last}\n${told()}`);
}

const pidIn = (dataDir: string, name: string): number => Number.parseInt(readFileSync(join(dataDir, name), 'utf8'), 10);
const PID_FILES = ['cockpit.pid', 'redis/redis.pid', 'postgres/postgres.pid', 'clickhouse/clickhouse.pid'];

describe('one machine’s cockpit under its supervisor', () => {
  let dataDir: string;
  let port: number;
  const started: Demo[] = [];
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-demo-'));
    port = await freePort();
  });
  afterEach(async () => {
    for (const demo of started.splice(0))
      if (demo.child.exitCode === null && demo.child.signalCode === null) await demo.end('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
  const start = (): Demo => {
    const demo = Demo.start(dataDir, port);
    started.push(demo);
    return demo;
  };

  it('starts again what is killed, says so, and stops everything in order', async () => {
    const demo = start();
    await demo.ready();
    await eventually(() => existsSync(join(dataDir, 'run.json')));
    const Run = z.object({
      pid: z.number(),
      url: z.string(),
      redisUrl: z.string(),
      postgresUrl: z.string(),
      clickhouseUrl: z.string(),
      clickhouseDatabase: z.string(),
      startedAt: z.string(),
    });
    expect(Run.parse(JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')))).toMatchObject({
      pid: demo.child.pid,
      url: demo.url,
    });
    for (const secret of ['run.json', 'secret', 'engines.json'])
      expect(statSync(join(dataDir, secret)).mode & 0o077).toBe(0);

    for (const file of PID_FILES) {
      const victim = pidIn(dataDir, file);
      process.kill(victim, 'SIGKILL');
      await eventually(
        () => existsSync(join(dataDir, file)) && pidIn(dataDir, file) !== victim,
        () => demo.output,
      );
      await demo.ready();
    }
    for (const name of ['cockpit', 'redis', 'postgres', 'clickhouse']) {
      const told = new RegExp(`${name} ended \\(SIGKILL\\)[\\s\\S]*${name} is back`);
      await eventually(
        () => told.test(demo.output),
        () => demo.output,
      );
    }

    const pids = PID_FILES.map((file) => pidIn(dataDir, file));
    expect(await demo.end('SIGINT')).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
  });

  it('leaves nothing behind that blocks the next start when it is killed itself', async () => {
    const first = start();
    await first.ready();
    const pids = PID_FILES.map((file) => pidIn(dataDir, file));
    const secret = readFileSync(join(dataDir, 'secret'), 'utf8');
    await first.end('SIGKILL');
    const second = start();
    await second.ready();
    await eventually(() => pids.every((pid) => !isAlive(pid)));
    expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(secret);
    await second.end('SIGKILL');
    const left = PID_FILES.map((file) => pidIn(dataDir, file));
    await eventually(() => left.every((pid) => !isAlive(pid)));
  });

  it('refuses a directory that is in use and a port that is taken, and says what to do', async () => {
    const first = start();
    await first.ready();
    const rival = Demo.start(dataDir, await freePort());
    await once(rival.child, 'close');
    expect(rival.child.exitCode).toBe(1);
    expect(rival.output).toMatch(/is in use by a running instance \(pid \d+\)[\s\S]*DATA_DIR/);
    await first.end('SIGTERM');

    const holder = createServer().listen(port, '127.0.0.1');
    await once(holder, 'listening');
    const blocked = start();
    await once(blocked.child, 'close');
    expect(blocked.child.exitCode).toBe(1);
    expect(blocked.output).toMatch(new RegExp(`port ${String(port)} is in use[\\s\\S]*PORT=`));
    holder.close();
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.pid'))).toEqual([]);
  });
});
