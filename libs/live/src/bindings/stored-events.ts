import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { OWN_SOURCES, type LoggedEvent } from '@cockpit/contracts';
import { TOLD_ON_WALLS, hallDayStart } from '@cockpit/domain';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { WarehouseReader } from '@cockpit/warehouse';
import { z } from 'zod';
import type { StoredEvents } from '../ports';

const DayRow = z.object({ day: z.string() });
const Latest = z.object({ latest: z.coerce.number() });

/** As the live state tells it: see `HallState.primaryFeed`. */
const SHOWN = `(source NOT IN (${OWN_SOURCES.map((name) => `'${name}'`).join(', ')}) AND type != 'hall.ticket.rated' AND (${TOLD_ON_WALLS.map((kind) => `startsWith(type, 'hall.${kind}.')`).join(' OR ')}))`;

/** What is stored in ClickHouse. */
@Injectable()
export class WarehouseEvents implements StoredEvents {
  constructor(
    private readonly warehouse: WarehouseReader,
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
  ) {}

  ofDay(hall: string, day: string): AsyncIterable<LoggedEvent> {
    return this.warehouse.dayEvents(hall, day);
  }

  async days(hall: string, from: string, before: string, timeZone: string): Promise<string[]> {
    const rows = await selectRows(this.client, {
      label: 'live.days',
      params: { hall, from: hallDayStart(from, timeZone), before: hallDayStart(before, timeZone), zone: timeZone },
      row: DayRow,
      sql: `SELECT DISTINCT toString(toDate(time, {zone:String})) AS day FROM event
        WHERE hall = {hall:String} AND time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({before:Int64}) ORDER BY day`,
    });
    return rows.map(({ day }) => day);
  }

  async latest(hall: string, source?: string): Promise<number | null> {
    const rows = await selectRows(this.client, {
      label: 'live.latest-event',
      params: { hall, source: source ?? '' },
      row: Latest,
      // without a source: of what a wall shows, and only where there is none of that of anything
      sql: `SELECT toUnixTimestamp64Milli(if(countIf(${SHOWN}) > 0 AND {source:String} = '', maxIf(time, ${SHOWN}), max(time))) AS latest
        FROM event WHERE hall = {hall:String} AND ({source:String} = '' OR source = {source:String})`,
    });
    const latest = rows[0]?.latest ?? 0;
    return latest > 0 ? latest : null;
  }
}
