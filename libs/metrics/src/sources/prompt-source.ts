import type { ClickHouseClient } from '@clickhouse/client';
import { reachedSomebody, type MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { bind, CLICKHOUSE_READER, selectRows, sql } from '@cockpit/platform';
import { promptFacts, type PromptFact } from '@cockpit/redirect';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { varianceOf, type Row } from '../sums';
import { bounds, partOfTime, whereabouts } from './postgres-parts';
import { named, type MetricSource } from './source';

const KEYS = ['prompt_accepted', 'prompt_hit', 'minutes_saved'] as const satisfies readonly MetricKey[];
/** Visitors within this time after the action decide if a prompt worked. */
const EVALUATION_MS = 30 * 60_000;
const Wait = z.object({ hall: z.string(), queue: z.string(), issued: z.coerce.number(), wait: z.number() });

/** Prompts from Postgres with the later waits from ClickHouse. */
@Injectable()
export class PromptSource implements MetricSource {
  readonly keys = KEYS;

  constructor(
    private readonly postgres: DataSource,
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
  ) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const belongs = whereabouts(ask);
    const shown = (await promptFacts(this.postgres, bounds(ask))).flatMap((prompt) => {
      const place = belongs(prompt.hall, prompt.decidedAt.getTime());
      // prompts of supervisors are no suggestions, so they have no acceptance
      return place === null || (key !== 'minutes_saved' && prompt.origin !== 'recommender')
        ? []
        : [
            {
              prompt,
              part:
                partOfTime(ask.by, prompt.decidedAt.getTime(), place.zone) ?? (ask.by === 'kind' ? prompt.kind : ''),
            },
          ];
    });
    const hit =
      key === 'prompt_hit'
        ? await this.hits(
            shown.map(({ prompt }) => prompt),
            ask,
          )
        : null;
    const rows = shown.flatMap(({ prompt, part }): Row[] => {
      const base = { hall: prompt.hall, by: part };
      if (key === 'prompt_accepted') return [{ ...base, n: actedAt(prompt) === null ? 0 : 1, d: 1 }];
      if (hit !== null) return hit.has(prompt.id) ? [{ ...base, n: hit.get(prompt.id) === true ? 1 : 0, d: 1 }] : [];
      return prompt.saved === null
        ? []
        : [
            {
              ...base,
              n: prompt.saved,
              d: 0,
              variance: varianceOf(prompt.low ?? prompt.saved, prompt.high ?? prompt.saved),
            },
          ];
    });
    return named(rows, ask, plans, { day: sql`` });
  }

  /** Whether accepted prompts worked; undecidable ones are left out. */
  private async hits(prompts: readonly PromptFact[], ask: Ask): Promise<Map<string, boolean>> {
    const now = new Map(ask.halls.map((hall) => [hall.doc.code, hall.now]));
    const judged = prompts.flatMap((prompt) => {
      const from = actedAt(prompt);
      return from === null || from + EVALUATION_MS > (now.get(prompt.hall) ?? 0) ? [] : [{ prompt, from }];
    });
    const waits = await this.waits(judged.map(({ prompt, from }) => ({ hall: prompt.hall, from })));
    return new Map(
      judged.flatMap(({ prompt, from }) => {
        const changes = Object.entries(prompt.predicted).flatMap(([queue, change]) => {
          const affected = waits.filter(
            (wait) =>
              wait.hall === prompt.hall &&
              wait.queue === queue &&
              wait.issued >= from &&
              wait.issued < from + EVALUATION_MS,
          );
          const mean = affected.reduce((sum, { wait }) => sum + wait, 0) / affected.length;
          return affected.length === 0
            ? []
            : [{ fell: change.beforeP50Sec - mean, predicted: change.beforeP50Sec - change.afterP50Sec }];
        });
        if (changes.length === 0) return [];
        const sum = (of: 'fell' | 'predicted'): number => changes.reduce((total, change) => total + change[of], 0);
        return [[prompt.id, !hadNoEffect(prompt) && sum('fell') >= sum('predicted') / 2] as const];
      }),
    );
  }

  private async waits(judged: readonly { hall: string; from: number }[]): Promise<z.infer<typeof Wait>[]> {
    if (judged.length === 0) return [];
    const times = judged.map(({ from }) => from);
    const least = times.reduce((a, b) => Math.min(a, b), Infinity);
    const most = times.reduce((a, b) => Math.max(a, b), 0) + EVALUATION_MS;
    return selectRows(this.client, {
      label: 'metrics.prompt-waits',
      row: Wait,
      sql: sql`SELECT hall, queue, toUnixTimestamp64Milli(issued_at) AS issued, assumeNotNull(wait_sec) AS wait FROM visit FINAL
        WHERE hall IN ${bind.texts([...new Set(judged.map(({ hall }) => hall))])} AND day BETWEEN toDate(${bind.instant(least)}) - 1 AND toDate(${bind.instant(most)}) + 1
          AND isNotNull(wait_sec) AND issued_at >= ${bind.instant(least)} AND issued_at < ${bind.instant(most)}`,
    });
  }
}

/** Accepted without effect: nobody was served or guided, so later waits prove nothing. */
const hadNoEffect = ({ deed }: PromptFact): boolean => deed !== null && !reachedSomebody(deed);

/** Time of acceptance, or of execution without an answer; epoch ms. */
function actedAt({ acceptedAt, carriedOutAt }: PromptFact): number | null {
  return carriedOutAt?.getTime() ?? acceptedAt?.getTime() ?? null;
}
