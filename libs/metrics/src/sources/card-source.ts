import type { MetricKey } from '@cockpit/contracts';
import { sql } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { bounds, partOfTime, whereabouts } from './postgres-parts';
import { named, type MetricSource } from './source';

/** Of what is red now only the red card is shown, as in the list of matters; what is closed is neither. */
const NOW = `state NOT IN ('withdrawn', 'over') AND EXISTS (SELECT 1 FROM matter_clock m WHERE m.id = c.matter_id)
  AND (kind = 'red' OR NOT EXISTS (SELECT 1 FROM matter_card r WHERE r.matter_id = c.matter_id AND r.kind = 'red' AND r.state NOT IN ('withdrawn', 'over')))`;
const Card = z.object({
  hall: z.string().nullable(),
  unit: z.string().nullable(),
  officer: z.string().nullable(),
  source: z.string(),
  state: z.string(),
  at: z.date(),
});

/** Yellow and red cards by the day they were issued. */
@Injectable()
export class CardSource implements MetricSource {
  readonly keys = ['yellow', 'red'] as const satisfies readonly MetricKey[];

  constructor(private readonly postgres: DataSource) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const belongs = whereabouts(ask);
    const issued = (
      await this.cards(key, "state <> 'withdrawn' AND issued_at >= $2 AND issued_at < $3", bounds(ask))
    ).flatMap((card): Row[] => {
      const place = belongs(card.hall, card.at.getTime());
      if (place === null) return [];
      const { unit, officer, source, state } = card;
      const parts: Partial<Record<string, string | null>> = { unit, officer, source, state };
      return [
        {
          hall: place.hall,
          by: partOfTime(ask.by, card.at.getTime(), place.zone) ?? parts[ask.by ?? ''] ?? '',
          n: 1,
          d: 0,
        },
      ];
    });
    if (ask.by !== 'aspect') return named(issued, ask, plans, { day: sql`` });
    const halls = new Set(ask.halls.map(({ doc }) => doc.code));
    const now = (await this.cards(key, NOW, [])).filter(({ hall }) =>
      hall === null ? ask.everything : halls.has(hall),
    );
    return [
      ...issued.map((row) => ({ ...row, by: 'issued' })),
      ...now.map(({ hall }) => ({ hall: hall ?? '', by: 'now', n: 1, d: 0 })),
    ];
  }

  private async cards(kind: string, where: string, values: readonly Date[]): Promise<z.infer<typeof Card>[]> {
    return z
      .array(Card)
      .parse(
        await this.postgres.query(
          `SELECT halls[1] AS hall, unit, officer_id AS officer, source, state, issued_at AS at FROM matter_card c WHERE kind = $1 AND ${where}`,
          [kind, ...values],
        ),
      );
  }
}
