import type { ClickHouseClient } from '@clickhouse/client';
import {
  ownWord,
  type Caller,
  type MatterClock,
  type MatterDetail,
  type MatterPackage,
  type MatterSummary,
} from '@cockpit/contracts';
import type { MatterEvent, MatterPart } from '@cockpit/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hallsMeant } from '@cockpit/organisation';
import { CLICKHOUSE_READER, conflict, notFound, selectRows } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Assessed, Grounds } from '../grounds/grounds';
import { GroundsLoader } from '../grounds/grounds-loader';
import { assess } from '../worker/recompute';
import { ActStore } from '../tables/act-store';
import { CaseEvents } from '../tables/case-events';
import { IS_PART, PackageParts, mayHaveParts, partsOf } from '../tables/package-parts';
import { CardStore } from './card-store';
import { clockParts, faultDoc, officersOf, packageDoc, pathDoc, stageDocs, stepParts } from './detail-parts';
import { likelyLate } from './likely';
import { orderingOf, type MatterCursor } from './matter-orders';
import {
  Row,
  SELECT,
  conditionsOf,
  freshRow,
  isoOrNull,
  scopeOf,
  summaryOf,
  type ExtraData,
  type MatterListFilter,
} from './matter-rows';
import { sightOf } from './scope';
import { sparedParams, upheldOf } from './upheld';

const Predicted = z.object({ id: z.string(), predicted_overdue: z.number().nullable() });
const Change = z.object({
  at: z.date(),
  cause: z.string(),
  from_due: z.date().nullable(),
  to_due: z.date().nullable(),
  calendar_revision: z.coerce.number(),
});
const MAX_AMBIGUOUS = 20;
const EXPORT_PAGE = 5_000;

/** A matter computed now from its events. */
interface Current {
  row: Row;
  summary: MatterSummary;
  grounds: Grounds;
  assessed: Assessed;
  parts: readonly MatterPart[] | undefined;
  events: readonly MatterEvent[];
}

