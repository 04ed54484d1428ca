import type { ClickHouseClient } from '@clickhouse/client';
import {
  CARDS, MATTER_KINDS, type Caller, type MatterClock, type MatterDetail, type MatterKind, type MatterSummary,
} from '@cockpit/contracts';
import { CARD_RULE, FAULT_REASON, type ClockTimes, type ReadingFault } from '@cockpit/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, conflict, notFound, selectRows } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Assessed, Grounds } from '../grounds/grounds';
import { GroundsLoader } from '../grounds/grounds-loader';
import { assess } from '../keeper/recompute';
import { CaseEvents } from '../tables/case-events';
import { PackageParts, isPackage } from '../tables/package-parts';

export const MATTER_STATES = ['all', 'open', 'closed', 'overdue', 'yellow', 'red', 'paused', 'unattended', 'faulty'] as const;
export interface MatterFilter {
  hall?: string | undefined;
  unit?: string | undefined;
  officer?: string | undefined;
  kind?: MatterKind | undefined;
  stage?: string | undefined;
  source?: string | undefined;
  state: (typeof MATTER_STATES)[number];
  /** accepted within, epoch ms */
  from?: number | undefined;
  to?: number | undefined;
}
export interface MatterCursor { firstAt: string; id: string }

const Row = z.object({
  id: z.string(), register: z.string(), caseId: z.string(), source: z.string(), kind: z.enum(MATTER_KINDS), item: z.string().nullable(), hall: z.string().nullable(), unit: z.string().nullable(),
  officerId: z.string().nullable(), stage: z.string().nullable(), firstAt: z.string(), acceptedAt: z.string().nullable(), dueAt: z.string().nullable(), closedAt: z.string().nullable(),
  unattendedAt: z.string().nullable(), elapsedDays: z.number().nullable(), remainingDays: z.number().nullable(), card: z.enum(CARDS), overdue: z.coerce.number(), provisional: z.coerce.number(), paused: z.coerce.number(),
  faultKinds: z.array(z.string()), times: z.string(),
});
type Row = z.infer<typeof Row>;
const SELECT = `id, register, case_id AS caseId, source, kind, item, hall, unit, officer_id AS officerId, stage, first_at AS firstAt, accepted_at AS acceptedAt, due_at AS dueAt, closed_at AS closedAt,
  unattended_at AS unattendedAt, elapsed_days AS elapsedDays, remaining_days AS remainingDays, card, overdue, provisional, paused, fault_kinds AS faultKinds, times`;
const Predicted = z.object({ id: z.string(), predicted_overdue: z.number().nullable() });
const Change = z.object({ at: z.date(), cause: z.string(), from_due: z.date().nullable(), to_due: z.date().nullable(), calendar_revision: z.coerce.number() });
const AMBIGUOUS = 20;

