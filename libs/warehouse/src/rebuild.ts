import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { hallDay } from '@cockpit/domain';
import { partitionOf } from '@cockpit/log';
import { OrganisationHalls } from '@cockpit/organisation';
import { CLICKHOUSE_READER, REDIS, SETTINGS, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { WarehouseReader } from './reads/warehouse-reader';
import { EntityTables } from './tables/entity-tables';
import { EventTable } from './tables/event-table';
import { partsOf } from './writer/entity-keeper';
import { entityKinds } from './writer/entity-kinds';
import { redoKey } from './writer/partition-writer';
import { redoMember } from './writer/redo';

/** Has visits, spans, load, bookings, counts and consultations computed anew from the events alone; the running writer does it. */
@Injectable()
export class Rebuild {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient, @Inject(REDIS) private readonly redis: Redis,
    @Inject(SETTINGS) private readonly settings: Settings, private readonly reader: WarehouseReader, private readonly directory: OrganisationHalls,
  ) {}

  /** @returns how many visits, hall days, and other rows were asked for */
  async ask(only: { hall?: string; day?: string }): Promise<{ visits: number; days: number; others: number }> {
    const halls = only.hall === undefined ? await this.halls() : [only.hall];
    let visits = 0;
    let days = 0;
    for (const hall of halls) {
      const zone = await this.reader.zoneOf(hall);
      const wanted: string[] = [];
      for (const [entity, type, time] of await this.pieces(hall)) {
        const day = hallDay(time, zone);
        if (only.day === undefined || only.day === day) wanted.push(type === 'ticket' ? redoMember('ticket', hall, entity) : redoMember('day', hall, day));
      }
      const members = [...new Set(wanted)];
      await this.want(partitionOf(hall, this.settings.logPartitions), members);
      visits += members.filter((member) => member.startsWith('ticket|')).length;
      days += members.filter((member) => member.startsWith('day|')).length;
    }
    return { visits, days, others: await this.askOthers(only) };
  }

  private async askOthers(only: { hall?: string; day?: string }): Promise<number> {
    const halls = await this.directory.halls();
    const table = new EventTable(this.client);
    const kinds = entityKinds(table, new EntityTables(this.client), (hall) => halls.get(hall)?.timeZone ?? 'Asia/Shanghai');
    const wanted = new Map<number, Set<string>>();
    for await (const event of table.ofKinds(kinds.map(({ name }) => `hall.${name}.`), only.hall)) {
      for (const kind of kinds) {
        const key = kind.keyOf(event);
        if (key === null || (only.day !== undefined && kind.dayOf(event) !== only.day)) continue;
        const [scope, id] = partsOf(key);
        const partition = partitionOf(scope, this.settings.logPartitions);
        const members = wanted.get(partition) ?? new Set();
        wanted.set(partition, members.add(redoMember(kind.name, scope, id)));
      }
    }
    let asked = 0;
    for (const [partition, members] of wanted) {
      await this.want(partition, [...members]);
      asked += members.size;
    }
    return asked;
  }

  private async want(partition: number, members: readonly string[]): Promise<void> {
    for (let from = 0; from < members.length; from += 5000) await this.redis.sadd(redoKey(partition), ...members.slice(from, from + 5000));
  }

  private async halls(): Promise<string[]> {
    return (await this.rows<[string]>("SELECT DISTINCT hall FROM event WHERE hall != ''")).map(([hall]) => hall);
  }

  private async pieces(hall: string): Promise<[entity: string, type: string, time: number][]> {
    const rows = await this.rows<[string, string, string]>(
      `SELECT if(isTicket, entity, '') AS thing, if(isTicket, 'ticket', 'day') AS kind, toString(toUnixTimestamp64Milli(min(time)))
       FROM (SELECT entity, time, startsWith(type, 'hall.ticket.') AS isTicket FROM event WHERE hall = {hall:String} AND (startsWith(type, 'hall.ticket.') OR startsWith(type, 'hall.window.') OR startsWith(type, 'hall.terminal.')))
       GROUP BY thing, kind, if(isTicket, 0, toStartOfHour(time)::UInt32)`, { hall });
    return rows.map(([entity, type, time]) => [entity, type, Number(time)]);
  }

  private async rows<T>(query: string, params: Record<string, unknown> = {}): Promise<T[]> {
    const result = await this.client.query({ query, query_params: params, format: 'JSONCompactEachRow', clickhouse_settings: { log_comment: 'warehouse.rebuild' } });
    return result.json<T>();
  }
}
