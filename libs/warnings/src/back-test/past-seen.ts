import type { LiveFeed, LoggedEvent } from '@cockpit/contracts';
import type { HallConfig, RosterShift } from '@cockpit/domain';
import { gapsSoon } from '../gaps/coming-gaps';
import type { ComingSeen } from '../rules/coming-rules';
import { linesOf } from '../rules/coming-seen';
import type { HallPulse } from '../rules/pulse-rules';

interface Minute {
  open: boolean;
  feeds: readonly LiveFeed[];
  /** epoch ms */
  now: number;
}

/** What a past day has beside queues and windows: feeds, who was on duty, and what was asked. One day, its events in order. */
export class PastPulse {
  private readonly asked = new Map<string, { hall: string; line: string; askedAt: number }>();

  constructor(
    private readonly config: HallConfig,
    private readonly shifts: readonly RosterShift[],
  ) {}

  apply(event: LoggedEvent): void {
    if (event.type === 'hall.consult.asked') {
      const { consultId, channel } = event.data;
      this.asked.set(consultId, { hall: this.config.hall.code, line: channel, askedAt: event.time });
    } else if (event.type === 'hall.consult.answered' || event.type === 'hall.consult.abandoned')
      this.asked.delete(event.data.consultId);
  }

  at({ open, feeds, now }: Minute): HallPulse & ComingSeen {
    return {
      open,
      feeds,
      now,
      rejections: [],
      stalled: [],
      peaks: [],
      dutyGaps: gapsSoon(this.config, this.shifts, now),
      lines: linesOf([...this.asked.values()], {
        hall: this.config.hall.code,
        now,
        phoneLines: this.config.hall.phoneLines ?? [],
      }),
    };
  }
}
