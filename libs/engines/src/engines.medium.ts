import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { engineOptions } from '../../../tests/support/engine-dir';
import { onPostgres } from '../../../tests/support/on-postgres';
import { freePort, portIsFree } from './ports';
import { startPostgres } from './postgres';
import { isAlive, launch } from './process';
import { startRedis } from './redis';
import { Engines } from './start';

const hook = join(__dirname, '../../../tests/support/typescript-hook.cjs');

describe('engines of one machine', () => {
  it('start a Postgres again whose starter was killed and left it running', async () => {
    const { options, clean } = engineOptions(await freePort());
    const left = await startPostgres(options);
    await onPostgres(left.url, 'CREATE TABLE kept (x int); INSERT INTO kept VALUES (1), (2)');
    const postmaster = Number.parseInt(readFileSync(join(options.dir, 'data', 'postmaster.pid'), 'utf8'), 10);
    expect(postmaster).toBe(left.pid);
    // a second start knows nothing of the first but what lies on the disk, as after the death of a supervisor
    const again = await startPostgres(options);
    expect(isAlive(postmaster)).toBe(false);
    expect(again.pid).not.toBe(postmaster);
    expect(await onPostgres(again.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 2 }]);
    await again.stop();
    await left.stop();
    expect(isAlive(again.pid)).toBe(false);
    clean();
  });

  it('keep every acknowledged entry of Redis through SIGKILL, and take over from one left running', async () => {
    const { options, clean } = engineOptions(await freePort());
    mkdirSync(options.dir, { recursive: true, mode: 0o755 });
    const first = await startRedis(options);
    expect([statSync(options.dir).mode & 0o777, statSync(join(options.logDir, 'redis.log')).mode & 0o777]).toEqual([
      0o700, 0o600,
    ]);
    const redis = new Redis(first.url, { maxRetriesPerRequest: 1, retryStrategy: () => null });
    redis.on('error', () => undefined);
    for (let i = 0; i < 200; i += 1) await redis.xadd('log', '*', 'b', String(i));
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    await first.stop();
    redis.disconnect();
    const second = await startRedis(options);
    const third = await startRedis(options);
    expect(isAlive(second.pid)).toBe(false);
    const reader = new Redis(third.url);
    expect(await reader.xlen('log')).toBe(200);
    reader.disconnect();
    await third.stop();
    await second.stop();
    expect(await portIsFree(options.port)).toBe(true);
    clean();
  });

  it('say what is wrong when an engine cannot start', async () => {
    const { options, clean } = engineOptions(await freePort());
    const holder = await startRedis(options);
    const rival = engineOptions(options.port);
    try {
      await expect(startRedis(rival.options)).rejects.toThrow(/Redis did not start: port \d+ is in use/);
      const broken = launch({
        name: 'Broken',
        url: '',
        command: 'sh',
        args: ['-c', 'echo the disk is full; exit 3'],
        logFile: join(rival.options.dir, 'broken.log'),
        pidFile: join(rival.options.dir, 'broken.pid'),
        stopSignal: 'SIGTERM',
        ready: () => Promise.resolve(false),
      });
      await expect(broken).rejects.toThrow(/Broken did not start: it ended with code 3[\s\S]*the disk is full/);
    } finally {
      await holder.stop();
      rival.clean();
      clean();
    }
  });

  it('leave no process behind whose number could not be written down', async () => {
    const { options, clean } = engineOptions(await freePort());
    const said = join(options.dir, 'pid');
    try {
      await expect(
        launch({
          name: 'Unnoted',
          url: '',
          command: 'sh',
          args: ['-c', `echo $$ > ${said}; exec sleep 60`],
          logFile: join(options.logDir, 'unnoted.log'),
          pidFile: join(options.dir, 'no-such-folder', 'unnoted.pid'),
          stopSignal: 'SIGTERM',
          ready: () => Promise.resolve(true),
        }),
      ).rejects.toThrow('ENOENT');
      // one left running would have noted its number by now
      await sleep(500);
      expect(existsSync(said) && isAlive(Number(readFileSync(said, 'utf8')))).toBe(false);
    } finally {
      clean();
    }
  });

  it('end with their starter even when it is killed in the moment it starts them', async () => {
    const { options, clean } = engineOptions(await freePort());
    const said = join(options.dir, 'pid');
    const spec = {
      name: 'Just started',
      url: '',
      command: process.execPath,
      args: [
        '-e',
        `require('fs').writeFileSync(${JSON.stringify(said)}, String(process.pid)); setInterval(() => {}, 1000)`,
      ],
      logFile: join(options.logDir, 'started.log'),
      pidFile: join(options.dir, 'started.pid'),
      stopSignal: 'SIGTERM',
    };
    const starter = `
      const processes = require('node:child_process');
      const { spawn } = processes;
      processes.spawn = (...of) => {
        spawn(...of);
        process.kill(process.pid, 'SIGKILL');
      };
      const { launch } = require(${JSON.stringify(join(__dirname, 'process.ts'))});
      const spec = ${JSON.stringify(spec)};
      void launch({ ...spec, ready: () => Promise.resolve(false) });`;
    try {
      const killed = spawn(process.execPath, ['-r', hook, '-e', starter], { stdio: 'inherit' });
      expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
      // a program that is ended before its first line cannot say its number
      await sleep(3000);
      expect(existsSync(said) && isAlive(Number(readFileSync(said, 'utf8')))).toBe(false);
    } finally {
      clean();
    }
  });

  it('come back under the address others know, and not under another one', async () => {
    const { options, clean } = engineOptions(await freePort());
    const engines = await Engines.prepare({ dataDir: options.dir, cacheDir: options.cacheDir });
    const first = await engines.start('redis');
    await first.stop();
    const stranger = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    try {
      await expect(engines.start('redis')).rejects.toThrow(/port \d+ is in use/);
      await new Promise((closed) => stranger.close(closed));
      const again = await engines.start('redis');
      expect(again.url).toBe(first.url);
      await again.stop();
    } finally {
      stranger.close();
      clean();
    }
  });
});
