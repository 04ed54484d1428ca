import type { ClickHouseClient } from '@clickhouse/client';
import type { HallDoc, HallScope, Terminal, TerminalStanding } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { inScope } from '@cockpit/access';
import {
  FAULT_CARRY_MS,
  TERMINAL_SILENT_MS,
  foldTerminalUses,
  hallDayStart,
  isTerminalEvent,
  type FoldEvent,
  type TerminalEvent,
} from '@cockpit/domain';
import { HallClock, OrganisationService } from '@cockpit/organisation';
import { CLICKHOUSE_READER, sql, type Place } from '@cockpit/platform';
import { EventTable } from '../tables/event-table';
import { SideTables } from '../tables/side-tables';
import { latest, standingsOf } from './terminal-standing';

const DAY_MS = 86_400_000;
const HALLS_A_READ = 100;
const OF_TERMINALS = sql`AND startsWith(type, 'hall.terminal.')`;
const OF_FAULTS = sql`AND type IN ('hall.terminal.fault', 'hall.terminal.restored')`;

/** A hall with its current time and the start of the relevant terminal events. */
interface HallRequest {
  hall: Pick<HallDoc, 'code' | 'terminals'>;
  now: number;
  from: number;
}

/** Current state of terminals from their events, so that a fault shows as soon as it is stored. */
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

  /**
   * Terminals of one hall with today's activity.
   * @throws AppError 404 `unknown-hall`
   */
  async terminals(code: string): Promise<Terminal[]> {
    const { doc, day } = await this.organisation.hall(code);
    const now = await this.hallClock.now(doc.code);
    const today = hallDayStart(day, doc.timeZone);
    const from = today - DAY_MS;
    const withdrawn = await this.side.withdrawn();
    const events = (await collect(this.events.foldable(code, from, now + 1, OF_TERMINALS)))
      .concat(await collect(this.events.foldable(code, from - FAULT_CARRY_MS, from, OF_FAULTS)))
      .filter(({ identity }) => !withdrawn.has(identity));
    return standingsOf(code, doc.terminals, events, from, now).map((standing) => {
      const ownEvents = events.filter(({ data }) => data.terminalId === standing.terminalId);
      const uses = foldTerminalUses(
        code,
        ownEvents.filter(({ time }) => time >= today),
      );
      return {
        ...standing,
        lastSeenAt: latest(ownEvents),
        usesToday: uses.reduce((sum, row) => sum + row.uses, 0),
        usedSecToday: uses.reduce((sum, row) => sum + row.seconds, 0),
        faultsToday: new Set(
          ownEvents
            .filter(({ type, time }) => type === 'hall.terminal.fault' && time >= today)
            .map(({ identity }) => identity),
        ).size,
        silentAfterSec: TERMINAL_SILENT_MS / 1000,
      };
    });
  }

  /** Up to `limit` terminals of all halls of a scope except twins, by hall and id, after a position. */
  async standings(scope: HallScope, limit: number, after: Place | null): Promise<TerminalStanding[]> {
    const [afterHall = '', afterId = ''] = after ?? [];
    const halls = ((await this.organisation.latest())?.halls ?? [])
      .filter(({ code, twinOf }) => twinOf === undefined && inScope(scope, code) && code >= afterHall)
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    const found: TerminalStanding[] = [];
    for (let i = 0; i < halls.length && found.length < limit; i += HALLS_A_READ) {
      const batch = await this.together(halls.slice(i, i + HALLS_A_READ));
      found.push(...batch.filter(({ hall, terminalId }) => hall > afterHall || terminalId > afterId));
    }
    return found.slice(0, limit);
  }

  private async together(halls: readonly HallDoc[]): Promise<TerminalStanding[]> {
    const requests = await Promise.all(halls.map((hall) => this.requestOf(hall)));
    const events = new Map<string, TerminalEvent[]>();
    // halls whose clocks are in other weeks are queried separately, because the time between is not needed
    for (const from of new Set(requests.map((request) => request.from))) {
      const sameStart = requests.filter((request) => request.from === from);
      for (const event of await this.lastEvents(sameStart, from)) {
        const ownEvents = events.get(event.data.hallId);
        if (ownEvents === undefined) events.set(event.data.hallId, [event]);
        else ownEvents.push(event);
      }
    }
    return requests.flatMap(({ hall, from, now }) => {
      const ownEvents = events.get(hall.code) ?? [];
      // events slightly ahead of the hall's clock count as current
      const at = ownEvents.reduce((last, { time }) => Math.max(last, time), now);
      return standingsOf(hall.code, hall.terminals, ownEvents, from, at).map((standing) => ({
        ...standing,
        hall: hall.code,
        since: standing.state === 'up' ? null : standing.since,
      }));
    });
  }

  private async requestOf(hall: HallDoc): Promise<HallRequest> {
    const [now, day] = await Promise.all([this.hallClock.now(hall.code), this.hallClock.today(hall)]);
    const hallThen = (await this.organisation.on(day))?.halls.find(({ code }) => code === hall.code);
    return { hall: hallThen ?? hall, now, from: hallDayStart(day, hall.timeZone) - DAY_MS };
  }

  private async lastEvents(requests: readonly HallRequest[], from: number): Promise<TerminalEvent[]> {
    const halls = requests.map(({ hall }) => hall.code);
    const until = Math.max(...requests.map(({ now }) => now)) + 1;
    return [
      ...(await collect(this.events.lastOfHalls(halls, from, until, OF_TERMINALS))),
      ...(await collect(this.events.ofHalls(halls, from - FAULT_CARRY_MS, until, OF_FAULTS))),
    ];
  }
}

async function collect(stored: AsyncIterable<FoldEvent[]>): Promise<TerminalEvent[]> {
  const events: TerminalEvent[] = [];
  for await (const chunk of stored) events.push(...chunk.filter(isTerminalEvent));
  return events;
}
