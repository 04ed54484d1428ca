import type { ClickHouseClient } from '@clickhouse/client';
import { emptyLoad, type LoadRow, type TerminalSpan, type TerminalUseRow, type WindowSpan } from '@cockpit/domain';
import { instant, instantOrNull } from './instants';
import { allEnded } from './joined';

export interface HallDay {
  hall: string;
  day: string;
}

const SPAN_COLUMNS = [
  'hall',
  'day',
  'version',
  'window_id',
  'state',
  'from_at',
  'to_at',
  'officer_id',
  'ticket_id',
] as const;
const LOAD_COLUMNS = [
  'hall',
  'day',
  'version',
  'kind',
  'code',
  'slot',
  'arrivals',
  'called',
  'wait_sum',
  'wait_hist',
  'served',
  'service_sum',
  'no_shows',
  'abandoned',
  'guided',
  'waiting_end',
  'busy',
  'idle',
  'paused',
  'fault',
] as const;
const TERMINAL_SPAN_COLUMNS = ['hall', 'day', 'version', 'terminal_id', 'state', 'from_at', 'to_at'] as const;
const TERMINAL_USE_COLUMNS = ['hall', 'day', 'version', 'terminal_id', 'item', 'outcome', 'uses', 'seconds'] as const;
const NOTHING: LoadRow = { ...emptyLoad('queue', '', 0), waitHist: [] };

/**
 * Version of the rules for spans and load; increase it when a rule changes results, and days with an older version are
 * recomputed. 2: an event of one ticket ends only that ticket's stay at its window. 3: a served ticket stays served,
 * see docs/decisions/0010.
 */
const DAY_RULES = 3;

/** Tables written by hall day: window and terminal spans, terminal uses, load per quarter hour. */
export class DayTables {
  constructor(private readonly client: ClickHouseClient) {}

  async writeSpans(hall: string, day: string, spans: readonly WindowSpan[], version: number): Promise<void> {
    const rows = spans.map((s) => [
      hall,
      day,
      version,
      s.windowId,
      s.state,
      instant(s.from),
      instant(s.to),
      s.officerId,
      s.ticketId,
    ]);
    await this.insert('window_span', SPAN_COLUMNS, [
      [hall, day, version, '', 'offline', instant(0), instantOrNull(0), null, null],
      ...rows,
    ]);
  }

  async writeLoad(hall: string, day: string, rows: readonly LoadRow[], version: number): Promise<void> {
    await this.insert(
      'load_15min',
      LOAD_COLUMNS,
      [NOTHING, ...rows].map((r) => [
        hall,
        day,
        version,
        r.code === '' ? '' : r.kind,
        r.code,
        r.slot / 1000,
        r.arrivals,
        r.called,
        r.waitSum,
        r.waitHist,
        r.served,
        r.serviceSum,
        r.noShows,
        r.abandoned,
        r.guided,
        r.waitingEnd,
        r.busy,
        r.idle,
        r.paused,
        r.fault,
      ]),
    );
  }

  /**
   * Marks the summaries of this day as outdated. After an interruption the day is still due and everything is repeated.
   */
  async markOutdated(hall: string, day: string, version: number): Promise<void> {
    await this.insert(
      'day_told',
      ['hall', 'day', 'told', 'version'],
      [
        [hall, day, 'day', version],
        [hall, day, 'rules', DAY_RULES],
      ],
    );
  }

  /** Hall days computed by older rules, the youngest last. */
  async outdated(): Promise<HallDay[]> {
    const answer = await this.client.query({
      query: `SELECT hall, toString(day) AS day FROM day_told WHERE told IN ('day', 'rules') GROUP BY hall, day
        HAVING countIf(told = 'day') > 0 AND maxIf(version, told = 'rules') < ${String(DAY_RULES)} ORDER BY day, hall`,
      format: 'JSONEachRow',
      clickhouse_settings: { log_comment: 'warehouse.outdated-days' },
    });
    return answer.json<HallDay>();
  }

  async writeTerminals(
    hall: string,
    day: string,
    spans: readonly TerminalSpan[],
    uses: readonly TerminalUseRow[],
    version: number,
  ): Promise<void> {
    const states = spans.map((s) => [hall, day, version, s.terminalId, s.state, instant(s.from), instant(s.to)]);
    const used = uses.map((u) => [hall, day, version, u.terminalId, u.item, u.outcome, u.uses, u.seconds]);
    await allEnded([
      this.insert('terminal_span', TERMINAL_SPAN_COLUMNS, [
        [hall, day, version, '', 'silent', instant(0), instant(0)],
        ...states,
      ]),
      this.insert('terminal_use', TERMINAL_USE_COLUMNS, [[hall, day, version, '', '', '', 0, 0], ...used]),
    ]);
  }

  private async insert(
    table: string,
    columns: readonly [string, ...string[]],
    values: readonly unknown[][],
  ): Promise<void> {
    await this.client.insert({
      table,
      columns: [...columns] as [string, ...string[]],
      values,
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: `warehouse.${table}` },
    });
  }
}
