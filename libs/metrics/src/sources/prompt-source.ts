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
/** A prompt is judged by those who came within so long of acting on it. */
const JUDGED_MS = 30 * 60_000;
const Wait = z.object({ hall: z.string(), queue: z.string(), issued: z.coerce.number(), wait: z.number() });

/** Prompts from their course in Postgres, and what became of the waits they spoke of. */
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
      // what a supervisor thought of is no suggestion that could be taken or left
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

  /** Which accepted prompts worked; those that cannot be judged (yet) are left out. */
  private async hits(prompts: readonly PromptFact[], ask: Ask): Promise<Map<string, boolean>> {
    const now = new Map(ask.halls.map((hall) => [hall.doc.code, hall.now]));
    const judged = prompts.flatMap((prompt) => {
      const from = actedAt(prompt);
      return from === null || from + JUDGED_MS > (now.get(prompt.hall) ?? 0) ? [] : [{ prompt, from }];
    });
    const waits = await this.waits(judged.map(({ prompt, from }) => ({ hall: prompt.hall, from })));
    return new Map(
      judged.flatMap(({ prompt, from }) => {
        const changes = Object.entries(prompt.predicted).flatMap(([queue, change]) => {
          const came = waits.filter(
            (one) =>
              one.hall === prompt.hall && one.queue === queue && one.issued >= from && one.issued < from + JUDGED_MS,
          );
          const mean = came.reduce((sum, { wait }) => sum + wait, 0) / came.length;
          return came.length === 0
            ? []
            : [{ fell: change.beforeP50Sec - mean, predicted: change.beforeP50Sec - change.afterP50Sec }];
        });
        if (changes.length === 0) return [];
        const sum = (of: 'fell' | 'predicted'): number => changes.reduce((total, change) => total + change[of], 0);
        return [[prompt.id, !cameToNothing(prompt) && sum('fell') >= sum('predicted') / 2] as const];
      }),
    );
  }

  private async waits(judged: readonly { hall: string; from: number }[]): Promise<z.infer<typeof Wait>[]> {
    if (judged.length === 0) return [];
    const times = judged.map(({ from }) => from);
    const least = times.reduce((a, b) => Math.min(a, b), Infinity);
    const most = times.reduce((a, b) => Math.max(a, b), 0) + JUDGED_MS;
    return selectRows(this.client, {
      label: 'metrics.prompt-waits',
      row: Wait,
      sql: sql`SELECT hall, queue, toUnixTimestamp64Milli(issued_at) AS issued, assumeNotNull(wait_sec) AS wait FROM visit FINAL
        WHERE hall IN ${bind.texts([...new Set(judged.map(({ hall }) => hall))])} AND day BETWEEN toDate(${bind.instant(least)}) - 1 AND toDate(${bind.instant(most)}) + 1
          AND isNotNull(wait_sec) AND issued_at >= ${bind.instant(least)} AND issued_at < ${bind.instant(most)}`,
    });
  }
}

/** Agreed to, and nobody was served or led away by it: whatever the waits did then, this did not do it. */
const cameToNothing = ({ deed }: PromptFact): boolean => deed !== null && !reachedSomebody(deed);

/** When it was accepted, or carried out without anybody answering; epoch ms. */
function actedAt({ acceptedAt, carriedOutAt }: PromptFact): number | null {
  return carriedOutAt?.getTime() ?? acceptedAt?.getTime() ?? null;
}
