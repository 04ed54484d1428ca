import type { ClickHouseClient } from '@clickhouse/client';
import { EVENT_DATA } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { MatterEvent } from '@cockpit/domain';
import { CLICKHOUSE_READER, sendable, writableJson } from '@cockpit/platform';
import { readServed, ticketKey, type ServedTickets } from './served-tickets';
import { BAD_STARS, matterId, ratingCase, ratingOf, type CaseKey } from '../names';

type Row = [
  type: MatterEvent['type'] | 'hall.ticket.rated',
  time: number,
  identity: string,
  source: string,
  id: string,
  data: string,
];
const COLUMNS = "type, toUnixTimestamp64Milli(time), replaceAll(toString(identity), '-', ''), source, id, data";
const RATED = "identity IN (SELECT toUUID(arrayJoin({ids:Array(String)}))) AND type = 'hall.ticket.rated'";
const STANDING = 'identity NOT IN (SELECT target FROM withdrawal)';

/** A matter's events and its first source: the source of its acceptance, else of its first event. */
export interface CaseHistory {
  source: string;
  events: MatterEvent[];
}

/** Standing events of cases from the event table, without withdrawn ones. */
@Injectable()
export class CaseEvents {
  constructor(@Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient) {}

  /** By matter id. @param registerOf the register of a source */
  async readHistories(
    keys: readonly CaseKey[],
    registerOf: (source: string) => string,
  ): Promise<Map<string, CaseHistory>> {
    const ids = new Set(keys.map(matterId));
    const found = new Map<string, CaseHistory & { first: MatterEvent }>();
    const add = (source: string, event: MatterEvent): void => {
      const id = matterId({ register: registerOf(source), caseId: event.data.caseId });
      if (!ids.has(id)) return;
      const history = found.get(id);
      if (!history) {
        found.set(id, { source, events: [event], first: event });
        return;
      }
      history.events.push(event);
      if (precedes(event, history.first)) Object.assign(history, { source, first: event });
    };
    const ratings = keys.flatMap(({ caseId }) => ratingOf(caseId) ?? []);
    const [cases, rated] = await Promise.all([
      this.rows(
        `entity IN {ids:Array(String)} AND startsWith(type, 'hall.case.') AND ${STANDING}`,
        keys.map(({ caseId }) => caseId),
      ),
      ratings.length === 0 ? [] : this.rows(`${RATED} AND ${STANDING}`, ratings),
    ]);
    const served = await readServed(this.clickhouse, rated.flatMap(ticketOf));
    const ratingSources = new Map<string, string>();
    for (const row of rated) {
      const opened = openedBy(row, served);
      if (!opened) continue;
      ratingSources.set(opened.data.caseId, row[3]);
      add(row[3], opened);
    }
    for (const [type, time, identity, source, id, data] of cases)
      // an event about a rating case belongs to the rating's source, whatever its own source
      add(ratingSources.get((writableJson(data) as MatterEvent['data']).caseId) ?? source, {
        type,
        time,
        identity,
        id,
        data: writableJson(data) as MatterEvent['data'],
      } as MatterEvent);
    return found;
  }

  /** The source of each known rating, withdrawn or not, by the case it opens. */
  async ratingSources(cases: readonly string[]): Promise<Map<string, string>> {
    const ratings = cases.flatMap((caseId) => ratingOf(caseId) ?? []);
    if (ratings.length === 0) return new Map();
    const rows = await this.rows(RATED, ratings);
    return new Map(rows.map(([, , identity, source]) => [ratingCase(identity), source]));
  }

  private async rows(where: string, ids: readonly string[]): Promise<Row[]> {
    const result = await this.clickhouse.query({
      ...sendable(`SELECT ${COLUMNS} FROM event WHERE ${where}`, { ids }),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'matters.events' },
    });
    return result.json<Row>();
  }
}

/** Whether an event precedes the other as the start of a matter; independent of the reading order. */
function precedes(event: MatterEvent, other: MatterEvent): boolean {
  const [a, b] = [event, other].map(({ type }) => Number(type !== 'hall.case.accepted'));
  return (
    (a ?? 0) - (b ?? 0) < 0 ||
    (a === b && (event.time < other.time || (event.time === other.time && event.identity < other.identity)))
  );
}

const ticketOf = ([, , , , , data]: Row): { hall: string; ticketId: string }[] => {
  const { hallId: hall, ticketId } = EVENT_DATA['hall.ticket.rated'].parse(writableJson(data));
  return ticketId === undefined ? [] : [{ hall, ticketId }];
};

/** A bad rating is the acceptance event of a matter; the hall is the responsible unit. */
function openedBy([, time, identity, , id, data]: Row, served: ServedTickets): MatterEvent | null {
  const rating = EVENT_DATA['hall.ticket.rated'].parse(writableJson(data));
  if (rating.stars > BAD_STARS) return null;
  return {
    type: 'hall.case.accepted',
    time,
    identity,
    id,
    data: {
      caseId: ratingCase(identity),
      kind: 'bad-rating',
      channel: 'window',
      unit: rating.hallId,
      hallId: rating.hallId,
      ...(rating.ticketId === undefined ? {} : { ticketId: rating.ticketId }),
      ...(rating.caseId === undefined ? {} : { parentId: rating.caseId }),
      rating: {
        stars: rating.stars,
        tags: rating.tags ?? [],
        ...(rating.comment === undefined ? {} : { comment: rating.comment }),
        ...(rating.ticketId === undefined ? {} : served.get(ticketKey(rating.hallId, rating.ticketId))),
      },
    },
  };
}
