import type { EntityManager } from 'typeorm';

interface NewDrawingRow {
  readonly hall: string;
  readonly id: string;
  readonly mime: string;
  readonly content: Buffer;
  readonly at: Date;
}

const ADD = `INSERT INTO hall_drawing (hall, id, mime, content, at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (hall, id) DO UPDATE SET at = greatest(hall_drawing.at, excluded.at)`;
const ONE = 'SELECT mime, content FROM hall_drawing WHERE hall = $1 AND id = $2';
const KNOWN = 'SELECT 1 FROM hall_drawing WHERE hall = $1 AND id = $2 FOR SHARE';
/** Deletes old uploads that no floor plan of any day ever used. */
const TIDY = `DELETE FROM hall_drawing d WHERE d.hall = $1 AND d.at < $2 AND NOT EXISTS
  (SELECT 1 FROM organisation_part p WHERE p.kind = 'hall' AND p.key = $1 AND p.body->'floorPlan'->>'drawing' = d.id)`;

export const addDrawing = (manager: EntityManager, { hall, id, mime, content, at }: NewDrawingRow): Promise<unknown> =>
  manager.query(ADD, [hall, id, mime, content, at]);
export const drawingOf = (manager: EntityManager, hall: string, id: string): Promise<unknown> =>
  manager.query(ONE, [hall, id]);
export const tidyDrawings = (manager: EntityManager, hall: string, before: Date): Promise<unknown> =>
  manager.query(TIDY, [hall, before]);
/** Locks the drawing until the plan that uses it is written, so that it is not deleted meanwhile. */
export const knownDrawing = async (manager: EntityManager, hall: string, id: string): Promise<boolean> =>
  (await manager.query<unknown[]>(KNOWN, [hall, id])).length > 0;
