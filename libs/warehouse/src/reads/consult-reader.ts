import type { ClickHouseClient } from '@clickhouse/client';
import { ConsultTierFigures, ConsultTierName, Consultation, type HallScope } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, selectRows, type Place } from '@cockpit/platform';
import { z } from 'zod';

/** Days of the hall asked in, both included; no hall = all in scope, those that name none too where the scope is all. */
export interface ConsultQuery {
  from: string;
  to: string;
  hall?: string | undefined;
  tier?: string | undefined;
}

const Ms = z.number().nullable();
const Leg = z.object({ tier: ConsultTierName, askedAt: Ms, answeredAt: Ms, escalatedAt: Ms, abandonedAt: Ms });
const Stored = Consultation.omit({ state: true, problem: true, legs: true }).extend({ legs: z.string() });
const Count = z.coerce.number().int();
const Figures = ConsultTierFigures.extend({
  asked: Count,
  answered: Count,
  escalated: Count,
  abandoned: Count,
  open: Count,
});

@Injectable()
export class ConsultReader {
  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  /** In the order of day, source, id. */
  async page(query: ConsultQuery, scope: HallScope, limit: number, after: Place | null): Promise<Consultation[]> {
    const [day = '', source = '', id = ''] = after ?? [];
    const rows = await selectRows(this.client, {
      label: 'warehouse.consultations',
      params: { ...paramsOf(query, scope), limit, day, source, id },
      row: Stored,
      sql: `SELECT toString(c.day) AS day, consult_id AS consultId, source, hall, channel, tier, last_tier AS lastTier, asked_at AS askedAt, answered_at AS answeredAt, answered_tier AS answeredTier,
          escalated_at AS escalatedAt, escalations, abandoned_at AS abandonedAt, answer_sec AS answerSec, legs
        FROM consult AS c FINAL WHERE ${whereOf(query, scope)} ${after === null ? '' : 'AND (c.day, source, consult_id) > (toDate({day:String}), {source:String}, {id:String})'}
        ORDER BY c.day, source, consult_id LIMIT {limit:UInt32}`,
    });
    return rows.map(({ legs, ...row }) => ({
      ...row,
      state: row.answeredAt !== null ? 'answered' : row.abandonedAt !== null ? 'abandoned' : 'open',
      problem: problemOf(row),
      legs: z
        .array(Leg)
        .parse(JSON.parse(legs))
        .map((leg) => ({
          tier: leg.tier,
          askedAt: iso(leg.askedAt),
          answeredAt: iso(leg.answeredAt),
          escalatedAt: iso(leg.escalatedAt),
          abandonedAt: iso(leg.abandonedAt),
        })),
    }));
  }

  /** Per tier, lowest first; a tier nothing has reached is left out. */
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
      figures.filter((one) => one.tier === tier && (query.tier === undefined || query.tier === tier)),
    );
  }
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

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
