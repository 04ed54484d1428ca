import type { MetricKey } from '@cockpit/contracts';
import { sql } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { loopFacts, type LoopFact } from '@cockpit/warnings';
import { DataSource } from 'typeorm';
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
/** Fired warnings from Postgres. */
@Injectable()
export class WarningSource implements MetricSource {
  readonly keys = KEYS;

  constructor(private readonly postgres: DataSource) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const placeAt = whereabouts(ask);
    const rows = (await loopFacts(this.postgres, bounds(ask))).flatMap((warning): Row[] => {
      const fired = warning.firedAt.getTime();
      const place = placeAt(warning.hall, fired);
      const ratio = place === null ? null : sumOf(key as WarningKey, warning);
      if (place === null || ratio === null) return [];
      if (ask.by === 'aspect')
        return ENDS.map((end) => ({ hall: place.hall, by: end, n: endOf(warning) === end ? 1 : 0, d: 1 }));
      return [
        {
          hall: place.hall,
          by: partOfTime(ask.by, fired, place.zone) ?? (ask.by === 'rule' ? warning.rule : ''),
          n: ratio[0],
          d: ratio[1],
        },
      ];
    });
    return named(rows, ask, plans, { day: sql`` });
  }
}

/** Readings of the closed-loop rate; together they cover all fired warnings. */
const ENDS: readonly LoopEnd[] = ['by-action', 'explained', 'cleared', 'left', 'open'];
type LoopEnd = 'by-action' | 'explained' | 'cleared' | 'left' | 'open';

/** Null if it ended without a recorded way; the parts then do not add up, which the law of warnings reports. */
function endOf({ endedAs, resolvedAt }: LoopFact): LoopEnd | null {
  if (resolvedAt === null) return 'open';
  return endedAs === 'action' ? 'by-action' : endedAs;
}

function sumOf(key: WarningKey, w: LoopFact): [n: number, d: number] | null {
  const noticed = w.noticedAt ?? w.firedAt;
  const since = (from: Date, to: Date | null): [number, number] | null =>
    to === null ? null : [Math.max(0, to.getTime() - from.getTime()) / 1000, 1];
  switch (key) {
    case 'time_to_notice':
      return since(w.since, w.noticedAt);
    case 'time_to_ack':
      return since(noticed, w.acknowledgedAt);
    case 'time_to_act':
      return since(noticed, w.actedAt);
    case 'time_to_resolve':
      return since(noticed, w.resolvedAt);
    case 'closed_loop_rate':
      return [endOf(w) === 'by-action' || endOf(w) === 'explained' ? 1 : 0, 1];
    case 'false_alarm_rate':
      return [w.dismissedAs === 'false-alarm' ? 1 : 0, 1];
  }
}
