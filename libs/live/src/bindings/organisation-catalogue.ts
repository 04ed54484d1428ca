import { Injectable, Logger } from '@nestjs/common';
import { travelMinutes } from '@cockpit/contracts';
import { addDays, forecastDay, isAlike, type HallConfig, type HallForecast, type OtherHall } from '@cockpit/domain';
import { OrganisationService, hallConfigOf } from '@cockpit/organisation';
import { ArrivalHistoryReader } from '@cockpit/warehouse';
import type { HallCatalogue } from '../ports';
import { KeptPast, LOOK_BACK_DAYS } from './kept-past';

/** Halls alike whose past is pooled. */
const ALIKE_AT_MOST = 20;
/** Halls whose past is held in memory together. */
const HALLS_AT_ONCE = 200;

/** Halls as the organisation knows them, with what the past lets expect of the day. */
@Injectable()
export class OrganisationCatalogue implements HallCatalogue {
  private readonly logger = new Logger('live');

  constructor(
    private readonly organisation: OrganisationService,
    private readonly history: ArrivalHistoryReader,
    private readonly kept: KeptPast,
  ) {}

  async halls(): Promise<string[]> {
    return [...(await this.organisation.knownHalls())].sort();
  }

  async config(hall: string, day: string): Promise<HallConfig | null> {
    const plain = await this.plain(hall, day);
    if (plain === null) return null;
    const config = { ...plain, ...(await this.former(plain)) };
    try {
      return { ...config, forecast: await this.forecast(config) };
    } catch (error) {
      // A hall without a forecast still shows what is; a hall that is not shown helps nobody.
      this.logger.warn({ hall, day, err: error }, 'the past could not be read: no forecast for this day');
      return config;
    }
  }

  private async forecast(config: HallConfig): Promise<HallForecast> {
    const { hall, day } = config;
    const [{ past, bookings }, classes] = await Promise.all([
      this.kept.before(hall.code, day, hall.timeZone),
      this.organisation.days(),
    ]);
    const last = past.arrivals.at(-1)?.day;
    const before = last === undefined ? null : await this.organisation.hallConfig(hall.code, last);
    const queuesBefore = before === null ? undefined : new Set(before.queues.map(({ code }) => code));
    const evidence = { bookings, ...(queuesBefore === undefined ? {} : { queuesBefore }) };
    const own = forecastDay(past, config, classes, evidence);
    const isWhole = own.basis === undefined && config.queues.every(({ code }) => own.queues[code] !== undefined);
    if (isWhole || config.open.length === 0) return own;
    return forecastDay(past, config, classes, { ...evidence, others: await this.alike(config) });
  }

  /** The past of halls of the same kind and size, those nearest in size first. */
  private async alike({ hall, day }: HallConfig): Promise<OtherHall[]> {
    const off = (other: OtherHall['hall']): number => Math.abs(other.windows.length - hall.windows.length);
    const others = ((await this.organisation.latest())?.halls ?? [])
      .filter((other) => other.code !== hall.code && other.timeZone === hall.timeZone && isAlike(hall, other))
      .sort((a, b) => off(a) - off(b) || (a.code < b.code ? -1 : 1))
      .slice(0, ALIKE_AT_MOST);
    if (others.length === 0) return [];
    const arrivals = await this.kept.arrivalsOf(
      others.map(({ code }) => code),
      { from: addDays(day, -LOOK_BACK_DAYS), before: day, timeZone: hall.timeZone },
    );
    return others.map((other) => ({ hall: other, arrivals: arrivals.get(other.code) ?? [] }));
  }

  async expected(halls: readonly string[], days: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const zones = new Map((await this.organisation.latest())?.halls.map(({ code, timeZone }) => [code, timeZone]));
    const byZone = new Map<string, string[]>();
    for (const hall of halls) {
      const zone = zones.get(hall);
      if (zone !== undefined) byZone.set(zone, [...(byZone.get(zone) ?? []), hall]);
    }
    const sums = new Map<string, number>();
    for (const [timeZone, all] of byZone)
      for (let at = 0; at < all.length; at += HALLS_AT_ONCE)
        await this.addExpected(sums, all.slice(at, at + HALLS_AT_ONCE), days, timeZone);
    return sums;
  }

  /** The past of many halls is read once, for all of the days. */
  private async addExpected(
    sums: Map<string, number>,
    halls: readonly string[],
    days: readonly string[],
    timeZone: string,
  ): Promise<void> {
    const [first = '', last = ''] = [days[0], days.at(-1)];
    // days far ahead are expected from the days last known, not from the few that are near them
    const from = addDays(first, -2 * LOOK_BACK_DAYS - 7);
    const past = await this.history.arrivalsOf(halls, { from, before: last, timeZone });
    const classes = await this.organisation.days();
    for (const day of days) {
      for (const hall of halls) {
        const config = await this.plain(hall, day);
        if (config === null || config.open.length === 0) continue;
        const known = (past.get(hall) ?? []).filter((line) => line.day < day);
        const since = addDays(
          known.reduce((latest, line) => (line.day > latest ? line.day : latest), from),
          1 - LOOK_BACK_DAYS,
        );
        const arrivals = known.filter((line) => line.day >= since);
        const { queues } = forecastDay({ arrivals, service: [], noShows: [] }, config, classes);
        const expected = Object.values(queues).reduce((sum, slots) => slots.reduce((all, n) => all + n, sum), 0);
        if (expected > 0) sums.set(day, (sums.get(day) ?? 0) + expected);
      }
    }
  }

  async neighbours(hall: string): Promise<{ code: string; name: string; travelMin: number }[]> {
    const { travelTimes, halls } = await this.organisation.export();
    return [...travelMinutes(travelTimes, hall)]
      .map(([code, travelMin]) => ({ code, name: halls.find((one) => one.code === code)?.name ?? code, travelMin }))
      .sort((a, b) => a.travelMin - b.travelMin);
  }

  onChange(listener: () => void): void {
    this.organisation.onChange(listener);
  }

  pastComputed(hall: string): void {
    this.kept.forget(hall);
  }

  /** A queue that was taken away today keeps its name for those who still wait in it. */
  private async former({ hall, day, queues }: HallConfig): Promise<Pick<HallConfig, 'formerQueues'>> {
    const before = await this.organisation.hallConfig(hall.code, addDays(day, -1));
    const gone = (before?.queues ?? []).filter(({ code }) => !queues.some((one) => one.code === code));
    return gone.length === 0 ? {} : { formerQueues: Object.fromEntries(gone.map(({ code, name }) => [code, name])) };
  }

  /** A replay may speak of days before the organisation was first written down: those are read by its oldest known form. */
  private async plain(hall: string, day: string): Promise<HallConfig | null> {
    const config = await this.organisation.hallConfig(hall, day);
    if (config !== null || !(await this.organisation.knownHalls()).has(hall)) return config;
    return hallConfigOf(await this.organisation.export(), hall, day, await this.organisation.days());
  }
}