/** Reads matters; the figures of open ones are computed for the moment of the request. */
@Injectable()
export class MatterReader {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
    private readonly events: CaseEvents,
    private readonly parts: PackageParts,
    private readonly cards: CardStore,
    private readonly acts: ActStore,
  ) {}

  /** @param from starts after a matter or at an offset */
  async list(
    { order = 'newest', reversed, ...filter }: MatterListFilter,
    caller: Caller,
    limit: number,
    { after, offset = 0 }: { after?: MatterCursor | undefined; offset?: number } = {},
  ): Promise<{ items: MatterSummary[]; next: MatterCursor | null }> {
    const grounds = await this.grounds.load();
    const params: Record<string, unknown> = {
      limit: limit + 1,
      offset,
      ...(await sparedParams(this.postgres)),
      ...(filter.state === 'at-risk' ? { likely: await likelyLate(this.postgres) } : {}),
    };
    const where = [...scopeOf(caller, params), ...conditionsOf(filter, grounds, params)];
    const { column, way, than, value, at } = orderingOf(order, reversed);
    if (after !== undefined) {
      where.push(`(${column}, id) ${than} (${value}, {afterId:String})`);
      Object.assign(params, { after: after.at, afterId: after.id });
    }
    const rows = await selectRows(this.clickhouse, {
      label: 'matters.list',
      params,
      row: Row,
      sql: `SELECT ${SELECT} FROM matter FINAL WHERE ${where.length === 0 ? '1' : where.join(' AND ')} ORDER BY ${column} ${way}, id ${way} LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const beside = await this.beside(shown);
    return {
      items: shown.map((row) => summaryOf(row, grounds, beside(row.id))),
      next: rows.length > limit && last !== undefined ? { at: at(last), id: last.id } : null,
    };
  }

  /** Yields the whole list, page by page. */
  async *each(filter: MatterListFilter, caller: Caller): AsyncGenerator<MatterSummary> {
    for (let after: MatterCursor | undefined; ;) {
      const { items, next } = await this.list(filter, caller, EXPORT_PAGE, { after });
      yield* items;
      if (next === null) return;
      after = next;
    }
  }

  /** Open matters by the probability of being late, highest first; overdue ones are left out. */
  async atRisk(
    { hall, unit }: { hall?: string | undefined; unit?: string | undefined },
    caller: Caller,
    limit: number,
  ): Promise<MatterSummary[]> {
    const grounds = await this.grounds.load();
    const sight = sightOf(caller);
    const predictions = z.array(Predicted).parse(
      await this.postgres.query(
        `SELECT id, predicted_overdue FROM matter_clock
       WHERE predicted_overdue < 1 AND ($1::boolean OR halls && $2::text[] OR unit = ANY($3::text[]) OR officer_id = $4) AND ($5::text[] IS NULL OR halls && $5::text[]) AND ($6::text IS NULL OR unit = $6)
       ORDER BY predicted_overdue DESC, id LIMIT $7`,
        [
          sight === null,
          sight?.halls ?? [],
          sight?.units ?? [],
          sight?.officer ?? null,
          hall === undefined ? null : hallsMeant(grounds.parts.organisation?.halls ?? [], hall),
          unit ?? null,
          limit,
        ],
      ),
    );
    if (predictions.length === 0) return [];
    const rows = await selectRows(this.clickhouse, {
      label: 'matters.at-risk',
      row: Row,
      sql: `SELECT ${SELECT} FROM matter FINAL WHERE id IN {ids:Array(String)}`,
      params: { ids: predictions.map(({ id }) => id) },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const beside = await this.beside(rows);
    return predictions.flatMap(({ id, predicted_overdue: predicted }) => {
      const row = byId.get(id);
      if (row === undefined) return [];
      const summary = summaryOf(row, grounds, { ...beside(id), predicted });
      return summary.predictedOverdue === null ? [] : [summary];
    });
  }

  /** @param id the matter's id, or its caseId if that is unique */
  async clock(id: string, caller: Caller, source?: string): Promise<MatterClock> {
    const { row, summary, grounds, assessed } = await this.fresh(id, caller, source);
    const changes = z
      .array(Change)
      .parse(
        await this.postgres.query(
          'SELECT at, cause, from_due, to_due, calendar_revision FROM matter_change WHERE matter_id = $1 ORDER BY id',
          [row.id],
        ),
      );
    return {
      ...summary,
      ...clockParts(assessed, grounds),
      changes: changes.map(({ at, cause, from_due, to_due, calendar_revision }) => ({
        at: at.toISOString(),
        cause,
        from: from_due?.toISOString() ?? null,
        to: to_due?.toISOString() ?? null,
        revision: calendar_revision,
      })),
    };
  }

  async detail(id: string, caller: Caller, source?: string): Promise<MatterDetail> {
    const { row, summary, grounds, assessed, parts, events } = await this.fresh(id, caller, source);
    const { matter, halls } = assessed;
    const { accepted } = matter;
    const path = matter.path.map(pathDoc);
    const stages = stageDocs(assessed);
    const cards = await this.cards.ofMatter(row.id);
    return {
      ...summary,
      channel: accepted?.channel ?? null,
      acceptingHall: accepted?.acceptingHallId ?? null,
      acceptingHallName: accepted?.acceptingHallId === undefined ? null : grounds.hallName(accepted.acceptingHallId),
      halls,
      applicantType: accepted?.applicantType ?? null,
      enterpriseRef: accepted?.enterpriseRef ?? null,
      ticketId: accepted?.ticketId ?? null,
      result: matter.closeResult,
      resultName:
        matter.closeResult === null ? null : ownWord(grounds.parts.organisation?.words, 'results', matter.closeResult),
      deliveredAt: isoOrNull(matter.deliveredAt),
      reopened: matter.reopened,
      supplements: matter.supplements,
      ...stepParts(row.caseId, events, caller),
      path,
      stages,
      cards,
      officers: officersOf([...path, ...stages, ...cards], grounds),
      faultDetails: assessed.faults.map(faultDoc),
      package:
        parts === undefined
          ? null
          : packageDoc(grounds, accepted?.packageId ?? null, parts, await this.partsOf(row, grounds)),
    };
  }

  /** A visible matter, computed now. */
  async known(id: string, caller: Caller): Promise<{ grounds: Grounds; assessed: Assessed }> {
    return this.fresh(id, caller, undefined);
  }

  /** The id of a matter given by id or caseId. */
  idOf = async (id: string, caller: Caller): Promise<string> => (await this.rowOf(id, caller)).id;

  /** A visible matter as last stored. */
  rowOf = (id: string, caller: Caller): Promise<Row> => this.find(id, caller, undefined);

  private async partsOf(row: Row, grounds: Grounds): Promise<MatterPackage['parts']> {
    const rows = await selectRows(this.clickhouse, {
      label: 'matters.parts-shown',
      row: Row,
      params: { register: row.register, parent: row.caseId },
      sql: `SELECT ${SELECT} FROM matter FINAL WHERE register = {register:String} AND parent_id = {parent:String} AND ${IS_PART} ORDER BY case_id`,
    });
    return rows.map((part) => {
      const { id, caseId, item, unit, stage, acceptedAt, dueAt, closedAt, paused, overdue } = summaryOf(part, grounds);
      return { id, caseId, item, unit, stage, acceptedAt, dueAt, closedAt, paused, overdue };
    });
  }

  /** Computes from the events, so that explanations match the current state. */
  private async fresh(id: string, caller: Caller, source: string | undefined): Promise<Current> {
    const row = await this.find(id, caller, source);
    const grounds = await this.grounds.fresh();
    const history = (
      await this.events.readHistories([{ register: row.register, caseId: row.caseId }], (name) =>
        grounds.registerOf(name),
      )
    ).get(row.id);
    if (!history) throw notFound('unknown-matter', `there is no matter "${id}"`);
    const events = await this.acts.join(row, history.events, grounds);
    const parts = mayHaveParts(events)
      ? partsOf(events, (await this.parts.readParts([{ register: row.register, caseId: row.caseId }])).get(row.id))
      : undefined;
    const assessed = assess(grounds, row.caseId, events, parts);
    const beside = await this.beside([row]);
    return {
      row,
      grounds,
      assessed,
      parts,
      events,
      summary: summaryOf(freshRow(row, assessed), grounds, beside(row.id), assessed.now),
    };
  }

  private async find(id: string, caller: Caller, source: string | undefined): Promise<Row> {
    const params: Record<string, unknown> = { id, ...(source === undefined ? {} : { source }) };
    const where = [
      '(id = {id:String} OR case_id = {id:String})',
      ...(source === undefined ? [] : ['source = {source:String}']),
      ...scopeOf(caller, params),
    ];
    const rows = await selectRows(this.clickhouse, {
      label: 'matters.find',
      params,
      row: Row,
      sql: `SELECT ${SELECT} FROM matter FINAL WHERE ${where.join(' AND ')} ORDER BY id = {id:String} DESC, source LIMIT ${String(MAX_AMBIGUOUS)}`,
    });
    const row = rows.find((candidate) => candidate.id === id) ?? rows[0];
    if (row === undefined) throw notFound('unknown-matter', `there is no matter "${id}"`);
    if (row.id !== id && rows.length > 1)
      throw conflict(
        'ambiguous-case',
        `several sources have a case "${id}": ask with ?source= or by id: ${rows.map((candidate) => `${candidate.source} ${candidate.id}`).join(', ')}`,
      );
    return row;
  }

  private async beside(rows: readonly Row[]): Promise<(id: string) => ExtraData> {
    const ids = rows.map((row) => row.id);
    const [predicted, upheld] = await Promise.all([this.predictions(ids), upheldOf(this.postgres, ids)]);
    return (id) => ({ predicted: predicted.get(id) ?? null, upheld: upheld.get(id) ?? [] });
  }

  private async predictions(ids: readonly string[]): Promise<Map<string, number | null>> {
    if (ids.length === 0) return new Map();
    const rows = z
      .array(Predicted)
      .parse(await this.postgres.query('SELECT id, predicted_overdue FROM matter_clock WHERE id = ANY($1)', [ids]));
    return new Map(rows.map((row) => [row.id, row.predicted_overdue]));
  }
}
