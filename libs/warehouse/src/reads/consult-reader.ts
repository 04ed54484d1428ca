import type { ClickHouseClient } from '@clickhouse/client';
import {
  ConsultTierFigures,
  ConsultTierName,
  Consultation,
  LineFigures,
  type BetweenTiers,
  type HallScope,
} from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { betweenTiers, type ConsultLeg } from '@cockpit/domain';
import { HallClock, OrganisationService, linesByName, ownerOf } from '@cockpit/organisation';
import { CLICKHOUSE_READER, selectRows, type Place } from '@cockpit/platform';
import { z } from 'zod';

/** Days of the asking hall, both included; no hall = all in scope, and questions without hall when the scope is all. */
export interface ConsultQuery {
  from: string;
  to: string;
  hall?: string | undefined;
  tier?: string | undefined;
}

const Ms = z.number().nullable();
const Leg = z.object({
  tier: ConsultTierName,
  // legs stored before lines existed, and tiers reached by handing on, have no line
  line: z.string().nullable().default(null),
  taken: z.boolean().default(true),
  askedAt: Ms,
  answeredAt: Ms,
  escalatedAt: Ms,
  abandonedAt: Ms,
});
const legsIn = (text: string): ConsultLeg[] => z.array(Leg).parse(JSON.parse(text));
const Between = Consultation.pick({ day: true, consultId: true, source: true, hall: true, channel: true }).extend({
  legs: z.string(),
});
/** Maximum that a person can look through. */
const MOST_BETWEEN = 500;
const Stored = Consultation.omit({ state: true, problem: true, legs: true }).extend({ legs: z.string() });
const Count = z.coerce.number().int();
const LineCounts = LineFigures.pick({ line: true, meanAnswerSec: true, medianAnswerSec: true }).extend({
  calls: Count,
  answered: Count,
  handedOn: Count,
  abandoned: Count,
  waiting: Count,
});
const Figures = ConsultTierFigures.extend({
  asked: Count,
  answered: Count,
  escalated: Count,
  abandoned: Count,
  open: Count,
});

