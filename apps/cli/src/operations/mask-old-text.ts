import { Privacy } from '@cockpit/ingestion';
import { deriveKey, type Settings } from '@cockpit/platform';
import { Client } from 'pg';
import { z } from 'zod';

type Kind = 'text' | 'id' | 'body';
/**
 * Columns with free text that earlier versions stored unmasked. The audit and the steps of an appeal are append-only,
 * so they stay.
 */
const COLUMNS: readonly [table: string, column: string, kind: Kind][] = [
  ['quarantine', 'body', 'body'],
  ['quarantine', 'event_id', 'id'],
  ['quarantine', 'message', 'text'],
  ['quarantine', 'discard_reason', 'text'],
  ['manual_entry', 'content', 'body'],
  ['manual_entry', 'event', 'body'],
  ['manual_entry', 'end_reason', 'text'],
  ['prompt', 'reason', 'text'],
  ['prompt_transition', 'reason', 'text'],
  ['prompt_order', 'reason', 'text'],
  ['prompt_order_step', 'reason', 'text'],
  ['rule_setting', 'reason', 'text'],
  ['clock_setting', 'reason', 'text'],
  ['target_setting', 'reason', 'text'],
  ['assessment_scheme', 'reason', 'text'],
  ['assessment_appeal', 'reason', 'text'],
  ['assessment_appeal', 'answer', 'text'],
  ['inspection_round', 'name', 'text'],
  ['inspection_answer', 'note', 'text'],
  ['source_mapping', 'reason', 'text'],
  ['source_import', 'reason', 'text'],
  ['source_table', 'reason', 'text'],
  ['warning_transition', 'reason', 'text'],
  ['silence', 'reason', 'text'],
  ['matter_act', 'event', 'body'],
  ['matter_file', 'label', 'text'],
  ['matter_card', 'note', 'text'],
  ['matter_card_step', 'note', 'text'],
  ['shift_note', 'text', 'text'],
  ['annotation', 'text', 'text'],
  ['saved_view', 'name', 'text'],
  ['day_close', 'note', 'text'],
  ['app_user', 'display_name', 'text'],
];
const AT_ONCE = 1000;
const Row = z.object({ at: z.string(), kept: z.string() });

export interface MaskedColumn {
  table: string;
  column: string;
  rows: number;
  masked: number;
}

/**
 * Masks personal numbers that an earlier version stored in free text. Idempotent.
 * @param write false only counts
 */
export async function maskOldText(settings: Settings, write: boolean): Promise<MaskedColumn[]> {
  const privacy = new Privacy({ key: deriveKey(settings, 'pseudonym'), denied: settings.maskedFields });
  const client = new Client({ connectionString: settings.postgresUrl });
  await client.connect();
  try {
    return await maskColumns(client, privacy, write);
  } finally {
    await client.end();
  }
}

interface Queryable {
  query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

export async function maskColumns(client: Queryable, privacy: Privacy, write: boolean): Promise<MaskedColumn[]> {
  const done: MaskedColumn[] = [];
  for (const [table, column, kind] of COLUMNS)
    done.push({ table, column, ...(await maskColumn(client, { table, column, kind }, privacy, write)) });
  return done;
}

/** Skips rows changed meanwhile, because new writes are masked already. */
async function maskColumn(
  client: Queryable,
  { table, column, kind }: { table: string; column: string; kind: Kind },
  privacy: Privacy,
  write: boolean,
): Promise<{ rows: number; masked: number }> {
  const sum = { rows: 0, masked: 0 };
  await client.query('BEGIN');
  try {
    await client.query(
      `DECLARE old NO SCROLL CURSOR FOR SELECT ctid::text AS at, ${column}::text AS kept FROM ${table} WHERE ${column} IS NOT NULL`,
    );
    for (;;) {
      const rows = z.array(Row).parse((await client.query(`FETCH ${String(AT_ONCE)} FROM old`)).rows);
      if (rows.length === 0) break;
      sum.rows += rows.length;
      for (const { at, kept: stored } of rows) {
        const masked = MASK[kind](stored, privacy);
        if (masked === null) continue;
        sum.masked += 1;
        if (write)
          await client.query(
            `UPDATE ${table} SET ${column} = $2::text${kind === 'body' ? '::jsonb' : ''} WHERE ctid = $1::tid AND ${column}::text = $3`,
            [at, masked, stored],
          );
      }
    }
    await client.query('COMMIT');
    return sum;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** null when there was nothing to mask */
const MASK: Record<Kind, (stored: string, privacy: Privacy) => string | null> = {
  text: (stored, privacy) => changedOnly(stored, privacy.text(stored)),
  id: (stored, privacy) => changedOnly(stored, privacy.id(stored)),
  body: (stored, privacy) => {
    const value: unknown = JSON.parse(stored);
    return changedOnly(JSON.stringify(value), JSON.stringify(privacy.body(value, true)));
  },
};
const changedOnly = (stored: string, masked: string): string | null => (masked === stored ? null : masked);
