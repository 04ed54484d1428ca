import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { INTERVALS, type Intervals } from '@cockpit/platform';
import { AuditChain } from './audit-chain';

/** Keeps the chain of the audit up to its entries, in every process: whichever is first does it. */
@Injectable()
export class AuditSealing implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('audit');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly chain: AuditChain,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.running ??= this.seal().finally(() => {
        this.running = null;
      });
    }, this.intervals.auditSeal).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
  }

  private async seal(): Promise<void> {
    try {
      await this.chain.seal();
    } catch (error) {
      // Postgres is away: the entries wait for it too
      this.logger.warn({ err: error }, 'the audit cannot be sealed and is tried again');
    }
  }
}
