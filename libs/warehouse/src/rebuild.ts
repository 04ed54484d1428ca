import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { hallDay } from '@cockpit/domain';
import { partitionOf } from '@cockpit/log';
import { CLICKHOUSE_READER, REDIS, SETTINGS, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { WarehouseReader } from './reads/warehouse-reader';
import { redoKey } from './writer/partition-writer';

/** Has visits, spans and load computed anew from the events alone; the running writer does it. */
@Injectable()
export class Rebuild {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient, @Inject(REDIS) private readonly redis: Redis,
    @Inject(SETTINGS) private readonly settings: Settings, private readonly reader: WarehouseReader,
  ) {}

  /** @returns how many visits and hall days were asked for */
  async ask(only: { hall?: string; day?: string }): Promise<{ visits: number; days: number }> {
    const halls = only.hall === undefined ? await this.halls() : [only.hall];
    let visits = 0;
    let days = 0;
    for (const hall of halls) {
      const zone = await this.reader.zoneOf(hall);
      const wanted: string[] = [];
      for (const [entity, type, time] of await this.pieces(hall)) {
        const day = hallDay(time, zone);
        if (only.day === undefined || only.day === day) wanted.push(type === 'ticket' ? `ticket|${hall}|${entity}` : `day|${hall}|${day}`);
      }
      const members = [...new Set(wanted)];
      for (let from = 0; from < members.length; from += 5000) await this.redis.sadd(redoKey(partitionOf(hall, this.settings.logPartitions)), ...members.slice(from, from + 5000));
      visits += members.filter((member) => member.startsWith('ticket|')).length;
      days += members.filter((member) => member.startsWith('day|')).length;
    }
    return { visits, days };
  }

  private async halls(): Promise<string[]> {
    return (await this.rows<[string]>("SELECT DISTINCT hall FROM event WHERE hall != ''")).map(([hall]) => hall);
  }

  private async pieces(hall: string): Promise<[entity: string, type: string, time: number][]> {
    const rows = await this.rows<[string, string, string]>(
      `SELECT if(isTicket, entity, '') AS thing, if(isTicket, 'ticket', 'day') AS kind, toString(toUnixTimestamp64Milli(min(time)))
       FROM (SELECT entity, time, startsWith(type, 'hall.ticket.') AS isTicket FROM event WHERE hall = {hall:String} AND (startsWith(type, 'hall.ticket.') OR startsWith(type, 'hall.window.')))
       GROUP BY thing, kind, if(isTicket, 0, toStartOfHour(time)::UInt32)`, { hall });
    return rows.map(([entity, type, time]) => [entity, type, Number(time)]);
  }

  private async rows<T>(query: string, params: Record<string, unknown> = {}): Promise<T[]> {
    const result = await this.client.query({ query, query_params: params, format: 'JSONCompactEachRow', clickhouse_settings: { log_comment: 'warehouse.rebuild' } });
    return result.json<T>();
  }
}
