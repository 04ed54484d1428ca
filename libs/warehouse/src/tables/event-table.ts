import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { hallOf, isEventType, type HallEvent, type LoggedEvent } from '@cockpit/contracts';
import { entityOf, type FoldEvent } from '@cockpit/domain';
import { bind, joined, sendable, sql, written, type Sql } from '@cockpit/platform';
import { instant } from './instants';

const COLUMNS = [
  'hall',
  'entity',
  'type',
  'time',
  'identity',
  'body_hash',
  'source',
  'ce_source',
  'id',
  'data',
  'received_at',
] as const;
/** hex() leaves leading zero bytes out: without them a body in 256 would look like another one under the same identity */
const BODY_HASH = "leftPad(lower(hex(body_hash)), 16, '0')";
const IDS_A_QUERY = 20_000;
/** query ids of inserts of events begin like this */
const INSERT_ID = 'event-insert';

type FoldRow = [id: string, type: string, time: number, identity: string, data: HallEvent['data']];
type Row = [
  hall: string,
  entity: string,
  type: string,
  time: number,
  identity: string,
  bodyHash: string,
  source: string,
  ceSource: string,
  id: string,
  data: string,
  receivedAt: number,
];

/** The table of all events: what is here is stored. */
export class EventTable {
  constructor(private readonly client: ClickHouseClient) {}

