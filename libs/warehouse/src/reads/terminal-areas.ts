import type { ClickHouseClient } from '@clickhouse/client';
import type { HallDoc, HallScope, OrganisationDoc, TerminalArea, TerminalFigures } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { inScope } from '@cockpit/access';
import {
  addDays,
  coverOf,
  hallDayEnd,
  hallDayStart,
  openingOf,
  type DayClasses,
  type TerminalSpan,
  type WatchedTerminal,
} from '@cockpit/domain';
import { HallClock, OrganisationService } from '@cockpit/organisation';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { z } from 'zod';

/** Number of whole hall days examined, ending yesterday. */
export const COVER_DAYS = 7;

const Ms = z.coerce.number();
const Stored = z.object({
  hall: z.string(),
  terminalId: z.string(),
  state: z.enum(['up', 'fault', 'silent']),
  from: Ms,
  to: Ms,
});

/** Availability of the terminals of areas by day and night, against their service hours. */
@Injectable()
export class TerminalAreas {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly organisation: OrganisationService,
    private readonly hallClock: HallClock,
  ) {}

  /** Terminals registered by halls of the scope, grouped by parent place. Training twins are left out. */
  async areas(scope: HallScope): Promise<TerminalArea[]> {
    const [doc, classes] = await Promise.all([this.organisation.latest(), this.organisation.days()]);
    const halls = (doc?.halls ?? []).filter(
      ({ code, twinOf, terminals }) => terminals.length > 0 && twinOf === undefined && inScope(scope, code),
    );
    if (doc === null || halls.length === 0) return [];
    const daysOf = new Map(
      await Promise.all(halls.map(async (hall) => [hall.code, daysBefore(await this.hallClock.today(hall))] as const)),
    );
    const days = [...new Set([...daysOf.values()].flat())].sort();
    const docs = new Map(await Promise.all(days.map(async (day) => [day, await this.organisation.on(day)] as const)));
    const spans = await this.spans({
      halls: halls.map(({ code }) => code),
      from: days[0] ?? '',
      to: days.at(-1) ?? '',
    });
    const places = halls.map((hall) => ({
      code: hall.code,
      name: hall.name,
      parent: hall.parent ?? null,
      watched: watchedOf(hall.code, daysOf.get(hall.code) ?? [], { docs, classes, spans }),
    }));
    const names = new Map(doc.halls.map(({ code, name }) => [code, name]));
    return [...new Set(places.map(({ parent }) => parent))]
      .map((code) => {
        const children = places.filter(({ parent }) => parent === code);
        return {
          code,
          name: code === null ? doc.bureau.name : (names.get(code) ?? code),
          days: COVER_DAYS,
          ...figuresOf(children.flatMap(({ watched }) => watched)),
          places: children.map(({ code: place, name, watched }) => ({ code: place, name, ...figuresOf(watched) })),
        };
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private async spans(query: {
    halls: readonly string[];
    from: string;
    to: string;
  }): Promise<Map<string, TerminalSpan[]>> {
    const where = 'hall IN {halls:Array(String)} AND day BETWEEN {from:Date} AND {to:Date}';
    const rows = await selectRows(this.client, {
      label: 'warehouse.terminal-areas',
      params: { ...query },
      row: Stored,
      sql: `SELECT hall, terminal_id AS terminalId, state, toUnixTimestamp64Milli(from_at) AS from, toUnixTimestamp64Milli(to_at) AS to
        FROM terminal_span FINAL WHERE ${where} AND terminal_id != '' AND (hall, day, version) IN (SELECT hall, day, max(version) FROM terminal_span WHERE ${where} GROUP BY hall, day)`,
    });
    const spans = new Map<string, TerminalSpan[]>();
    for (const row of rows) {
      const intervals = spans.get(keyOf(row.hall, row.terminalId));
      if (intervals === undefined) spans.set(keyOf(row.hall, row.terminalId), [row]);
      else intervals.push(row);
    }
    return spans;
  }
}

interface DayRecords {
  readonly docs: ReadonlyMap<string, OrganisationDoc | null>;
  readonly classes: DayClasses;
  readonly spans: ReadonlyMap<string, TerminalSpan[]>;
}

const keyOf = (hall: string, terminal: string): string => JSON.stringify([hall, terminal]);

const daysBefore = (today: string): string[] => Array.from({ length: COVER_DAYS }, (_, i) => addDays(today, -1 - i));

/** Terminals of a hall as registered on each day, with the times in which they should have served. */
function watchedOf(hall: string, days: readonly string[], { docs, classes, spans }: DayRecords): WatchedTerminal[] {
  const found = new Map<string, { allDay: boolean; watched: WatchedTerminal['watched'][number][] }>();
  for (const day of [...days].sort()) {
    const hallThen = docs.get(day)?.halls.find(({ code }) => code === hall);
    for (const { id, allDay } of hallThen?.terminals ?? []) {
      const entry = found.get(id) ?? { allDay, watched: [] };
      found.set(id, { allDay, watched: [...entry.watched, ...hoursOf(hallThen, allDay, day, classes)] });
    }
  }
  return [...found].map(([id, entry]) => ({ ...entry, spans: spans.get(keyOf(hall, id)) ?? [] }));
}

function hoursOf(
  hall: HallDoc | undefined,
  allDay: boolean,
  day: string,
  classes: DayClasses,
): WatchedTerminal['watched'] {
  if (hall === undefined) return [];
  const fullDay = { from: hallDayStart(day, hall.timeZone), to: hallDayEnd(day, hall.timeZone) };
  return allDay ? [fullDay] : openingOf(hall, day, classes);
}

const seconds = (ms: number): number => Math.round(ms / 1000);
const share = (part: number, total: number): number | null => (total > 0 ? part / total : null);

function figuresOf(watched: readonly WatchedTerminal[]): TerminalFigures {
  const { terminals, allDay, all, ofAllDay, servedMs, dayAndNightMs } = coverOf(watched);
  return {
    terminals,
    allDay,
    uptime: share(all.upMs, all.watchedMs),
    upSec: seconds(all.upMs),
    downSec: seconds(all.downMs),
    unknownSec: seconds(all.unknownMs),
    allDayUptime: share(ofAllDay.upMs, ofAllDay.watchedMs),
    coverage: share(servedMs, dayAndNightMs),
  };
}
