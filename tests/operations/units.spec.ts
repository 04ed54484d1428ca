import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const UNITS = join(ROOT, 'deploy', 'systemd');
const names = readdirSync(UNITS).filter((name) => !name.endsWith('.conf'));
const textOf = (name: string): string => readFileSync(join(UNITS, name), 'utf8');
/** Values of a setting, in order; one may stand several times. */
const values = (name: string, setting: string): string[] =>
  [...textOf(name).matchAll(new RegExp(`^${setting}=(.*)$`, 'gm'))].map(([, value = '']) => value);
const SERVICES = names.filter((name) => name.endsWith('.service'));

it('are the service, its backup and the timer of the backup', () => {
  expect(names.sort()).toEqual(['hall-cockpit-backup.service', 'hall-cockpit-backup.timer', 'hall-cockpit.service']);
});

it.each(SERVICES)('%s runs as a user of its own that may write nothing but its data', (name) => {
  expect(values(name, 'User')).toEqual(['hall-cockpit']);
  expect(values(name, 'StateDirectory')).toEqual(['hall-cockpit']);
  for (const setting of ['NoNewPrivileges', 'ProtectHome', 'PrivateTmp', 'PrivateDevices', 'RestrictSUIDSGID'])
    expect([setting, values(name, setting)]).toEqual([setting, ['yes']]);
  expect(values(name, 'ProtectSystem')).toEqual(['strict']);
  expect(values(name, 'CapabilityBoundingSet')).toEqual(['']);
  // Node compiles while it runs, and Postgres of the service shares memory that a backup's end must not take away
  expect([...values(name, 'MemoryDenyWriteExecute'), ...values(name, 'RemoveIPC')]).toEqual([]);
});

it('the service is started again when it fails, and not for settings that are wrong', () => {
  const name = 'hall-cockpit.service';
  expect([values(name, 'Restart'), values(name, 'RestartPreventExitStatus')]).toEqual([['on-failure'], ['2']]);
  // the supervisor ends its processes in order: a signal to all of them at once would not
  expect(values(name, 'KillMode')).toEqual(['mixed']);
});

it('call commands that there are', () => {
  const called = SERVICES.flatMap((name) => values(name, 'ExecStart')).map((line) => line.split(' ')[1] ?? '');
  expect(called).toEqual(expect.arrayContaining(['serve', 'backup']));
  const known = readFileSync(join(ROOT, 'docs', 'commands.md'), 'utf8');
  for (const command of called) expect(known).toContain(`## cockpit ${command}\n`);
});

it('pass systemd’s own examination, and expose little', () => {
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) return;
  const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-units-'));
  try {
    for (const name of names)
      writeFileSync(join(dir, name), textOf(name).replaceAll('/opt/hall-cockpit/cockpit', process.execPath));
    const analyze = (...args: string[]): string =>
      execFileSync('systemd-analyze', args, {
        encoding: 'utf8',
        env: { ...process.env, SYSTEMD_UNIT_PATH: `${dir}:` },
        stdio: 'pipe',
      });
    analyze('verify', ...names.map((name) => join(dir, name)));
    for (const name of SERVICES)
      // 0 is shut, 10 open; the threshold is in tenths
      analyze('security', '--offline=true', '--threshold=20', join(dir, name));
  } finally {
    rmSync(dir, { recursive: true });
  }
});
