import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock } from '@cockpit/platform';
import { QuarantineReader } from './quarantine-reader';

const KEEP_MS = 7 * 86_400_000;
const EVERY_MS = 3_600_000;

/** Gives up sealed bodies after seven days. */
@Injectable()
export class SealedKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('quarantine');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly reader: QuarantineReader, @Inject(CLOCK) private readonly clock: Clock) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS);
    this.timer.unref();
    void this.sweep();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    try {
      const count = await this.reader.forgetSealedBefore(new Date(this.clock.now() - KEEP_MS));
      if (count > 0) this.logger.log({ count }, 'sealed bodies given up after seven days');
    } catch (error) {
      this.logger.warn({ err: error }, 'sealed bodies were not swept');
    }
  }
}
