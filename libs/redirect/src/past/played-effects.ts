import { paramsOf } from '../params-of';
import { effectOf, STORING_MIN, type FoundEffect } from '../effect/effect-of';
import { judgedFrom, type DayOf, type Judged } from '../effect/judged';
import type { PromptRow } from '../prompt.entity';

export interface PlayedEffect {
  readonly promptId: string;
  readonly judged: Judged;
  readonly found: FoundEffect;
}

/** What the prompts of a played day did, by what was seen of it; what was never done is simulated. */
export function effectsOf(rows: readonly PromptRow[], day: DayOf): PlayedEffect[] {
  return rows.flatMap((row) => {
    const judged = judgedFrom(row);
    if (judged === null) return [];
    return [{ promptId: row.id, judged, found: effectOf(row, judged, day, paramsOf(day.config), STORING_MIN) }];
  });
}
