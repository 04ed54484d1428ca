import type { MetricKey } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { bounds, partOfTime, whereabouts } from './postgres-parts';
import { named, type MetricSource } from './source';

const KEYS = [
  'time_to_notice',
  'time_to_ack',
  'time_to_act',
  'time_to_resolve',
  'closed_loop_rate',
  'false_alarm_rate',
] as const satisfies readonly MetricKey[];
type WarningKey = (typeof KEYS)[number];
const At = z.date().nullable();
const Raised = z.object({
  hall: z.string(),
  rule: z.string(),
  since: z.date(),
  firedAt: z.date(),
  condition: z.string(),
  handling: z.string(),
  notifiedAt: At,
  acknowledgedAt: At,
  actingAt: At,
  resolvedAt: At,
  dismissedAs: z.string().nullable(),
});
type Raised = z.infer<typeof Raised>;

/** Rules about the product itself are nobody's to close. */
const WATCHDOG = 'watchdog';

/** Warnings that fired, from their course in Postgres. */
@Injectable()
export class WarningSource implements MetricSource {
  readonly keys = KEYS;

  constructor(private readonly postgres: DataSource) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const belongs = whereabouts(ask);
    const rows = (await this.raised(bounds(ask))).flatMap((warning): Row[] => {
      const fired = warning.firedAt.getTime();
      const place = belongs(warning.hall, fired);
      const sum = place === null ? null : sumOf(key as WarningKey, warning);
      if (place === null || sum === null) return [];
      if (ask.by === 'aspect')
        return ENDS.map((end) => ({ hall: place.hall, by: end, n: endOf(warning) === end ? 1 : 0, d: 1 }));
      return [
        {
          hall: place.hall,
          by: partOfTime(ask.by, fired, place.zone) ?? (ask.by === 'rule' ? warning.rule : ''),
          n: sum[0],
          d: sum[1],
        },
      ];
    });
    return named(rows, ask, plans, { day: '' });
  }

  private async raised(between: readonly Date[]): Promise<Raised[]> {
    return z.array(Raised).parse(
      await this.postgres.query(
        `
      SELECT w.hall, w.rule, w.since, w.fired_at AS "firedAt", w.condition, w.handling, t.notified AS "notifiedAt", t.acknowledged AS "acknowledgedAt", t.acting AS "actingAt",
        coalesce(t.resolved, CASE WHEN w.condition = 'resolved' THEN w.cleared_at END) AS "resolvedAt", w.dismissed_as AS "dismissedAs"
      FROM warning w LEFT JOIN LATERAL
      (
        SELECT min(at) FILTER (WHERE to_state = 'notified' AND from_state = 'new') AS notified, min(at) FILTER (WHERE to_state = 'acknowledged') AS acknowledged,
          min(at) FILTER (WHERE to_state = 'acting') AS acting, max(at) FILTER (WHERE to_state = 'resolved') AS resolved
        FROM warning_transition WHERE warning_id = w.id
      ) t ON true
      WHERE w.rule <> $3 AND w.fired_at >= $1 AND w.fired_at < $2`,
        [...between, WATCHDOG],
      ),
    );
  }
}

/** How a warning ended: by what people did or said, or by itself. That a jam has gone because everybody left is nobody's merit. */
function endOf({
  condition,
  handling,
  actingAt,
}: Pick<Raised, 'condition' | 'handling' | 'actingAt'>): 'by-people' | 'by-itself' | 'open' {
  if (handling === 'explained' || (condition === 'resolved' && actingAt !== null)) return 'by-people';
  return condition === 'resolved' ? 'by-itself' : 'open';
}

const ENDS = ['by-people', 'by-itself', 'open'] as const;

function sumOf(key: WarningKey, w: Raised): [n: number, d: number] | null {
  const notified = w.notifiedAt ?? w.firedAt;
  const since = (from: Date, to: Date | null): [number, number] | null =>
    to === null ? null : [Math.max(0, to.getTime() - from.getTime()) / 1000, 1];
  switch (key) {
    case 'time_to_notice':
      return since(w.since, w.notifiedAt);
    case 'time_to_ack':
      return since(notified, w.acknowledgedAt);
    case 'time_to_act':
      return since(notified, w.actingAt);
    case 'time_to_resolve':
      return since(notified, w.resolvedAt);
    case 'closed_loop_rate':
      return [endOf(w) === 'by-people' ? 1 : 0, 1];
    case 'false_alarm_rate':
      return [w.dismissedAs === 'false-alarm' ? 1 : 0, 1];
  }
}
