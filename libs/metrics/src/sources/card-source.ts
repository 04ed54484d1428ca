import type { MetricKey } from '@cockpit/contracts';
import { sql } from '@cockpit/platform';
import { cardsIssued, cardsStanding } from '@cockpit/matters';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { bounds, partOfTime, whereabouts } from './postgres-parts';
import { named, type MetricSource } from './source';

/** Yellow and red cards by day of issue. */
@Injectable()
export class CardSource implements MetricSource {
  readonly keys = ['yellow', 'red'] as const satisfies readonly MetricKey[];

  constructor(private readonly postgres: DataSource) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const placeAt = whereabouts(ask);
    const kind = key as (typeof this.keys)[number];
    const issued = (await cardsIssued(this.postgres, kind, bounds(ask))).flatMap((card): Row[] => {
      const place = placeAt(card.hall, card.at.getTime());
      if (place === null) return [];
      const { unit, officer, source, state } = card;
      if (ask.only?.officer !== undefined && ask.only.officer !== (officer ?? '')) return [];
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
    const now = (await cardsStanding(this.postgres, kind)).filter(({ hall }) =>
      hall === null ? ask.everything : halls.has(hall),
    );
    return [
      ...issued.map((row) => ({ ...row, by: 'issued' })),
      ...now.map(({ hall }) => ({ hall: hall ?? '', by: 'now', n: 1, d: 0 })),
    ];
  }
}
