import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sayLine } from './say-line';

const hook = resolve(__dirname, '..', '..', '..', 'tests', 'support', 'typescript-hook.cjs');
const LOGGING = `
  const { loggerParams } = require(${JSON.stringify(join(__dirname, 'logger'))});
  const logger = require('pino')(...loggerParams({ logLevel: 'info' }, 'probe').pinoHttp);
  process.exitCode = 7;
  let said = 0;
  const timer = setInterval(() => {
    logger.error('a line for which there is no room');
    if (++said < 5) return;
    clearInterval(timer);
    process.exitCode = 0;
  }, 20);
`;

it.each(['/dev/full', '/dev/null'])('a process whose log is %s works on and ends when it is done', (log) => {
  const out = openSync(log, 'w');
  try {
    const { status, signal } = spawnSync(process.execPath, ['-r', hook, '-e', LOGGING], {
      stdio: ['ignore', out, out],
      timeout: 20_000,
    });
    expect({ status, signal }).toEqual({ status: 0, signal: null });
  } finally {
    closeSync(out);
  }
});

it('writes everything where there is room', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-say-'));
  const file = openSync(join(dir, 'log'), 'a');
  try {
    for (const line of ['一\n', 'x'.repeat(200_000), '\n']) sayLine(line, file);
    expect(readFileSync(join(dir, 'log'), 'utf8')).toBe(`一\n${'x'.repeat(200_000)}\n`);
  } finally {
    closeSync(file);
    rmSync(dir, { recursive: true });
  }
});
