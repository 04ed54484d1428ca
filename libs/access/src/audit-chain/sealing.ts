import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { INTERVALS, Signals, costs, type Intervals } from '@cockpit/platform';
import { AuditChain } from './audit-chain';

const ENTRIES = 'audit_entry';

const isOver = (signal: AbortSignal): boolean => signal.aborted;

/** Keeps the audit chain up to date; runs in every process, and the first one to get the lock seals. */
@Injectable()
export class AuditSealing implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('audit');
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly chain: AuditChain,
    private readonly signals: Signals,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {}

  onModuleInit(): void {
    this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    const { auditSeal } = this.intervals;
    while (!signal.aborted) {
      // collects entries that follow quickly, to link them together
      await sleep(auditSeal, undefined, { signal, ref: false }).catch(() => undefined);
      const since = this.signals.seen(ENTRIES);
      if (!isOver(signal)) await this.seal();
      await this.signals.next(ENTRIES, { since, deafMs: auditSeal, signal });
    }
  }

  private async seal(): Promise<void> {
    try {
      await costs.timed('timer:audit', () => this.chain.seal());
    } catch (error) {
      // Postgres is away, so no entries are written either
      this.logger.warn({ err: error }, 'the audit cannot be sealed and is tried again');
    }
  }
}
