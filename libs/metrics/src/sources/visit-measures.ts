import { WAIT_EDGES_MIN, type MetricKey } from '@cockpit/contracts';
import { joined, type Sql, sql, written } from '@cockpit/platform';

/**
 * SQL of the additive measures of visits. The rows also need `target_sec` (valid target), `end_ms` (the hall's now or
 * end of the day), `close_ms` (closing time, null before) and `comprehensive`.
 */
export const VISIT_MEASURES = {
  arrivals: sql`countIf(isNotNull(issued_at))`,
  served: sql`countIf(isNotNull(finished_at))`,
  called: sql`countIf(isNotNull(called_at))`,
  waits: sql`countIf(isNotNull(wait_sec))`,
  wait_sum: sql`sum(ifNull(wait_sec, 0))`,
  wait_hist: histogramOf(sql`wait_sec`, sql`isNotNull(wait_sec)`),
  within: sql`countIf(ifNull(wait_sec <= target_sec, 0))`,
  abandoned: sql`countIf(result = 'cancelled' AND isNull(called_at) AND isNotNull(issued_at))`,
  overdue: sql`countIf(result = 'waiting' AND isNull(called_at) AND ifNull(end_ms - toUnixTimestamp64Milli(issued_at) > target_sec * 1000, 0))`,
  no_shows: sql`countIf(isNotNull(no_show_at) AND isNotNull(called_at))`,
  transferred: sql`countIf(countSubstrings(legs, '"queue":') > 1)`,
  services: sql`countIf(isNotNull(finished_at) AND isNotNull(service_sec))`,
  service_sum: sql`sumIf(ifNull(service_sec, 0), isNotNull(finished_at))`,
  carried: sql`countIf(isNotNull(close_ms) AND (${waitedAt(sql`close_ms`)}))`,
  guided_mobile: sql`countIf(result = 'guided' AND reason = 'guided-mobile')`,
  rated: sql`countIf(isNotNull(stars))`,
  rated_served: sql`countIf(isNotNull(stars) AND isNotNull(finished_at))`,
  satisfied: sql`countIf(ifNull(stars >= 3, 0))`,
  five_stars: sql`countIf(ifNull(stars = 5, 0))`,
  comprehensive: sql`countIf(comprehensive AND isNotNull(finished_at))`,
} as const;
export type VisitMeasure = keyof typeof VISIT_MEASURES;

export interface Parts {
  n: VisitMeasure;
  d?: VisitMeasure | readonly VisitMeasure[];
  hist?: VisitMeasure;
}

/** The measures of each metric. */
export const VISIT_METRICS = {
  arrivals: { n: 'arrivals' },
  served: { n: 'served' },
  wait: { n: 'wait_sum', d: 'waits' },
  wait_p50: { n: 'wait_sum', d: 'waits', hist: 'wait_hist' },
  wait_p90: { n: 'wait_sum', d: 'waits', hist: 'wait_hist' },
  wait_mean: { n: 'wait_sum', d: 'waits' },
  service_level: { n: 'within', d: ['waits', 'abandoned', 'overdue'] },
  service_time: { n: 'service_sum', d: 'services' },
  no_show_rate: { n: 'no_shows', d: 'called' },
  abandon_rate: { n: 'abandoned', d: 'arrivals' },
  transfer_rate: { n: 'transferred', d: 'served' },
  carry_over: { n: 'carried' },
  comprehensive_share: { n: 'comprehensive', d: 'served' },
  mobile_guided: { n: 'guided_mobile' },
} as const satisfies Partial<Record<MetricKey, Parts>>;
export type VisitMetric = keyof typeof VISIT_METRICS;

/** 13 counts with the edges WAIT_EDGES_MIN. */
export function histogramOf(column: Sql, when: Sql): Sql {
  const edges = WAIT_EDGES_MIN.map((edge) => edge * 60);
  const buckets = [...edges, null].map((to, i) => {
    const from = edges[i - 1];
    const within = [
      ...(from === undefined ? [] : [sql`${column} >= ${written(from)}`]),
      ...(to === null ? [] : [sql`${column} < ${written(to)}`]),
    ];
    return sql`countIf(${when} AND ifNull(${joined(within, ' AND ')}, 0))`;
  });
  return sql`[${joined(buckets, ', ')}]`;
}

/** Whether a ticket waited in any leg at an instant (epoch ms). */
function waitedAt(at: Sql): Sql {
  const time = (name: string): Sql => sql`JSONExtractInt(leg, '${written(name)}')`;
  const left = sql`ifNull(toUnixTimestamp64Milli(cancelled_at), 0), ifNull(toUnixTimestamp64Milli(no_show_at), 0)`;
  // a leg ends when it is called, moved, or the visitor leaves; 0 means never
  return sql`arrayExists(
    leg -> ${time('enqueuedAt')} > 0 AND ${time('enqueuedAt')} <= ${at} AND (${time('calledAt')} = 0 OR ${time('calledAt')} > ${at}) AND (${time('endedAt')} = 0 OR ${time('endedAt')} > ${at})
      AND NOT (${time('calledAt')} = 0 AND arrayExists(gone -> gone > 0 AND gone <= ${at}, [${left}])), JSONExtractArrayRaw(legs))`;
}
