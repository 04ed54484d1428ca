import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '@cockpit/engines';
import { followLog } from './follow-log';
import { groupPort, type Options } from './options';

/** What the simulator says once network, sources and people are there and its halls have opened. */
const READY = 'the demonstration is ready';

export interface ProgramStarter {
  /** keeps what was started running; what has an end is not started again once it came there */
  supervise: (name: string, start: () => Promise<Engine>, ends?: boolean) => Promise<Engine>;
  /** starts the simulator's program under a name and with arguments of its own */
  start: (name: string, args: string[]) => Promise<Engine>;
  say: (line: string) => void;
}

/** The halls of the demonstration, posting from outside like any source, and the process that brings their past. */
export class Demonstration {
  /** network, sources and people are there, and walls live; rejects when that cannot be */
  readonly isReady: Promise<void>;
  private readonly following: (() => void)[] = [];
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
    // whoever waits for it hears of it; before that nobody may be waiting yet
    this.isReady.catch(() => undefined);
  }

  /** Returns once the program runs: what it sets up takes longer. */
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

  /** Days before the first one; goes on where it was cut off. */
  async bringPast(): Promise<void> {
    const { programs } = this;
    this.follow('past', (line) => {
      programs.say(`  ${line}`);
    });
    await programs.supervise('past', () => programs.start('past', this.args(['--past'])), true);
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

  private follow(name: string, hear: (line: string) => void): void {
    const log = this.log(name);
    this.following.push(followLog(log, statSync(log, { throwIfNoEntry: false })?.size ?? 0, hear));
  }

  private log(name: string): string {
    return join(this.options.dataDir, 'logs', `${name}.log`);
  }
}
