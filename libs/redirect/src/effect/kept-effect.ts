import { EffectTicket, type PromptEffect } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { PromptRow } from '../prompt.entity';
import type { FoundEffect } from './effect-of';
import type { Judged } from './judged';

/** Keeps what became of a prompt; what was only simulated of one that was done gives way to what was seen. */
export async function keepEffect(
  manager: EntityManager,
  row: PromptRow,
  day: string,
  { outcome, from }: Judged,
  { saving, method, horizonMin, visitors, paths, tickets }: FoundEffect,
): Promise<void> {
  await manager.query(
    `INSERT INTO prompt_effect (prompt_id, hall, day, kind, origin, outcome, from_at, horizon_min, visitors, saved_min, low_min, high_min, predicted_min, method, paths, deed, expected_min, tickets)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     ON CONFLICT (prompt_id) DO UPDATE SET from_at = excluded.from_at, horizon_min = excluded.horizon_min, visitors = excluded.visitors,
       saved_min = excluded.saved_min, low_min = excluded.low_min, high_min = excluded.high_min, method = excluded.method, paths = excluded.paths,
       deed = excluded.deed, expected_min = excluded.expected_min, tickets = excluded.tickets, computed_at = now()`,
    [
      row.id,
      row.hall,
      day,
      row.kind,
      row.origin,
      outcome === 'done' ? 'done' : 'missed',
      new Date(from),
      horizonMin,
      visitors,
      saving?.savedMin ?? null,
      saving?.lowMin ?? null,
      saving?.highMin ?? null,
      row.gainMin,
      method,
      paths,
      saving?.deed === undefined ? null : JSON.stringify(saving.deed),
      saving?.expectedMin ?? null,
      JSON.stringify(tickets),
    ],
  );
  await manager.update(PromptRow, { id: row.id }, { effect: saving });
}

const Kept = z.object({
  from_at: z.date(),
  horizon_min: z.number(),
  visitors: z.number().nullable(),
  tickets: z.array(EffectTicket),
});

/** What the effect of a prompt stands on; null while it is not judged. */
export async function effectKept(
  manager: EntityManager,
  { id, hall, effect }: Pick<PromptRow, 'id' | 'hall' | 'effect'>,
): Promise<PromptEffect | null> {
  const [kept] = z
    .array(Kept)
    .parse(
      await manager.query('SELECT from_at, horizon_min, visitors, tickets FROM prompt_effect WHERE prompt_id = $1', [
        id,
      ]),
    );
  if (kept === undefined) return null;
  const { from_at: from, horizon_min: horizonMin, visitors, tickets } = kept;
  return { promptId: id, hall, from: from.toISOString(), horizonMin, visitors, effect, tickets };
}
