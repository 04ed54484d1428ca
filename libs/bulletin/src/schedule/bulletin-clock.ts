import { commonNow } from '@cockpit/domain';
import { GroundsLoader } from '@cockpit/matters';
import { Injectable } from '@nestjs/common';

/** What time it is for the bureau: that of most of its halls, which in a demonstration live by their feeds. */
@Injectable()
export class BulletinClock {
  constructor(private readonly grounds: GroundsLoader) {}

  /** epoch ms: the latest time among the halls of the most common hall day; the wall clock's while no feed has spoken */
  async now(): Promise<number> {
    const { parts } = await this.grounds.load();
    const fed = [...parts.hallNow].flatMap(([hall, now]) => {
      const timeZone = parts.organisation?.halls.find(({ code }) => code === hall)?.timeZone;
      return timeZone === undefined || now <= 0 ? [] : [{ now, timeZone }];
    });
    return commonNow(fed) ?? parts.wallNow;
  }
}
