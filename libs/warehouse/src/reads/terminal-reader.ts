import type { ClickHouseClient } from '@clickhouse/client';
import type { Terminal } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import {
  FAULT_CARRY_MS,
  TERMINAL_SILENT_MS,
  foldTerminalSpans,
  foldTerminalUses,
  hallDayStart,
  isTerminalEvent,
  type TerminalEvent,
} from '@cockpit/domain';
import { HallClock, OrganisationService } from '@cockpit/organisation';
import { CLICKHOUSE_READER, sql, type Sql } from '@cockpit/platform';
import { EventTable } from '../tables/event-table';
import { SideTables } from '../tables/side-tables';

const DAY_MS = 86_400_000;
const OF_TERMINALS = sql`AND startsWith(type, 'hall.terminal.')`;
const OF_FAULTS = sql`AND type IN ('hall.terminal.fault', 'hall.terminal.restored')`;

/** How the terminals of a hall stand now, read from their events: a fault is seen as soon as it is stored. */
@Injectable()
export class TerminalReader {
  private readonly events: EventTable;
  private readonly side: SideTables;

  constructor(
    @Inject(CLICKHOUSE_READER) client: ClickHouseClient,
    private readonly organisation: OrganisationService,
    private readonly hallClock: HallClock,
  ) {
    this.events = new EventTable(client);
    this.side = new SideTables(client);
  }

  /** @throws AppError 404 `unknown-hall` */
  async terminals(code: string): Promise<Terminal[]> {
    const { doc, day } = await this.organisation.hall(code);
    const now = await this.hallClock.now(doc.code);
    const today = hallDayStart(day, doc.timeZone);
    const from = today - DAY_MS;
    const withdrawn = await this.side.withdrawn();
    const events = (await this.read(code, from, now + 1, OF_TERMINALS))
      .concat(await this.read(code, from - FAULT_CARRY_MS, from, OF_FAULTS))
      .filter(({ identity }) => !withdrawn.has(identity));
    const spans = foldTerminalSpans(code, events, from, now, now);
    const names = new Map(doc.terminals.map(({ id, name }) => [id, name]));
    const ids = [...new Set([...names.keys(), ...spans.map(({ terminalId }) => terminalId)])].sort();
    return ids.map((terminalId) => {
      const own = events.filter(({ data }) => data.terminalId === terminalId);
      const last = spans.findLast((span) => span.terminalId === terminalId);
      const uses = foldTerminalUses(
        code,
        own.filter(({ time }) => time >= today),
      );
      return {
        terminalId,
        name: names.get(terminalId) ?? null,
        state: last?.state ?? 'unknown',
        since: last === undefined ? null : iso(last.from),
        faultCode: last?.state === 'fault' ? faultCode(own) : null,
        lastHeartbeatAt: latest(own.filter(({ type }) => type === 'hall.terminal.heartbeat')),
        lastSeenAt: latest(own),
        usesToday: uses.reduce((sum, row) => sum + row.uses, 0),
        usedSecToday: uses.reduce((sum, row) => sum + row.seconds, 0),
        faultsToday: new Set(
          own
            .filter(({ type, time }) => type === 'hall.terminal.fault' && time >= today)
            .map(({ identity }) => identity),
        ).size,
        silentAfterSec: TERMINAL_SILENT_MS / 1000,
      };
    });
  }

  private async read(hall: string, from: number, to: number, types: Sql): Promise<TerminalEvent[]> {
    const events: TerminalEvent[] = [];
    for await (const event of this.events.foldable(hall, from, to, types))
      if (isTerminalEvent(event)) events.push(event);
    return events;
  }
}

const iso = (time: number): string => new Date(time).toISOString();
const latest = (events: readonly TerminalEvent[]): string | null =>
  events.length === 0 ? null : iso(Math.max(...events.map(({ time }) => time)));

function faultCode(events: readonly TerminalEvent[]): string | null {
  const last = [...events]
    .sort((a, b) => a.time - b.time || (a.identity < b.identity ? -1 : 1))
    .findLast((event) => event.type === 'hall.terminal.fault');
  return last?.type === 'hall.terminal.fault' ? (last.data.code ?? null) : null;
}
