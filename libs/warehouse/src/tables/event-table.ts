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
/** hex() omits leading zero bytes: unpadded, one body hash in 256 would differ from itself */
const BODY_HASH = "leftPad(lower(hex(body_hash)), 16, '0')";
const IDS_A_QUERY = 20_000;
/** prefix of the query ids of event inserts */
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

/** The table of all events; an event counts as stored when it is here. */
export class EventTable {
  constructor(private readonly client: ClickHouseClient) {}

  /** The stored ones of these identities, with their body hashes. */
  async stored(identities: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let from = 0; from < identities.length; from += IDS_A_QUERY) {
      const slice = identities.slice(from, from + IDS_A_QUERY);
      const rows = await this.rows<[string, string]>(
        'warehouse.stored',
        sql`SELECT identity, ${written(BODY_HASH)} FROM event WHERE ${among(slice)}`,
      );
      for (const [identity, hash] of rows) found.set(identity.replaceAll('-', ''), hash);
    }
    return found;
  }

  /**
   * Resolves when the rows are on disk.
   * @param owners lease names of the insert, by which `isInserting` finds it
   * @throws the engine's error, or that it did not answer; the insert may then still run
   */
  async insert(events: readonly LoggedEvent[], owners: readonly string[]): Promise<void> {
    await this.client.insert({
      table: 'event',
      query_id: [INSERT_ID, owners.map(encodeURIComponent).join(','), randomUUID()].join('/'),
      columns: [...COLUMNS],
      values: events.map(rowOf),
      format: 'JSONCompactEachRow',
      // a backfill's batch may span many months
      clickhouse_settings: { max_partitions_per_insert_block: '0', log_comment: 'warehouse.land' },
    });
  }

  /** Whether any process has an insert running under one of these leases. */
  async isInserting(owners: readonly string[]): Promise<boolean> {
    // the embedded engine creates its own query ids and keeps ours as log_comment
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
   * Keeps only the first row of duplicate events, which arise when another writer stored the same batch.
   * @returns number of removed rows
   */
  async dropDoubles(identities: readonly string[]): Promise<number> {
    const doubled: string[] = [];
    for (let from = 0; from < identities.length; from += IDS_A_QUERY) {
      const slice = identities.slice(from, from + IDS_A_QUERY);
      const rows = await this.rows<[string]>(
        'warehouse.doubles',
        sql`SELECT identity FROM event WHERE ${among(slice)} GROUP BY identity HAVING count() > 1`,
      );
      doubled.push(...rows.map(([identity]) => identity.replaceAll('-', '')));
    }
    if (doubled.length === 0) return 0;
    const remaining = await this.rows<[string, number]>(
      'warehouse.doubles',
      sql`SELECT identity, toUnixTimestamp64Milli(landed_at) FROM event WHERE ${among(doubled)}`,
    );
    const first = new Map<string, number>();
    for (const [identity, storedAt] of remaining)
      first.set(identity, Math.min(storedAt, first.get(identity) ?? Infinity));
    const later = remaining.filter(([identity, storedAt]) => storedAt > (first.get(identity) ?? 0));
    if (later.length === 0) return 0;
    const ids = bind.listed(later.map(([identity]) => identity));
    const times = bind.listed(later.map(([, storedAt]) => String(storedAt)));
    // sent as a query, because only a query's values may be long
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

  /** The same for a fold, streamed and with half the columns. */
  foldableOfTickets(hall: string, ticketIds: readonly string[]): AsyncGenerator<FoldEvent[]> {
    return this.toFold(tickets(hall, ticketIds));
  }

  /** Number of ticket events by hall and ticket. Reads only the key, so it is cheap. */
  async countOfTickets(halls: readonly string[], ticketIds: readonly string[]): Promise<[string, string, number][]> {
    return this.rows(
      'warehouse.ticket-counts',
      sql`SELECT hall, entity, count() FROM event WHERE hall IN ${bind.texts(halls)} AND entity IN ${bind.texts(ticketIds)} AND startsWith(type, 'hall.ticket.') GROUP BY hall, entity`,
    );
  }

  /** Tickets of one hall with events in a time range. */
  async ticketsBetween(hall: string, from: number, to: number): Promise<string[]> {
    const rows = await this.rows<[string]>(
      'warehouse.tickets-of-day',
      sql`SELECT DISTINCT entity FROM event WHERE ${within(hall, from, to, sql`AND startsWith(type, 'hall.ticket.')`)}`,
    );
    return rows.map(([entity]) => entity);
  }

  /** All events with one of these type prefixes, of one hall or all; unordered. */
  async *ofKinds(prefixes: readonly string[], hall?: string): AsyncGenerator<LoggedEvent> {
    const ofHall = hall === undefined ? sql`1` : sql`hall = ${bind.text(hall)}`;
    const ofTypes = prefixes.map((prefix) => sql`startsWith(type, ${bind.text(prefix)})`);
    yield* this.stream(sql`${ofHall} AND (${joined(ofTypes, ' OR ')})`);
  }

  /** All events of one hall in a time range, streamed and unordered. */
  async *between(hall: string, from: number, to: number, types = sql``): AsyncGenerator<LoggedEvent> {
    yield* this.stream(within(hall, from, to, types));
  }

  /** The same with only the fields that a fold needs. */
  foldable(hall: string, from: number, to: number, types: Sql): AsyncGenerator<FoldEvent[]> {
    return this.toFold(within(hall, from, to, types));
  }

  /** Events of some halls for a fold, without withdrawn ones. */
  ofHalls(halls: readonly string[], from: number, to: number, types: Sql): AsyncGenerator<FoldEvent[]> {
    return this.toFold(sql`${withinHalls(halls, from, to)} ${types}`);
  }

  /** The same with only the last event per type and thing. */
  lastOfHalls(halls: readonly string[], from: number, to: number, types: Sql): AsyncGenerator<FoldEvent[]> {
    return this.toFold(
      sql`${withinHalls(halls, from, to)} ${types} ORDER BY time DESC, identity LIMIT 1 BY hall, entity, type`,
    );
  }

  /** Each event is one JSON text with its data embedded, so that a chunk is parsed in one go. */
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

  /** All events of some types about some things of one hall or source. */
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

  /** Events by identity; scans the whole column, so only for rare use, and skips identities never stored */
  async withIdentities(requested: readonly string[]): Promise<LoggedEvent[]> {
    const identities = [...(await this.stored(requested)).keys()];
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

/** Columns as numbers and hex, so that reading a row needs no date parsing. */
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