/** Matters as they are now: figures of open ones are read from their clocks at the moment somebody asks. */
@Injectable()
export class MatterReader {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient, private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader, private readonly events: CaseEvents, private readonly parts: PackageParts,
  ) {}

  /** Newest first. */
  async list(filter: MatterFilter, caller: Caller, limit: number, after?: MatterCursor): Promise<{ items: MatterSummary[]; next: MatterCursor | null }> {
    const grounds = await this.grounds.load();
    const params: Record<string, unknown> = { limit: limit + 1 };
    const where = [...scopeOf(caller, params), ...conditionsOf(filter, grounds, params)];
    if (after !== undefined) {
      where.push("(first_at, id) < (parseDateTime64BestEffort({firstAt:String}, 3, 'UTC'), {afterId:String})");
      Object.assign(params, { firstAt: after.firstAt, afterId: after.id });
    }
    const rows = await selectRows(this.clickhouse, {
      label: 'matters.list', params, row: Row,
      sql: `SELECT ${SELECT} FROM matter FINAL WHERE ${where.length === 0 ? '1' : where.join(' AND ')} ORDER BY first_at DESC, id DESC LIMIT {limit:UInt32}`,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const predicted = await this.predictions(shown.filter((row) => row.closedAt === null).map((row) => row.id));
    return {
      items: shown.map((row) => summaryOf(row, grounds, predicted.get(row.id) ?? null)),
      next: rows.length > limit && last !== undefined ? { firstAt: last.firstAt, id: last.id } : null,
    };
  }

  /** Open matters by the probability that they miss their due time, highest first; those already past it are no longer a question. */
  async atRisk({ hall, unit }: { hall?: string | undefined; unit?: string | undefined }, caller: Caller, limit: number): Promise<MatterSummary[]> {
    const grounds = await this.grounds.load();
    const scope = caller.halls === 'all' ? null : caller.halls;
    const told = z.array(Predicted).parse(await this.postgres.query(
      `SELECT id, predicted_overdue FROM matter_clock
       WHERE predicted_overdue < 1 AND ($1::text[] IS NULL OR halls && $1) AND ($2::text IS NULL OR $2 = ANY(halls)) AND ($3::text IS NULL OR unit = $3)
       ORDER BY predicted_overdue DESC, id LIMIT $4`, [scope, hall ?? null, unit ?? null, limit]));
    if (told.length === 0) return [];
    const rows = await selectRows(this.clickhouse, { label: 'matters.at-risk', row: Row, sql: `SELECT ${SELECT} FROM matter FINAL WHERE id IN (${told.map(({ id }) => literal(id)).join(',')})` });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return told.flatMap(({ id, predicted_overdue }) => {
      const row = byId.get(id);
      if (row === undefined) return [];
      const summary = summaryOf(row, grounds, predicted_overdue);
      return summary.predictedOverdue === null ? [] : [summary];
    });
  }

  /** @param id of the matter, or its caseId where that is the only one of its name */
  async clock(id: string, caller: Caller, source?: string): Promise<MatterClock> {
    const { row, summary, grounds, assessed } = await this.fresh(id, caller, source);
    const { reading, rule, times, now, matter, hall } = assessed;
    const changes = z.array(Change).parse(await this.postgres.query('SELECT at, cause, from_due, to_due, calendar_revision FROM matter_change WHERE matter_id = $1 ORDER BY id', [row.id]));
    return {
      ...summary, at: iso(matter.closedAt ?? now), yellowAt: isoOrNull(reading?.yellowAt), elapsed: reading?.elapsed ?? null, remaining: reading?.remaining ?? null,
      limit: reading === null ? null : {
        amount: reading.limit, unit: reading.unit, from: rule.from, statutory: rule.statutory, extensionDays: (times?.extensions ?? []).reduce((sum, extension) => sum + extension.days, 0),
      },
      days: [...(reading?.explanation ?? [])],
      pauses: matter.pauses.map((pause) => ({ from: iso(pause.from), to: isoOrNull(pause.to), reason: pause.reason })),
      extensions: matter.extensions.map(({ at, days, approvedBy }) => ({ at: iso(at), days, approvedBy })),
      calendar: { revision: grounds.parts.calendars.revision, ...grounds.officeOf(hall) }, cardRule: { ...CARD_RULE },
      changes: changes.map(({ at, cause, from_due, to_due, calendar_revision }) => ({ at: at.toISOString(), cause, from: from_due?.toISOString() ?? null, to: to_due?.toISOString() ?? null, revision: calendar_revision })),
      faultDetails: assessed.faults.map(faultDoc),
    };
  }

  async detail(id: string, caller: Caller, source?: string): Promise<MatterDetail> {
    const { summary, assessed } = await this.fresh(id, caller, source);
    const { matter, halls } = assessed;
    const { accepted } = matter;
    return {
      ...summary, channel: accepted?.channel ?? null, acceptingHall: accepted?.acceptingHallId ?? null, halls, applicantType: accepted?.applicantType ?? null, enterpriseRef: accepted?.enterpriseRef ?? null,
      packageId: accepted?.packageId ?? null, parentId: accepted?.parentId ?? null, ticketId: accepted?.ticketId ?? null, result: matter.closeResult, deliveredAt: isoOrNull(matter.deliveredAt),
      reopened: matter.reopened, supplements: matter.supplements, path: matter.path.map((step) => ({ ...step, at: iso(step.at) })), faultDetails: assessed.faults.map(faultDoc),
    };
  }

  /** From the events themselves, so that an explanation never explains an older picture. */
  private async fresh(id: string, caller: Caller, source: string | undefined): Promise<{ row: Row; summary: MatterSummary; grounds: Grounds; assessed: Assessed }> {
    const row = await this.find(id, caller, source);
    const grounds = await this.grounds.fresh();
    const history = (await this.events.of([{ register: row.register, caseId: row.caseId }], (name) => grounds.registerOf(name))).get(row.id);
    if (!history) throw notFound('unknown-matter', `there is no matter "${id}"`);
    const parts = isPackage(history.events) ? (await this.parts.of([{ register: row.register, caseId: row.caseId }])).get(row.id) : undefined;
    const assessed = assess(grounds, row.caseId, history.events, parts);
    const predicted = (await this.predictions([row.id])).get(row.id) ?? null;
    return { row, grounds, assessed, summary: summaryOf(freshRow(row, assessed), grounds, predicted, assessed.now) };
  }

  private async find(id: string, caller: Caller, source: string | undefined): Promise<Row> {
    const params: Record<string, unknown> = { id, ...(source === undefined ? {} : { source }) };
    const where = ['(id = {id:String} OR case_id = {id:String})', ...(source === undefined ? [] : ['source = {source:String}']), ...scopeOf(caller, params)];
    const rows = await selectRows(this.clickhouse, { label: 'matters.find', params, row: Row, sql: `SELECT ${SELECT} FROM matter FINAL WHERE ${where.join(' AND ')} LIMIT ${String(AMBIGUOUS)}` });
    const row = rows.find((one) => one.id === id) ?? rows[0];
    if (row === undefined) throw notFound('unknown-matter', `there is no matter "${id}"`);
    if (row.id !== id && rows.length > 1) throw conflict('ambiguous-case', `several sources have a case "${id}": ask with ?source= or by id: ${rows.map((one) => `${one.source} ${one.id}`).join(', ')}`);
    return row;
  }

  private async predictions(ids: readonly string[]): Promise<Map<string, number | null>> {
    if (ids.length === 0) return new Map();
    const rows = z.array(Predicted).parse(await this.postgres.query('SELECT id, predicted_overdue FROM matter_clock WHERE id = ANY($1)', [ids]));
    return new Map(rows.map((row) => [row.id, row.predicted_overdue]));
  }
}

const iso = (time: number): string => new Date(Math.round(time)).toISOString();
const isoOrNull = (time: number | null | undefined): string | null => (time === null || time === undefined ? null : iso(time));
const faultDoc = ({ kind, at, identity }: ReadingFault) => ({ kind, at: iso(at), identity, reason: FAULT_REASON[kind] });

function scopeOf(caller: Caller, params: Record<string, unknown>): string[] {
  if (caller.halls === 'all') return [];
  params['scope'] = caller.halls;
  if (caller.officerId === undefined) return ['hasAny(halls, {scope:Array(String)})'];
  params['self'] = caller.officerId;
  return ['(hasAny(halls, {scope:Array(String)}) OR officer_id = {self:String})'];
}

const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const instant = (time: number): string => `fromUnixTimestamp64Milli(${String(Math.trunc(time))}, 'UTC')`;

/** The now of each row's hall, as SQL. */
function nowOf({ parts }: Grounds): string {
  const fed = [...parts.hallNow].map(([hall, now]) => `ifNull(hall, '') = ${literal(hall)}, ${instant(now)}`);
  return fed.length === 0 ? instant(parts.wallNow) : `multiIf(${fed.join(', ')}, ${instant(parts.wallNow)})`;
}

function conditionsOf(filter: MatterFilter, grounds: Grounds, params: Record<string, unknown>): string[] {
  const where: string[] = [];
  const equal = (column: string, name: string, value: string | undefined): void => {
    if (value === undefined) return;
    where.push(`${column} = {${name}:String}`);
    params[name] = value;
  };
  if (filter.hall !== undefined) {
    where.push('has(halls, {hall:String})');
    params['hall'] = filter.hall;
  }
  equal('unit', 'unit', filter.unit);
  equal('officer_id', 'officer', filter.officer);
  equal('kind', 'kind', filter.kind);
  equal('stage', 'stage', filter.stage);
  equal('source', 'source', filter.source);
  if (filter.from !== undefined) where.push(`first_at >= ${instant(filter.from)}`);
  if (filter.to !== undefined) where.push(`first_at < ${instant(filter.to)}`);
  const now = nowOf(grounds);
  const late = `if(closed_at IS NULL, ifNull(due_at < ${now} AND (paused = 0 OR due_at <= computed_at), 0), overdue)`;
  const states: Record<MatterFilter['state'], string[]> = {
    all: [], open: ['closed_at IS NULL'], closed: ['closed_at IS NOT NULL'], overdue: [late], red: ['closed_at IS NULL', late],
    yellow: ['closed_at IS NULL', `NOT ${late}`, `ifNull(yellow_at <= ${now} AND (paused = 0 OR yellow_at <= computed_at), 0)`],
    paused: ['closed_at IS NULL', 'paused = 1'], unattended: ['closed_at IS NULL', `ifNull(unattended_at <= ${now}, 0)`], faulty: ['notEmpty(fault_kinds)'],
  };
  return [...where, ...states[filter.state]];
}

function summaryOf(row: Row, grounds: Grounds, predicted: number | null, at?: number): MatterSummary {
  const now = at ?? grounds.nowOf(row.hall);
  const open = row.closedAt === null;
  const reading = open && row.times !== '' ? grounds.read(JSON.parse(row.times) as ClockTimes, row.hall, now) : null;
  const overdue = reading?.overdue ?? row.overdue === 1;
  return {
    id: row.id, caseId: row.caseId, source: row.source, kind: row.kind, item: row.item, hall: row.hall, unit: row.unit, officerId: row.officerId, stage: row.stage,
    acceptedAt: row.acceptedAt, dueAt: isoOrNull(reading?.dueAt) ?? row.dueAt, closedAt: row.closedAt, elapsedDays: reading?.elapsedDays ?? row.elapsedDays,
    remainingDays: reading?.remainingDays ?? row.remainingDays, card: reading?.card ?? row.card, overdue, provisional: reading?.provisional ?? row.provisional === 1,
    paused: reading?.paused ?? (open && row.paused === 1), unattended: open && row.unattendedAt !== null && Date.parse(row.unattendedAt) <= now,
    predictedOverdue: open && !overdue ? predicted : null, faults: row.faultKinds,
  };
}

/** The row as it would be written now. */
function freshRow(row: Row, { matter, reading, times, unattendedAt, faults, officerId }: Assessed): Row {
  return {
    ...row, unit: matter.unit, officerId, stage: matter.stage?.name ?? null, acceptedAt: isoOrNull(matter.accepted?.at), dueAt: isoOrNull(reading?.dueAt), closedAt: isoOrNull(matter.closedAt),
    unattendedAt: isoOrNull(unattendedAt), elapsedDays: reading?.elapsedDays ?? null, remainingDays: reading?.remainingDays ?? null, card: reading?.card ?? 'none', overdue: Number(reading?.overdue ?? false),
    provisional: Number(reading?.provisional ?? false), paused: Number(matter.pauses.some((pause) => pause.to === null)), faultKinds: [...new Set(faults.map((fault) => fault.kind))],
    times: times === null ? '' : JSON.stringify(times),
  };
}