  /** Which of these identities are stored, with the hash of the body that stands. */
  async stored(identities: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let from = 0; from < identities.length; from += IDS_A_QUERY) {
      const some = identities.slice(from, from + IDS_A_QUERY);
      const rows = await this.rows<[string, string]>(
        'warehouse.stored',
        sql`SELECT identity, ${written(BODY_HASH)} FROM event WHERE ${among(some)}`,
      );
      for (const [identity, hash] of rows) found.set(identity.replaceAll('-', ''), hash);
    }
    return found;
  }

  /**
   * Returns when the rows are on the disk.
   * @param owners names of the leases it is made under: `isInserting` finds it by them
   * @throws what the engine answered, or that it did not: then it may still be at it
   */
  async insert(events: readonly LoggedEvent[], owners: readonly string[]): Promise<void> {
    await this.client.insert({
      table: 'event',
      query_id: [INSERT_ID, owners.map(encodeURIComponent).join(','), randomUUID()].join('/'),
      columns: [...COLUMNS],
      values: events.map(rowOf),
      format: 'JSONCompactEachRow',
      // a backfill may bring events of many months in one batch
      clickhouse_settings: { max_partitions_per_insert_block: '0', log_comment: 'warehouse.land' },
    });
  }

  /** Whether the engine is at an insert made under one of these leases, by whichever process. */
  async isInserting(owners: readonly string[]): Promise<boolean> {
    // the embedded engine draws its query ids itself and keeps ours as log_comment
    const [[running] = [0]] = await this.rows<[number]>(
      'warehouse.running-inserts',
      sql`SELECT count() FROM system.processes WHERE current_database = currentDatabase()
        AND arrayExists(id -> startsWith(id, ${bind.text(`${INSERT_ID}/`)})
          AND hasAny(splitByChar(',', splitByChar('/', id)[2]), ${bind.texts(owners.map(encodeURIComponent))}),
          [query_id, Settings['log_comment']])`,
    );
    return running > 0;
  }

  /**
   * Of events that stand twice only the row that came first is left: another writer stored the same batch.
   * @returns how many rows were too many
   */
  async dropDoubles(identities: readonly string[]): Promise<number> {
    const doubled: string[] = [];
    for (let from = 0; from < identities.length; from += IDS_A_QUERY) {
      const some = identities.slice(from, from + IDS_A_QUERY);
      const rows = await this.rows<[string]>(
        'warehouse.doubles',
        sql`SELECT identity FROM event WHERE ${among(some)} GROUP BY identity HAVING count() > 1`,
      );
      doubled.push(...rows.map(([identity]) => identity.replaceAll('-', '')));
    }
    if (doubled.length === 0) return 0;
    const stand = await this.rows<[string, number]>(
      'warehouse.doubles',
      sql`SELECT identity, toUnixTimestamp64Milli(landed_at) FROM event WHERE ${among(doubled)}`,
    );
    const first = new Map<string, number>();
    for (const [identity, storedAt] of stand) first.set(identity, Math.min(storedAt, first.get(identity) ?? Infinity));
    const later = stand.filter(([identity, storedAt]) => storedAt > (first.get(identity) ?? 0));
    if (later.length === 0) return 0;
    const ids = bind.listed(later.map(([identity]) => identity));
    const times = bind.listed(later.map(([, storedAt]) => String(storedAt)));
    // asked as a question, whose values may be long
    const done = await this.client.query({
      ...sendable(sql`ALTER TABLE event DELETE WHERE (identity, toUnixTimestamp64Milli(landed_at)) IN (
        SELECT toUUID(row.1), toInt64(row.2) FROM (SELECT arrayJoin(arrayZip(${ids}, ${times})) AS row))`),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { mutations_sync: '2', log_comment: 'warehouse.drop-doubles' },
    });
    await done.text();
    return later.length;
  }

  /** All ticket events of some tickets of one hall. */
  async ofTickets(hall: string, ticketIds: readonly string[]): Promise<LoggedEvent[]> {
    const rows = await this.rows<Row>(
      'warehouse.ticket-events',
      sql`SELECT ${READ} FROM event WHERE ${tickets(hall, ticketIds)}`,
    );
    return rows.map(eventOf);
  }

  /** The same for a fold, as they come: half of what lies there, and a little at a time. */
  foldableOfTickets(hall: string, ticketIds: readonly string[]): AsyncGenerator<FoldEvent[]> {
    return this.toFold(tickets(hall, ticketIds));
  }

  /** How many ticket events lie there: by hall, by ticket. Reads the key alone, so it costs little beside the events themselves. */
  async countOfTickets(halls: readonly string[], ticketIds: readonly string[]): Promise<[string, string, number][]> {
    return this.rows(
      'warehouse.ticket-counts',
      sql`SELECT hall, entity, count() FROM event WHERE hall IN ${bind.texts(halls)} AND entity IN ${bind.texts(ticketIds)} AND startsWith(type, 'hall.ticket.') GROUP BY hall, entity`,
    );
  }

  /** The tickets of one hall of which something happened within a stretch of time. */
  async ticketsBetween(hall: string, from: number, to: number): Promise<string[]> {
    const rows = await this.rows<[string]>(
      'warehouse.tickets-of-day',
      sql`SELECT DISTINCT entity FROM event WHERE ${within(hall, from, to, sql`AND startsWith(type, 'hall.ticket.')`)}`,
    );
    return rows.map(([entity]) => entity);
  }

  /** All events whose types begin like one of these, of one hall or of all; in no order. */
  async *ofKinds(prefixes: readonly string[], hall?: string): AsyncGenerator<LoggedEvent> {
    const ofHall = hall === undefined ? sql`1` : sql`hall = ${bind.text(hall)}`;
    const ofTypes = prefixes.map((prefix) => sql`startsWith(type, ${bind.text(prefix)})`);
    yield* this.stream(sql`${ofHall} AND (${joined(ofTypes, ' OR ')})`);
  }

  /** All events of one hall within a stretch of time, as they come; in no order. */
  async *between(hall: string, from: number, to: number, types = sql``): AsyncGenerator<LoggedEvent> {
    yield* this.stream(within(hall, from, to, types));
  }

  /** The same, with no more than a fold looks at: half of what lies there. */
  foldable(hall: string, from: number, to: number, types: Sql): AsyncGenerator<FoldEvent[]> {
    return this.toFold(within(hall, from, to, types));
  }

  /** Events of some halls for a fold, those withdrawn left out. */
  ofHalls(halls: readonly string[], from: number, to: number, types: Sql): AsyncGenerator<FoldEvent[]> {
    return this.toFold(sql`${withinHalls(halls, from, to)} ${types}`);
  }

  /** The same, of each type only the last event of each thing. */
  lastOfHalls(halls: readonly string[], from: number, to: number, types: Sql): AsyncGenerator<FoldEvent[]> {
    return this.toFold(
      sql`${withinHalls(halls, from, to)} ${types} ORDER BY time DESC, identity LIMIT 1 BY hall, entity, type`,
    );
  }

  /** Each event comes as one JSON text with its data in place, so that a chunk of the answer is parsed at once and nothing twice. */
  private async *toFold(where: Sql): AsyncGenerator<FoldEvent[]> {
    const answer = await this.client.query({
      ...sendable(sql`SELECT ${FOLDABLE} FROM event WHERE ${where}`),
      format: 'TabSeparatedRaw',
      clickhouse_settings: { log_comment: 'warehouse.hall-events' },
    });
    for await (const lines of answer.stream())
      yield (JSON.parse(`[${lines.map(({ text }) => text).join(',')}]`) as FoldRow[]).map(
        ([id, type, time, identity, data]) => ({ ...hallEventOf(id, type, time, data), identity }),
      );
  }

  private async *stream(where: Sql): AsyncGenerator<LoggedEvent> {
    const answer = await this.client.query({
      ...sendable(sql`SELECT ${READ} FROM event WHERE ${where}`),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'warehouse.hall-events' },
    });
    for await (const rows of answer.stream<Row>()) for (const row of rows) yield eventOf(row.json());
  }

  /** All events of some types about some things, of one hall or of one source. */
  async ofEntities(
    types: string,
    scope: { hall: string } | { source: string },
    entities: readonly string[],
  ): Promise<LoggedEvent[]> {
    const ofScope = 'hall' in scope ? sql`hall = ${bind.text(scope.hall)}` : sql`source = ${bind.text(scope.source)}`;
    const rows = await this.rows<Row>(
      'warehouse.entity-events',
      sql`SELECT ${READ} FROM event WHERE ${ofScope} AND entity IN ${bind.texts(entities)} AND startsWith(type, ${bind.text(types)})`,
    );
    return rows.map(eventOf);
  }

  /** Events by identity; reads the whole column, so only for what is rare, and not at all for what was never stored */
  async withIdentities(wanted: readonly string[]): Promise<LoggedEvent[]> {
    const identities = [...(await this.stored(wanted)).keys()];
    if (identities.length === 0) return [];
    const rows = await this.rows<Row>(
      'warehouse.whereabouts',
      sql`SELECT ${READ} FROM event WHERE ${among(identities)}`,
    );
    return rows.map(eventOf);
  }

  private async rows<T>(label: string, query: Sql): Promise<T[]> {
    const result = await this.client.query({
      ...sendable(query),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: label },
    });
    return result.json<T>();
  }
}