@Injectable()
export class ConsultReader {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly organisation: OrganisationService,
    private readonly hallClock: HallClock,
  ) {}

  /** Sorted by day, source, id. */
  async page(query: ConsultQuery, scope: HallScope, limit: number, after: Place | null): Promise<Consultation[]> {
    const [day = '', source = '', id = ''] = after ?? [];
    const rows = await selectRows(this.client, {
      label: 'warehouse.consultations',
      params: { ...paramsOf(query, scope), limit, day, source, id },
      row: Stored,
      sql: `SELECT toString(c.day) AS day, consult_id AS consultId, source, hall, channel, line, tier, last_tier AS lastTier, asked_at AS askedAt, answered_at AS answeredAt, answered_tier AS answeredTier,
          escalated_at AS escalatedAt, escalations, abandoned_at AS abandonedAt, answer_sec AS answerSec, legs
        FROM consult AS c FINAL WHERE ${whereOf(query, scope)} ${after === null ? '' : 'AND (c.day, source, consult_id) > (toDate({day:String}), {source:String}, {id:String})'}
        ORDER BY c.day, source, consult_id LIMIT {limit:UInt32}`,
    });
    return rows.map(({ legs, ...row }) => ({
      ...row,
      state: row.answeredAt !== null ? 'answered' : row.abandonedAt !== null ? 'abandoned' : 'open',
      problem: problemOf(row),
      legs: legsIn(legs).map((leg) => ({
        tier: leg.tier,
        line: leg.line,
        taken: leg.taken,
        askedAt: iso(leg.askedAt),
        answeredAt: iso(leg.answeredAt),
        escalatedAt: iso(leg.escalatedAt),
        abandonedAt: iso(leg.abandonedAt),
      })),
    }));
  }

  /** Figures of every configured line and every line that received a question, with the names of its places. */
  async lines(query: ConsultQuery, scope: HallScope): Promise<LineFigures[]> {
    const at = (field: string) => `JSONExtract(leg, '${field}', 'Nullable(Int64)')`;
    const [rows, doc] = await Promise.all([
      selectRows(this.client, {
        label: 'warehouse.consult-lines',
        params: paramsOf(query, scope),
        row: LineCounts,
        // each question has one end per line, whatever else was reported
        sql: `SELECT line, count() AS calls, countIf(end = 'answered') AS answered, countIf(end = 'on') AS handedOn, countIf(end = 'left') AS abandoned, countIf(end = '') AS waiting,
            avgOrNullIf(sec, isNotNull(sec) AND sec >= 0) AS meanAnswerSec, quantileExactOrNullIf(0.5)(sec, isNotNull(sec) AND sec >= 0) AS medianAnswerSec
          FROM (SELECT JSONExtractString(leg, 'line') AS line, (${at('answeredAt')} - ${at('askedAt')}) / 1000 AS sec,
              multiIf(isNotNull(${at('answeredAt')}), 'answered', isNotNull(${at('escalatedAt')}), 'on', isNotNull(${at('abandonedAt')}), 'left', '') AS end
            FROM consult AS c FINAL ARRAY JOIN JSONExtractArrayRaw(legs) AS leg WHERE ${whereOf(query, scope)})
          WHERE line != '' GROUP BY line ORDER BY line`,
      }),
      this.organisation.latest(),
    ]);
    const lines = doc === null ? new Map<string, never>() : linesByName(doc);
    const counted = new Map(rows.map((row) => [row.line, row]));
    const ofHall = (line: string): boolean => query.hall === undefined || line.startsWith(`${query.hall}/`);
    return [...new Set([...[...lines.keys()].filter(ofHall), ...counted.keys()])].map((line) => {
      const place = lines.get(line);
      return {
        line,
        calls: 0,
        answered: 0,
        handedOn: 0,
        abandoned: 0,
        waiting: 0,
        meanAnswerSec: null,
        medianAnswerSec: null,
        ...counted.get(line),
        name: place?.name ?? null,
        number: place?.number ?? null,
        placeName: place?.placeName ?? null,
        tier: place?.doc.tier ?? null,
      };
    });
  }

  /** Questions handed on by one tier and not yet accepted by another, longest wait first, with their owner. */
  async between(query: ConsultQuery, scope: HallScope): Promise<BetweenTiers[]> {
    const [rows, doc] = await Promise.all([
      selectRows(this.client, {
        label: 'warehouse.consults-between',
        params: { ...paramsOf(query, scope), most: MOST_BETWEEN },
        row: Between,
        sql: `SELECT toString(c.day) AS day, consult_id AS consultId, source, hall, channel, legs FROM consult AS c FINAL
          WHERE ${whereOf(query, scope)} AND isNull(answered_at) AND isNull(abandoned_at) AND escalations > 0 ORDER BY c.escalated_at LIMIT {most:UInt32}`,
      }),
      this.organisation.latest(),
    ]);
    if (doc === null) return [];
    const codes = new Set(doc.halls.map(({ code }) => code));
    const clocks = new Map<string | null, Promise<number>>();
    const nowOf = (hall: string | null): Promise<number> => {
      const place = hall !== null && codes.has(hall) ? hall : null;
      const now = clocks.get(place) ?? (place === null ? this.hallClock.ofMost(doc.halls) : this.hallClock.now(place));
      clocks.set(place, now);
      return now;
    };
    const found = await Promise.all(
      rows.map(async ({ legs, ...row }): Promise<BetweenTiers[]> => {
        const between = betweenTiers(legsIn(legs));
        if (between === null) return [];
        const { tier, from, line, since, dueAt } = between;
        const owner = ownerOf(doc, { hall: row.hall, line, tier });
        const overdue = (await nowOf(row.hall)) > dueAt;
        return [{ ...row, from, tier, owner, since: isoOf(since), dueAt: isoOf(dueAt), overdue }];
      }),
    );
    return found.flat();
  }

  /** Per tier, lowest first; tiers without questions are omitted. */
  async tiers(query: ConsultQuery, scope: HallScope): Promise<ConsultTierFigures[]> {
    const at = (field: string) => `JSONExtract(leg, '${field}', 'Nullable(Int64)')`;
    const figures = await selectRows(this.client, {
      label: 'warehouse.consult-tiers',
      params: paramsOf(query, scope),
      row: Figures,
      sql: `SELECT JSONExtractString(leg, 'tier') AS tier, countIf(isNotNull(asked)) AS asked, countIf(isNotNull(answeredAt)) AS answered, countIf(isNotNull(escalatedAt)) AS escalated,
          countIf(isNotNull(abandonedAt)) AS abandoned, countIf(isNull(answeredAt) AND isNull(escalatedAt) AND isNull(abandonedAt)) AS open,
          avgOrNullIf(sec, isNotNull(sec) AND sec >= 0) AS meanAnswerSec, quantileExactOrNullIf(0.5)(sec, isNotNull(sec) AND sec >= 0) AS medianAnswerSec
        FROM (SELECT leg, ${at('askedAt')} AS asked, ${at('answeredAt')} AS answeredAt, ${at('escalatedAt')} AS escalatedAt, ${at('abandonedAt')} AS abandonedAt, (answeredAt - asked) / 1000 AS sec
          FROM consult AS c FINAL ARRAY JOIN JSONExtractArrayRaw(legs) AS leg WHERE ${whereOf(query, scope)})
        GROUP BY tier`,
    });
    return ConsultTierName.options.flatMap((tier) =>
      figures.filter((figure) => figure.tier === tier && (query.tier === undefined || query.tier === tier)),
    );
  }
}

const isoOf = (time: number): string => new Date(time).toISOString();
const iso = (time: number | null): string | null => (time === null ? null : isoOf(time));

function problemOf({ askedAt, answeredAt }: { askedAt: string | null; answeredAt: string | null }): string | null {
  if (askedAt === null) return 'not-asked';
  return answeredAt !== null && Date.parse(answeredAt) < Date.parse(askedAt) ? 'answered-before-asked' : null;
}

function whereOf({ hall, tier }: ConsultQuery, scope: HallScope): string {
  return [
    'c.day >= {from:Date} AND c.day <= {to:Date}',
    ...(hall === undefined ? [] : ['hall = {hall:String}']),
    ...(scope === 'all' ? [] : ['hall IN {halls:Array(String)}']),
    ...(tier === undefined ? [] : [`position(legs, concat('"tier":"', {tier:String}, '"')) > 0`]),
  ].join(' AND ');
}

const paramsOf = ({ from, to, hall, tier }: ConsultQuery, scope: HallScope) => ({
  from,
  to,
  hall: hall ?? '',
  tier: tier ?? '',
  halls: scope === 'all' ? [] : scope,
});
