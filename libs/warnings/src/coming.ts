import { Injectable, Logger } from '@nestjs/common';
import { addDays, hallDay, type HallConfig } from '@cockpit/domain';
import { ComingWork, type BookedPeak, type OpenConsult, type ServedPeak } from '@cockpit/warehouse';
import type { ComingSeen } from './rules/coming-rules';
import { CONSULT_MS, linesOf, peaksOf, type LinesAsked } from './rules/coming-seen';

const CONSULTS_EVERY_MS = 20_000;
/** Bookings change slowly, and what is served hardly at all. */
const PEAKS_EVERY_MS = 600_000;

/** the place of what names no hall */
export const NOWHERE = '';

interface HallNow {
  readonly now: number;
  readonly timeZone: string;
  /** absent: those of the hall */
  readonly phoneLines?: LinesAsked['phoneLines'];
}

/** What waits and what is booked, asked once for all halls; halls are those that were looked at in the last round. */
@Injectable()
export class Coming {
  private readonly logger = new Logger('warnings');
  private readonly halls = new Map<string, HallNow>();
  private consults: { at: number; of: ReadonlySet<string>; all: OpenConsult[] | null } | null = null;
  private peaks: { at: number; key: string; booked: BookedPeak[]; served: ServedPeak[] } | null = null;

  constructor(private readonly work: ComingWork) {}

  /** A store that does not answer keeps no other rule waiting. @param wallNow epoch ms */
  async refresh(wallNow: number): Promise<void> {
    const halls = [...this.halls.keys()];
    if (halls.length === 0) return;
    const nows = [...this.halls.values()];
    if (this.consults === null || Math.abs(wallNow - this.consults.at) >= CONSULTS_EVERY_MS) {
      const days = new Set(
        nows.flatMap(({ now, timeZone }) => [hallDay(now, timeZone), hallDay(now - CONSULT_MS, timeZone)]),
      );
      const all = await this.ask(() => this.work.openConsults({ halls, days: [...days] }));
      this.consults = { at: wallNow, of: new Set(halls), all };
    }
    const days = [...new Set(nows.map(({ now, timeZone }) => addDays(hallDay(now, timeZone), 1)))];
    const key = JSON.stringify([halls, days]);
    if (this.peaks !== null && this.peaks.key === key && Math.abs(wallNow - this.peaks.at) < PEAKS_EVERY_MS) return;
    const booked = await this.ask(() => this.work.bookedPeaks({ halls, days }));
    const of = [...new Set((booked ?? []).map(({ hall }) => hall))];
    const served = of.length === 0 ? [] : await this.ask(() => this.work.servedPeaks({ halls: of, days }));
    this.peaks = booked === null || served === null ? null : { at: wallNow, key, booked, served };
  }

  /** Null: nothing is known, because the hall is new or the store does not answer. Then rules about it stay as they are. */
  find(hall: string, config: HallConfig | null, at: HallNow): ComingSeen | null {
    this.halls.set(hall, at);
    const { consults, peaks } = this;
    const { now, timeZone } = at;
    const all = consults?.of.has(hall) === true ? consults.all : null;
    if (all === null || peaks === null) return null;
    const nameOf = (queue: string): string => config?.queues.find(({ code }) => code === queue)?.name ?? queue;
    return {
      lines: linesOf(all, { hall, now, phoneLines: at.phoneLines ?? config?.hall.phoneLines ?? [] }),
      peaks: peaksOf(peaks, { hall, now, timeZone, nameOf }),
    };
  }

  private async ask<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn({ err: error }, 'what waits or is booked cannot be asked for now');
      return null;
    }
  }
}
