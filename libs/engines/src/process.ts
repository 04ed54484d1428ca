import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { portIsFree } from './ports';

/** the descriptor by which the guard of a program notices our end */
const GUARD = 3;

/** One running server of ours. */
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
  /** ends it in good order; SIGKILL follows after `stopMs` */
  stopSignal: NodeJS.Signals;
  stopMs?: number;
  /** where nobody else may be listening yet */
  port?: number;
  /** 127.0.0.1 when absent */
  host?: string;
  /** answers true once it serves */
  ready: () => Promise<boolean>;
  readyMs?: number;
}

/**
 * Starts a server that outlives neither its use nor its starter.
 * @throws with the end of its log when it does not become ready
 */
export async function launch(spec: Launch): Promise<Engine> {
  const { port, host } = spec;
  // what was stopped a moment ago may still be letting go of it
  if (port !== undefined && !(await until(() => portIsFree(port, host), 2000)))
    throw new Error(`${spec.name} did not start: port ${String(port)} is in use by another program`);
  mkdirSync(dirname(spec.logFile), { recursive: true });
  const log = openSync(spec.logFile, 'a', 0o600);
  // a process group of its own: Ctrl-C reaches only the supervisor, which ends everything in the right order
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
    // a full disk: nobody would find it again, and the next try would stand beside it on the same files
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

/** Polls until true; errors count as not yet. */
export async function until(check: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    if (await check().catch(() => false)) return true;
    await sleep(25);
  }
  return false;
}

/**
 * Starts a shell that waits on a pipe from us, and then becomes the program: when we die, however and whenever we die, the pipe closes and that
 * shell ends the program. Engines written in other languages do not notice the death of whoever started them. A line on the pipe ends the shell alone.
 */
function guarded(signal: NodeJS.Signals): string {
  // what cannot end in good order because its neighbours ended first is killed: nothing acknowledged is lost by that
  const end = `kill -${signal.replace('SIG', '')} $$ && sleep 8 && kill -KILL $$`;
  // twice in brackets: it is no child of the program, which would be told of its end
  return `( (trap '' HUP INT TERM; read _ <&${String(GUARD)} || { ${end}; }) >/dev/null 2>&1 & ); exec "$0" "$@" ${String(GUARD)}<&-`;
}

/** Ends what an earlier run left behind, if the pid is still that program and not another that got its number. */
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

/** Signals, waits, and kills what does not end in time. */
async function endProcess(
  pid: number,
  signal: NodeJS.Signals,
  limitMs: number,
  exited?: Promise<string>,
): Promise<void> {
  if (!send(pid, signal)) return;
  const gone = exited?.then(() => true) ?? until(() => Promise.resolve(!isAlive(pid)), limitMs);
  const timer = new AbortController();
  const late = sleep(limitMs, false, { signal: timer.signal, ref: false }).catch(() => false);
  const ended = await Promise.race([gone, late]);
  timer.abort();
  if (ended) return;
  send(pid, 'SIGKILL');
  await until(() => Promise.resolve(!isAlive(pid)), 5000);
}

export function isAlive(pid: number): boolean {
  // a zombie still takes signals but holds nothing
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

/** Runs a helper program to its end. @throws with what it printed when it fails */
export async function run(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'env' | 'cwd'> = {},
): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${String(code)}):\n${said.trimEnd()}`);
  return said;
}
