import { statSync, closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '@cockpit/engines';
import { groupPort, type Options } from './options';

/** The simulator's log message once network, sources and people exist and its halls are open. */
const READY = 'the demonstration is ready';
const PAST_AFTER_MS = 5_000;

export interface ProgramStarter {
  /** keeps the process running; with `ends` a successful exit is final */
  supervise: (name: string, start: () => Promise<Engine>, ends?: boolean) => Promise<Engine>;
  /** starts the simulator with a process name and arguments */
  start: (name: string, args: string[]) => Promise<Engine>;
  say: (line: string) => void;
}

/** The demonstration's halls, which post over HTTP like any source, and the process that brings their past. */
export class Demonstration {
  /** network, sources and people exist, and walls are live; rejects on failure */
  readonly isReady: Promise<void>;
  private readonly following: (() => void)[] = [];
  private pastTimer: NodeJS.Timeout | undefined;
  private ready: () => void = () => undefined;
  private failed: (error: Error) => void = () => undefined;

  constructor(
    private readonly options: Options,
    private readonly url: string,
    private readonly programs: ProgramStarter,
  ) {
    this.isReady = new Promise((resolve, reject) => {
      this.ready = resolve;
      this.failed = reject;
    });
    // handled by whoever awaits it; it may fail before that
    this.isReady.catch(() => undefined);
  }

  /** Resolves once the program runs; its set-up takes longer. */
  async begin(): Promise<void> {
    const { options, programs } = this;
    this.follow('simulator', (line) => {
      if (line === READY) this.ready();
      else programs.say(`  ${line}`);
    });
    if (options.simulator) {
      const played = [...['--speed', String(options.speed)], ...['--group-port', String(groupPort(options.port))]];
      await programs.supervise('simulator', () => programs.start('simulator', this.args(played)));
      return;
    }
    const setting = await programs.start('simulator', this.args(['--set-up-only']));
    void setting.exited.then((how) => {
      if (how !== 'code 0')
        this.failed(new Error(`the demonstration could not be set up (${how}); see ${this.log('simulator')}`));
    });
  }

  /** Brings the days before the first one, once the walls have had the machine; continues after an interruption. */
  bringPast(): void {
    const { programs } = this;
    this.follow('past', (line) => {
      programs.say(`  ${line}`);
    });
    this.pastTimer = setTimeout(() => {
      programs
        .supervise('past', () => programs.start('past', this.args(['--past'])), true)
        .catch((error: unknown) => {
          programs.say(`✗ the past: ${String(error)}`);
        });
    }, PAST_AFTER_MS);
  }

  /** Starts no further program. */
  cancel(): void {
    clearTimeout(this.pastTimer);
  }

  stopFollowing(): void {
    for (const stop of this.following.splice(0)) stop();
  }

  private args(more: readonly string[]): string[] {
    const { dataDir, historyDays } = this.options;
    return [
      ...['--url', this.url],
      ...['--data-dir', dataDir],
      ...(historyDays === undefined ? [] : ['--history', String(historyDays)]),
      ...more,
    ];
  }

  private follow(name: string, onLine: (line: string) => void): void {
    const log = this.log(name);
    this.following.push(followLog(log, statSync(log, { throwIfNoEntry: false })?.size ?? 0, onLine));
  }

  private log(name: string): string {
    return join(this.options.dataDir, 'logs', `${name}.log`);
  }
}

/**
 * Calls `hear` for each line added to a file after its first `from` bytes.
 * @returns function that stops, after the last line
 */
function followLog(file: string, from: number, onLine: (line: string) => void): () => void {
  let at = from;
  let rest = '';
  const read = (): void => {
    const chunk = readFrom(file, at);
    at += chunk.length;
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') onLine(line);
  };
  const timer = setInterval(read, 100);
  return () => {
    clearInterval(timer);
    read();
  };
}

function readFrom(file: string, at: number): Buffer {
  // the file has no content yet
  if (!existsSync(file)) return Buffer.alloc(0);
  const handle = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(Math.max(0, fstatSync(handle).size - at));
    return chunk.subarray(0, readSync(handle, chunk, 0, chunk.length, at));
  } finally {
    closeSync(handle);
  }
}
