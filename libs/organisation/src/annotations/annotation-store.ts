import { ANNOTATION_KINDS, type Annotation } from '@cockpit/contracts';
import { z } from 'zod';
import type { DataSource, EntityManager } from 'typeorm';

const Stored = z.object({
  id: z.string(),
  place: z.string().nullable(),
  from: z.date(),
  to: z.date(),
  kind: z.enum(ANNOTATION_KINDS),
  text: z.string(),
  revision: z.int(),
  changedBy: z.string(),
  changedAt: z.date(),
});
export type StoredAnnotation = z.infer<typeof Stored>;
/** The editable fields of an annotation. */
export interface AnnotationContent extends Pick<Annotation, 'kind' | 'text'> {
  readonly from: Date;
  readonly to: Date;
}
type Queryable = Pick<DataSource | EntityManager, 'query'>;

const COLUMNS = `id, place, from_at AS "from", to_at AS "to", kind, text, revision,
  changed_by AS "changedBy", changed_at AS "changedAt"`;
/** $3: the places to include, null for all; annotations of the bureau apply to every place */
const WITHIN = `SELECT ${COLUMNS} FROM annotation
  WHERE NOT removed AND to_at > $1 AND from_at < $2 AND (place IS NULL OR $3::text[] IS NULL OR place = ANY($3))
    AND ($4::timestamptz IS NULL OR (from_at, id) > ($4, $5::uuid))
  ORDER BY from_at, id LIMIT $6`;
const LOCKED = `SELECT ${COLUMNS} FROM annotation WHERE id = $1 AND NOT removed FOR UPDATE`;
const ADD = `INSERT INTO annotation (id, place, from_at, to_at, kind, text, revision, made_by, made_at, changed_by, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $7, $8)`;
const CHANGE = `UPDATE annotation SET from_at = $2, to_at = $3, kind = $4, text = $5, revision = revision + 1,
  changed_by = $6, changed_at = $7 WHERE id = $1`;
const REMOVE = `UPDATE annotation SET removed = true, revision = revision + 1, changed_by = $2, changed_at = $3
  WHERE id = $1`;

export interface Within {
  readonly from: Date;
  /** exclusive */
  readonly to: Date;
  readonly places: readonly string[] | null;
  readonly after?: readonly [at: string, id: string] | undefined;
  readonly limit: number;
}

export async function within(on: Queryable, { from, to, places, after, limit }: Within): Promise<StoredAnnotation[]> {
  const [at = null, id = null] = after ?? [];
  return z.array(Stored).parse(await on.query(WITHIN, [from, to, places, at, id, limit]));
}

/** Reads the annotation and locks its row until the transaction ends. */
export async function held(manager: EntityManager, id: string): Promise<StoredAnnotation | null> {
  return z.array(Stored).parse(await manager.query(LOCKED, [id]))[0] ?? null;
}

export async function add(
  manager: EntityManager,
  id: string,
  { place, from, to, kind, text }: AnnotationContent & Pick<Annotation, 'place'>,
  by: string,
  at: Date,
): Promise<void> {
  await manager.query(ADD, [id, place, from, to, kind, text, by, at]);
}

export async function change(
  manager: EntityManager,
  id: string,
  { from, to, kind, text }: AnnotationContent,
  by: string,
  at: Date,
): Promise<void> {
  await manager.query(CHANGE, [id, from, to, kind, text, by, at]);
}

export async function remove(manager: EntityManager, id: string, by: string, at: Date): Promise<void> {
  await manager.query(REMOVE, [id, by, at]);
}
