import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { foldVisit, isTicketEvent, type FoldEvent, type TicketEvent, type VisitRow } from '@cockpit/domain';
import { identityOf } from '@cockpit/log';
import { createClickhouse, type Settings } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Ledger } from './poster';
import type { SentEvent } from './stories';

export interface Judgement {
  lost: number;
  doubled: number;
  /** visits, matters and cards that are not what the ledger tells */ wrong: number;
}

const CARDS_WITHIN_MS = 60_000;

const Event = z.object({ identity: z.string(), n: z.coerce.number() });
const Visit = z.object({
  hall: z.string(),
  ticket_id: z.string(),
  queue: z.string(),
  issued: z.number(),
  called: z.number(),
  started: z.number(),
  finished: z.number(),
  window_id: z.string().nullable(),
  result: z.string(),
  wait_sec: z.number().nullable(),
  service_sec: z.number().nullable(),
  stars: z.number().nullable(),
});
const Matter = z.object({ case_id: z.string(), source: z.string(), kind: z.string(), closed: z.number() });
const Card = z.object({ case_id: z.string(), open: z.coerce.number(), n: z.coerce.number() });

/** Holds what the stores say against what sources were told is safe. */
export async function judge(
  app: INestApplicationContext,
  settings: Settings,
  ledgers: readonly Ledger[],
  say: (line: string) => void,
): Promise<Judgement> {
  const client = createClickhouse(settings, 'reader');
  const rows = async <T>(row: z.ZodType<T>, query: string): Promise<T[]> =>
    z.array(row).parse(await (await client.query({ query, format: 'JSONEachRow' })).json());
  try {
    const stand = new Map(
      (
        await rows(
          Event,
          "SELECT replaceAll(toString(identity), '-', '') AS identity, count() AS n FROM event GROUP BY identity",
        )
      ).map(({ identity, n }) => [identity, n]),
    );
    const told = ledgers.flatMap((ledger) => ledger.events.map((event) => foldEventOf(ledger.source, event)));
    const missing = told.filter(({ identity }) => !stand.has(identity));
    for (const event of missing.slice(0, 5)) say(`lost: ${JSON.stringify(event)}`);
    const doubled =
      [...stand.values()].reduce((sum, n) => sum + n - 1, 0) + Math.max(0, stand.size - told.length + missing.length);
    const millis = (column: string): string => `ifNull(toUnixTimestamp64Milli(${column}), 0)`;
    const visits = await rows(
      Visit,
      `SELECT hall, ticket_id, queue, ${millis('issued_at')} AS issued, ${millis('called_at')} AS called, ${millis('started_at')} AS started,
      ${millis('finished_at')} AS finished, window_id, result, wait_sec, service_sec, stars FROM visit FINAL`,
    );
    const matters = await rows(
      Matter,
      `SELECT case_id, source, kind, ${millis('closed_at')} AS closed FROM matter FINAL`,
    );
    return {
      lost: missing.length,
      doubled,
      wrong:
        unlike('visit', visitsOf(told), visits, say) +
        unlike(
          'matter',
          mattersOf(ledgers),
          matters.filter(({ kind }) => kind === 'case'),
          say,
        ) +
        (await wrongInTheEnd(app, ledgers, say)),
    };
  } finally {
    await client.close();
  }
}

function foldEventOf(source: string, { id, type, time, data, source: ceSource }: SentEvent): FoldEvent {
  return { id, type, time: Date.parse(time), data, identity: identityOf(source, ceSource, id) } as FoldEvent;
}

/** The visits that the ledger tells, by the product's own pure fold. */
function visitsOf(told: readonly FoldEvent[]): z.infer<typeof Visit>[] {
  const withdrawn = new Set(
    told.flatMap((event) => (event.type === 'hall.notice.voided' ? [withdrawnBy(event.data)] : [])),
  );
  const byTicket = new Map<string, TicketEvent[]>();
  for (const event of told) {
    if (!isTicketEvent(event) || withdrawn.has(event.identity) || event.data.ticketId === undefined) continue;
    const key = `${event.data.hallId}|${event.data.ticketId}`;
    const own = byTicket.get(key);
    if (own) own.push(event);
    else byTicket.set(key, [event]);
  }
  return [...byTicket.values()].flatMap((events) => {
    const visit = foldVisit(events);
    return visit === null ? [] : [rowOf(visit)];
  });
}

