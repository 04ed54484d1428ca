import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { portIsFree } from './ports';

/** file descriptor by which a program's guard notices that we ended */
const GUARD = 3;

/** A running server process. */
export interface Engine {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** resolves, never rejects, with how it ended */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

export interface Launch {
  name: string;
  url: string;
  command: string;
  args: readonly string[];
  options?: Pick<SpawnOptions, 'env' | 'cwd' | 'uid' | 'gid'>;
  logFile: string;
  pidFile: string;
  /** signal for a graceful stop; SIGKILL follows after `stopMs` */
  stopSignal: NodeJS.Signals;
  stopMs?: number;
  /** port that must be free */
  port?: number;
  /** default: 127.0.0.1 */
  host?: string;
  /** answers true once it serves */
  ready: () => Promise<boolean>;
  readyMs?: number;
}

/**
 * Starts a server that ends with its use or its starter.
 * @throws with the end of its log when it does not become ready
 */
export async function launch(spec: Launch): Promise<Engine> {
  const { port, host } = spec;
  // a process just stopped may still hold the port
  if (port !== undefined && !(await until(() => portIsFree(port, host), 2000)))
    throw new Error(`${spec.name} did not start: port ${String(port)} is in use by another program`);
  mkdirSync(dirname(spec.logFile), { recursive: true });
  const log = openSync(spec.logFile, 'a', 0o600);
  // its own process group: Ctrl-C reaches only the supervisor, which stops everything in order
  const child = spawn('sh', ['-c', guarded(spec.stopSignal), spec.command, ...spec.args], {
    ...spec.options,
    detached: true,
    stdio: ['ignore', log, log, 'pipe'],
  });
  closeSync(log);
  const guard = child.stdio[GUARD] as Socket;
  // the guard may be gone already
  guard.on('error', () => undefined);
  guard.unref();
  const exited = new Promise<string>((done) => {
    child.once('exit', (code, signal) => {
      guard.end('ended\n');
      done(signal ?? `code ${String(code)}`);
    });
    child.once('error', (error) => {
      done(error.message);
    });
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${spec.name} cannot be started: ${await exited}`);
  const stop = async (): Promise<void> => {
    await endProcess(pid, spec.stopSignal, spec.stopMs ?? 15_000, exited);
    rmSync(spec.pidFile, { force: true });
  };
  try {
    writeFileSync(spec.pidFile, `${String(pid)}\n`);
  } catch (error) {
    // on a full disk the pid is not recorded: nobody could stop it, and the next start would use the same files
    await stop();
    throw error;
  }
  await becomeReady(spec, exited, stop);
  return { name: spec.name, url: spec.url, pid, exited, stop };
}

async function becomeReady(spec: Launch, exited: Promise<string>, stop: () => Promise<void>): Promise<void> {
  const limit = spec.readyMs ?? 60_000;
  const verdict = await Promise.race([
    exited.then((how) => `it ended with ${how}`),
    until(spec.ready, limit).then((ok) => (ok ? '' : `it did not answer within ${String(limit / 1000)} s`)),
  ]);
  if (verdict === '') return;
  await stop();
  throw new Error(`${spec.name} did not start: ${verdict}\n${tail(spec.logFile)}\n  (all of it: ${spec.logFile})`);
}

/** Polls until true; errors count as false. */
export async function until(check: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    if (await check().catch(() => false)) return true;
    await sleep(25);
  }
  return false;
}

/**
 * Shell script that starts a guard waiting on a pipe from us and then becomes the program. When we die in any way, the
 * pipe closes and the guard ends the program, because engines do not notice the death of their starter. A line on the
 * pipe ends only the guard.
 */
function guarded(signal: NodeJS.Signals): string {
  // killed when it cannot end gracefully because others ended first; nothing acknowledged is lost
  const end = `kill -${signal.replace('SIG', '')} $$ && sleep 8 && kill -KILL $$`;
  // double subshell: the guard must not be the program's child, which would be notified of its end
  return `( (trap '' HUP INT TERM; read _ <&${String(GUARD)} || { ${end}; }) >/dev/null 2>&1 & ); exec "$0" "$@" ${String(GUARD)}<&-`;
}

/** Ends a leftover of an earlier run, if the pid still belongs to that program. */
export async function stopLeftover(
  pidFile: string,
  program: string,
  signal: NodeJS.Signals,
  limitMs = 15_000,
): Promise<boolean> {
  if (!existsSync(pidFile)) return false;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  const found = Number.isInteger(pid) && pid > 1 && commandLine(pid).includes(program);
  if (found) await endProcess(pid, signal, limitMs);
  rmSync(pidFile, { force: true });
  return found;
}

/** Signals, waits, and kills after the time limit. */
async function endProcess(
  pid: number,
  signal: NodeJS.Signals,
  limitMs: number,
  exited?: Promise<string>,
): Promise<void> {
  if (!send(pid, signal)) return;
  const hasEnded = exited?.then(() => true) ?? until(() => Promise.resolve(!isAlive(pid)), limitMs);
  const timer = new AbortController();
  const late = sleep(limitMs, false, { signal: timer.signal, ref: false }).catch(() => false);
  const ended = await Promise.race([hasEnded, late]);
  timer.abort();
  if (ended) return;
  send(pid, 'SIGKILL');
  await until(() => Promise.resolve(!isAlive(pid)), 5000);
}

export function isAlive(pid: number): boolean {
  // a zombie accepts signals but holds nothing
  return send(pid, 0) && !/^State:\s+Z/m.test(readOr(`/proc/${String(pid)}/status`));
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

export const commandLine = (pid: number): string => readOr(`/proc/${String(pid)}/cmdline`).replaceAll('\0', ' ');

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const tail = (file: string): string =>
  readOr(file)
    .trimEnd()
    .split('\n')
    .slice(-12)
    .map((line) => `  | ${line}`)
    .join('\n');

/**
 * Runs a helper program to its end.
 * @throws with its output when it fails
 */
export async function run(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'env' | 'cwd'> = {},
): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${String(code)}):\n${output.trimEnd()}`);
  return output;
}
