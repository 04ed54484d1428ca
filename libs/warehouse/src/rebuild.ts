import { DEFAULT_ZONE } from '@cockpit/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { hallDay } from '@cockpit/domain';
import { partitionOf } from '@cockpit/log';
import { OrganisationHalls } from '@cockpit/organisation';
import { CLICKHOUSE_READER, CLOCK, REDIS, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { WarehouseReader } from './reads/warehouse-reader';
import { DueAtStart } from './due-at-start';
import { firstKeptDay } from './retention/kept';
import { EntityTables } from './tables/entity-tables';
import { EventTable } from './tables/event-table';
import { partsOf } from './writer/entity-worker';
import { entityKinds } from './writer/entity-kinds';
import { dueKey, redoKey, redoMember } from './writer/redo';
import { daysOfHour } from './writer/touched-days';

const A_SLICE = 5_000;
/**
 * maximum requests waiting per partition: a province's years are requested gradually, because Redis has room for few
 */
const MOST_WAITING = 20_000;
const LOOK_EVERY_MS = 200;

/**
 * Requests recomputation of visits, spans, load, bookings, counts and consultations from the events; the running writer
 * does it.
 */
@Injectable()
export class Rebuild {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly reader: WarehouseReader,
    private readonly directory: OrganisationHalls,
  ) {}

  /**
   * @param most maximum waiting per partition; infinite while no writer runs
   * @returns number of requested visits, hall days and other rows
   */
  async schedule(
    only: { hall?: string; day?: string },
    most = MOST_WAITING,
  ): Promise<{ visits: number; days: number; others: number }> {
    const halls = only.hall === undefined ? await this.halls() : [only.hall];
    const first = this.firstDay();
    let visits = 0;
    let days = 0;
    for (const hall of halls) {
      const zone = await this.reader.zoneOf(hall);
      const isWanted = (day: string): boolean => day >= first && (only.day === undefined || only.day === day);
      const request = async (members: readonly string[]): Promise<number> =>
        this.request(partitionOf(hall, this.settings.logPartitions), members, most);
      for await (const tickets of this.tickets(hall)) {
        visits += await request(
          tickets
            .filter(([, time]) => isWanted(hallDay(time, zone)))
            .map(([ticketId]) => redoMember('ticket', hall, ticketId)),
        );
      }
      const touched = (await this.hours(hall)).flatMap(([hour, faults]) =>
        daysOfHour(hour, faults > 0, zone, this.clock.now()),
      );
      days += await request([...new Set(touched)].filter(isWanted).map((day) => redoMember('day', hall, day)));
    }
    return { visits, days, others: await this.requestOthers(only, most) };
  }

  /** Snapshot of the work due now, to wait for; later work is not included. */
  due(): Promise<DueAtStart> {
    return DueAtStart.read(this.redis, this.client, this.settings.logPartitions, () => this.clock.now());
  }

  /** Amount of work left for the writer: requested here and made due by events. */
  async left(): Promise<number> {
    const counts = await Promise.all(
      Array.from(
        { length: this.settings.logPartitions },
        async (_, partition) =>
          (await this.redis.scard(redoKey(partition))) + (await this.redis.scard(dueKey(partition))),
      ),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private async requestOthers(only: { hall?: string; day?: string }, most: number): Promise<number> {
    const halls = await this.directory.halls();
    const table = new EventTable(this.client);
    const kinds = entityKinds(
      table,
      new EntityTables(this.client),
      (hall) => halls.get(hall)?.timeZone ?? DEFAULT_ZONE,
    );
    const pending = new Map<number, Set<string>>();
    const first = this.firstDay();
    const stale = new Set<string>();
    for await (const event of table.ofKinds(
      kinds.map(({ name }) => `hall.${name}.`),
      only.hall,
    )) {
      for (const kind of kinds) {
        const key = kind.keyOf(event);
        if (key === null) continue;
        const day = kind.dayOf(event);
        const [scope, id] = partsOf(key);
        const isOld = day < first;
        // a booking belongs to the day of its slot, whenever it was cancelled
        if (isOld && event.type !== 'hall.booking.cancelled') stale.add(redoMember(kind.name, scope, id));
        if (isOld || (only.day !== undefined && day !== only.day)) continue;
        const partition = partitionOf(scope, this.settings.logPartitions);
        const members = pending.get(partition) ?? new Set();
        pending.set(partition, members.add(redoMember(kind.name, scope, id)));
      }
    }
    let requested = 0;
    for (const [partition, members] of pending) {
      requested += await this.request(
        partition,
        [...members].filter((member) => !stale.has(member)),
        most,
      );
    }
    return requested;
  }

  /** Older days are no longer computed, though some of their events are kept for the days after. */
  private firstDay(): string {
    return this.settings.retentionDays === undefined ? '' : firstKeptDay(this.clock.now(), this.settings.retentionDays);
  }

  private async request(partition: number, members: readonly string[], most: number): Promise<number> {
    for (let from = 0; from < members.length; from += A_SLICE) {
      while ((await this.redis.scard(redoKey(partition))) > most) await sleep(LOOK_EVERY_MS);
      await this.redis.sadd(redoKey(partition), ...members.slice(from, from + A_SLICE));
    }
    return members.length;
  }

  private async halls(): Promise<string[]> {
    return (await this.rows<[string]>("SELECT DISTINCT hall FROM event WHERE hall != ''")).map(([hall]) => hall);
  }

  /**
   * Tickets with the time of their first events, in pages of the table's order, because a hall has many and requesting
   * takes long.
   */
  private async *tickets(hall: string): AsyncGenerator<[ticketId: string, firstAt: number][]> {
    for (let after = ''; ;) {
      const page = await this.rows<[string, number]>(
        `SELECT entity, toUnixTimestamp64Milli(min(time)) FROM event WHERE hall = {hall:String} AND entity > {after:String} AND startsWith(type, 'hall.ticket.')
         GROUP BY entity ORDER BY entity LIMIT {most:UInt32} SETTINGS optimize_aggregation_in_order = 1`,
        { hall, after, most: A_SLICE },
      );
      yield page;
      const last = page.at(-1);
      if (last === undefined || page.length < A_SLICE) return;
      [after] = last;
    }
  }

  /**
   * Hours with events that spans or load depend on, epoch ms, with the number of terminal faults that began or ended.
   */
  private hours(hall: string): Promise<[hour: number, faults: number][]> {
    return this.rows(
      `SELECT toUnixTimestamp(toStartOfHour(time)) * 1000 AS hour, countIf(type IN ('hall.terminal.fault', 'hall.terminal.restored'))
       FROM event WHERE hall = {hall:String} AND (startsWith(type, 'hall.ticket.') OR startsWith(type, 'hall.window.') OR startsWith(type, 'hall.terminal.')) GROUP BY hour`,
      { hall },
    );
  }

  private async rows<T>(query: string, params: Record<string, unknown> = {}): Promise<T[]> {
    const result = await this.client.query({
      query,
      query_params: params,
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'warehouse.rebuild' },
    });
    return result.json<T>();
  }
}