/** Sources of the bench withdraw only their own events, and their names stand in what they call themselves. */
const withdrawnBy = ({ ofSource, ofId }: { ofSource: string; ofId: string }): string =>
  identityOf(ofSource.replace('/crash/', ''), ofSource, ofId);

const rowOf = (v: VisitRow): z.infer<typeof Visit> => ({
  hall: v.hall,
  ticket_id: v.ticketId,
  queue: v.queue,
  issued: v.issuedAt ?? 0,
  called: v.calledAt ?? 0,
  started: v.startedAt ?? 0,
  finished: v.finishedAt ?? 0,
  window_id: v.windowId,
  result: v.result,
  wait_sec: v.waitSec,
  service_sec: v.serviceSec,
  stars: v.stars,
});

function mattersOf(ledgers: readonly Ledger[]): z.infer<typeof Matter>[] {
  return ledgers.flatMap(({ source, events }) => {
    const closed = closedCases(events);
    return events
      .filter(({ type }) => type === 'hall.case.accepted')
      .map(({ data }) => {
        const caseId = String(data['caseId']);
        return { case_id: caseId, source, kind: 'case', closed: closed.get(caseId) ?? 0 };
      });
  });
}

const closedCases = (events: readonly SentEvent[]): Map<string, number> =>
  new Map(
    events.flatMap(({ type, data, time }) =>
      type === 'hall.case.closed' ? [[String(data['caseId']), Date.parse(time)]] : [],
    ),
  );

/** A card is issued when the clocks of matters are looked at next, which is no work that waits. */
async function wrongInTheEnd(
  app: INestApplicationContext,
  ledgers: readonly Ledger[],
  say: (line: string) => void,
): Promise<number> {
  const query =
    "SELECT case_id, count(*) FILTER (WHERE state <> 'withdrawn') AS open, count(*) AS n FROM matter_card WHERE kind = 'red' GROUP BY case_id";
  for (const end = performance.now() + CARDS_WITHIN_MS; ;) {
    const cards = z.array(Card).parse(await app.get(DataSource).query(query));
    const lines: string[] = [];
    const wrong = wrongCards(ledgers, cards, (line) => {
      lines.push(line);
    });
    if (wrong > 0 && performance.now() < end) {
      await sleep(500);
      continue;
    }
    for (const line of lines) say(line);
    return wrong;
  }
}

/** Each case that is open after it was due, by its hall's clock, has one red card; any other has none that counts. */
function wrongCards(
  ledgers: readonly Ledger[],
  cards: readonly z.infer<typeof Card>[],
  say: (line: string) => void,
): number {
  const found = new Map(cards.map((card) => [card.case_id, card]));
  let wrong = 0;
  for (const { events } of ledgers) {
    const closed = closedCases(events);
    const now = events.reduce((latest, { time }) => (time > latest ? time : latest), '');
    for (const { type, data } of events) {
      if (type !== 'hall.case.accepted') continue;
      const isOverdue = String(data['dueAt']) <= now;
      const caseId = String(data['caseId']);
      const { open = 0, n = 0 } = found.get(caseId) ?? {};
      if (open === (isOverdue && !closed.has(caseId) ? 1 : 0) && n <= 1) continue;
      if (wrong++ < 5) say(`card: case ${caseId} has ${String(n)} red cards, ${String(open)} of them count`);
    }
  }
  return wrong;
}

function unlike<T extends object>(
  what: string,
  told: readonly T[],
  stand: readonly T[],
  say: (line: string) => void,
): number {
  const text = (row: T): string => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  const left = new Map<string, number>();
  for (const row of told) left.set(text(row), (left.get(text(row)) ?? 0) + 1);
  for (const row of stand) left.set(text(row), (left.get(text(row)) ?? 0) - 1);
  const wrong = [...left].filter(([, count]) => count !== 0);
  for (const [row, count] of wrong.slice(0, 6)) say(`${what}: only in the ${count > 0 ? 'ledger' : 'table'}: ${row}`);
  return wrong.reduce((sum, [, count]) => sum + Math.abs(count), 0);
}
