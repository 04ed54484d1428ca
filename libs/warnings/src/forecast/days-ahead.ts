import { Injectable } from '@nestjs/common';
import { LOAD_DAYS_AHEAD, STAFF_DAYS_AHEAD, type LoadForecast, type StaffAhead } from '@cockpit/contracts';
import { HallState, addDays, type HallConfig } from '@cockpit/domain';
import { HallConfigs, HallStates } from '@cockpit/live';
import { AppError, unprocessable } from '@cockpit/platform';
import { dayStaff } from './day-staff';
import { loadForecast } from './load-forecast';

const DAY_MS = 86_400_000;

/** Role api: the work expected of a day that has not begun, beside who is rostered for it. */
@Injectable()
export class DaysAhead {
  constructor(
    private readonly configs: HallConfigs,
    private readonly states: HallStates,
  ) {}

  /**
   * @param asked a day, or the next one on which the hall opens; where none of those ahead is, the day after its own
   * @throws {AppError} 422 for a day that has begun, or one too far ahead
   */
  async foretell(hall: string, asked: string): Promise<LoadForecast> {
    const { state } = await this.states.get(hall);
    const today = state.config.day;
    const day = asked === 'next' ? await this.next(hall, today) : asked;
    const ahead = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
    if (ahead < 0 || ahead > LOAD_DAYS_AHEAD)
      throw unprocessable('invalid-query', 'no work is foretold of that day', [
        { path: 'day', message: `the hall has ${today}; up to ${String(LOAD_DAYS_AHEAD)} days ahead` },
      ]);
    const config = await this.configs.get(hall, day);
    if (config === null)
      throw unprocessable('invalid-query', 'the hall does not exist on that day', [{ path: 'day', message: day }]);
    return foretold(config, today);
  }

  /** The days after the hall's own, of those on which it exists. */
  async week(hall: string): Promise<LoadForecast[]> {
    const { state } = await this.states.get(hall);
    const today = state.config.day;
    return (await this.after(hall, today)).map((config) => foretold(config, today));
  }

  /** The next day of each of these halls; of one that cannot be computed nothing. */
  async nextOf(halls: readonly string[]): Promise<LoadForecast[]> {
    const days = halls.map((hall) =>
      this.foretell(hall, 'next').catch((error: unknown) => {
        if (error instanceof AppError) return null;
        throw error;
      }),
    );
    return (await Promise.all(days)).filter((day) => day !== null);
  }

  /** Where the roster does not suffice tomorrow and in the days after it, and what to do about it. */
  async staff(hall: string): Promise<StaffAhead> {
    const { state } = await this.states.get(hall);
    const { hall: doc, day: today } = state.config;
    const days = (await this.after(hall, today)).map((config) => dayStaff(config, foretold(config, today)));
    return { hall, name: doc.name, timeZone: doc.timeZone, today, days };
  }

  private async after(hall: string, today: string): Promise<HallConfig[]> {
    const days = Array.from({ length: STAFF_DAYS_AHEAD }, (_, n) => this.configs.get(hall, addDays(today, n + 1)));
    return (await Promise.all(days)).filter((config) => config !== null);
  }

  private async next(hall: string, today: string): Promise<string> {
    return (await this.configs.nextOpen(hall, today))?.day ?? addDays(today, 1);
  }
}

/** A day before anybody has come. */
function foretold(config: HallConfig, today: string): LoadForecast {
  const before = new HallState(config);
  before.advance(config.dayStart);
  return loadForecast(before, undefined, today);
}
