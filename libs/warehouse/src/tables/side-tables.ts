import type { ClickHouseClient } from '@clickhouse/client';
import { hallOf, type HallEvent, type LoggedEvent } from '@cockpit/contracts';
import { identityOf } from '@cockpit/log';
import { instant } from './instants';

type Observed = LoggedEvent & Extract<HallEvent, { type: 'hall.queue.observed' }>;
type CaseRating = LoggedEvent & Extract<HallEvent, { type: 'hall.ticket.rated' }> & { data: { caseId: string } };
export type Notice = LoggedEvent & Extract<HallEvent, { type: 'hall.notice.corrected' | 'hall.notice.voided' }>;

export const isObserved = (event: LoggedEvent): event is Observed => event.type === 'hall.queue.observed';
/** A rating that belongs to a matter, not to a visit. */
export const isCaseRating = (event: LoggedEvent): event is CaseRating =>
  event.type === 'hall.ticket.rated' && event.data.caseId !== undefined;
export const isNoticeEvent = (event: LoggedEvent): event is Notice =>
  event.type === 'hall.notice.corrected' || event.type === 'hall.notice.voided';

/** The identity that a notice withdraws; always of its own source. */
export const targetOf = (notice: Notice): string =>
  identityOf(notice.sourceName, notice.data.ofSource, notice.data.ofId);

/** Rows derived from single events; rewriting them changes nothing. */
export class SideTables {
  constructor(private readonly client: ClickHouseClient) {}

  async writeObservations(events: readonly Observed[]): Promise<void> {
    if (events.length === 0) return;
    await this.client.insert({
      table: 'queue_observation',
      columns: ['hall', 'queue', 'time', 'identity', 'waiting', 'last_called', 'open_windows', 'avg_service_min'],
      values: events.map(({ data, time, identity }) => [
        data.hallId,
        data.queue,
        instant(time),
        identity,
        data.waiting,
        data.lastCalled ?? null,
        data.openWindows ?? null,
        data.avgServiceMin ?? null,
      ]),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { max_partitions_per_insert_block: '0', log_comment: 'warehouse.observations' },
    });
  }

  async writeCaseRatings(events: readonly CaseRating[]): Promise<void> {
    if (events.length === 0) return;
    await this.client.insert({
      table: 'case_rating',
      columns: ['identity', 'hall', 'time', 'source', 'case_id', 'stars'],
      values: events.map((event) => [
        event.identity,
        hallOf(event) ?? '',
        instant(event.time),
        event.sourceName,
        event.data.caseId,
        event.data.stars,
      ]),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { max_partitions_per_insert_block: '0', log_comment: 'warehouse.case-ratings' },
    });
  }

  async writeWithdrawals(notices: readonly Notice[]): Promise<void> {
    if (notices.length === 0) return;
    await this.client.insert({
      table: 'withdrawal',
      columns: ['target', 'notice'],
      values: notices.map((notice) => [targetOf(notice), notice.identity]),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'warehouse.withdrawals' },
    });
  }

  async withdrawn(): Promise<Set<string>> {
    const result = await this.client.query({
      query: 'SELECT DISTINCT target FROM withdrawal',
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'warehouse.withdrawn' },
    });
    return new Set((await result.json<[string]>()).map(([target]) => target.replaceAll('-', '')));
  }
}