const among = (identities: readonly string[]): Sql =>
  sql`identity IN (SELECT toUUID(arrayJoin(${bind.listed(identities.map(hex))})))`;

function hex(identity: string): string {
  if (!/^[0-9a-f]{32}$/.test(identity)) throw new Error('an identity is 32 hex characters');
  return identity;
}

const rowOf = (event: LoggedEvent): Row => [
  hallOf(event) ?? '',
  entityOf(event),
  event.type,
  instant(event.time),
  event.identity,
  BigInt(`0x${event.bodyHash}`).toString(),
  event.sourceName,
  event.ceSource,
  event.id,
  JSON.stringify(event.data),
  instant(event.receivedAt),
];

/** Columns as numbers and hex, so that reading a row back costs no parsing of dates. */
const READABLE: Readonly<Record<string, string>> = {
  identity: "replaceAll(toString(identity), '-', '')",
  body_hash: BODY_HASH,
  time: 'toUnixTimestamp64Milli(time)',
  received_at: 'toUnixTimestamp64Milli(received_at)',
};
const readable = (column: string): string => READABLE[column] ?? column;
const READ = written(COLUMNS.map(readable).join(', '));
const FOLDABLE = written(
  `concat('[', toJSONString(id), ',"', type, '",', toString(${readable('time')}), ',"', ${readable('identity')}, '",', data, ']')`,
);

function eventOf([, , type, time, identity, bodyHash, sourceName, ceSource, id, data, receivedAt]: Row): LoggedEvent {
  return {
    ...hallEventOf(id, type, time, JSON.parse(data) as HallEvent['data']),
    identity,
    bodyHash,
    sourceName,
    ceSource,
    receivedAt,
  };
}

function hallEventOf(id: string, type: string, time: number, data: HallEvent['data']): HallEvent {
  if (!isEventType(type)) throw new Error(`the event table holds an unknown type ${type}`);
  return { id, type, time, data } as HallEvent;
}

const inTime = (from: number, to: number): Sql => sql`time >= ${bind.instant(from)} AND time < ${bind.instant(to)}`;
const tickets = (hall: string, ticketIds: readonly string[]): Sql =>
  sql`hall = ${bind.text(hall)} AND entity IN ${bind.texts(ticketIds)} AND startsWith(type, 'hall.ticket.')`;
const within = (hall: string, from: number, to: number, types: Sql): Sql =>
  sql`hall = ${bind.text(hall)} AND ${inTime(from, to)} ${types}`;
const withinHalls = (halls: readonly string[], from: number, to: number): Sql =>
  sql`hall IN ${bind.texts(halls)} AND ${inTime(from, to)} AND identity NOT IN (SELECT target FROM withdrawal)`;
