import { CARD_KINDS } from '@cockpit/contracts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

type CardKind = (typeof CARD_KINDS)[number];
const Upheld = z.object({ matter_id: z.string(), kind: z.enum(CARD_KINDS), reading: z.date() });
/** A card that an appeal removed, identified by the instant of its clock. Epoch ms. */
export interface UpheldCard {
  kind: CardKind;
  reading: number;
}
const READING: Record<CardKind, string> = {
  red: 'm.due_at',
  yellow: 'm.yellow_at',
  'stage-red': 'm.stage_due_at',
  'stage-yellow': 'm.stage_yellow_at',
  unattended: 'm.unattended_at',
};
const OPEN = `SELECT c.matter_id, c.kind, c.reading FROM matter_card c JOIN matter_clock m ON m.id = c.matter_id
  WHERE c.appeal = 'upheld' AND c.reading = CASE c.kind ${CARD_KINDS.map((kind) => `WHEN '${kind}' THEN ${READING[kind]}`).join(' ')} END`;
const OF = "SELECT matter_id, kind, reading FROM matter_card WHERE appeal = 'upheld' AND matter_id = ANY($1)";

/** Name of the parameter with the matters whose card of this kind was removed. */
export const sparedParam = (kind: CardKind): string => `spared_${kind.replace('-', '_')}`;

/** Parameters with the open matters whose current card was removed by an appeal, per card kind. */
export async function sparedParams(postgres: DataSource): Promise<Record<string, string[]>> {
  const rows = z.array(Upheld).parse(await postgres.query(OPEN));
  return Object.fromEntries(
    CARD_KINDS.map((kind) => [
      sparedParam(kind),
      rows.filter((row) => row.kind === kind).map(({ matter_id }) => matter_id),
    ]),
  );
}

/** Cards of these matters that an appeal removed. */
export async function upheldOf(postgres: DataSource, ids: readonly string[]): Promise<Map<string, UpheldCard[]>> {
  const found = new Map<string, UpheldCard[]>();
  if (ids.length === 0) return found;
  for (const { matter_id, kind, reading } of z.array(Upheld).parse(await postgres.query(OF, [ids])))
    found.set(matter_id, [...(found.get(matter_id) ?? []), { kind, reading: reading.getTime() }]);
  return found;
}

/** Whether an appeal removed the card of this kind for this instant. */
export const isSpared = (upheld: readonly UpheldCard[], kind: CardKind, at: number | string | null): boolean => {
  if (at === null) return false;
  const instant = typeof at === 'number' ? Math.round(at) : Date.parse(at);
  return upheld.some((card) => card.kind === kind && card.reading === instant);
};
