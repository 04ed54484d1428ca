import { SystemReport } from '@cockpit/contracts';
import { Controller, Get, Inject } from '@nestjs/common';
import {
  CLOCK,
  DeadLetters,
  HealthRegistry,
  METRICS,
  ZodAnswer,
  buildInfo,
  gaugeValue,
  type Clock,
} from '@cockpit/platform';
import type { Registry } from 'prom-client';
import { Allow } from '../guard/decorators';

/** State of the installation for the page 系统运行: the checks of `/health/ready` and the gauges of `/metrics`. */
@Controller('v1/system')
@Allow('administrator')
export class SystemController {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(METRICS) private readonly registry: Registry,
    private readonly health: HealthRegistry,
    private readonly letters: DeadLetters,
  ) {}

  @Get()
  @ZodAnswer(SystemReport)
  async report(): Promise<SystemReport> {
    const [{ checks }, backlogEvents, diskFreeBytes, diskSizeBytes, backupAgeSec, deadLetters] = await Promise.all([
      this.health.run(),
      gaugeValue(this.registry, 'cockpit_backlog_events'),
      gaugeValue(this.registry, 'cockpit_disk_free_bytes'),
      gaugeValue(this.registry, 'cockpit_disk_size_bytes'),
      gaugeValue(this.registry, 'cockpit_backup_age_seconds'),
      this.letters.count(),
    ]);
    return {
      at: new Date(this.clock.now()).toISOString(),
      ...buildInfo(),
      checks: Object.entries(checks).map(([name, result]) => ({ name, fault: result === 'ok' ? null : result })),
      backlogEvents,
      diskFreeBytes,
      diskSizeBytes,
      backupAgeSec,
      deadLetters,
    };
  }
}
