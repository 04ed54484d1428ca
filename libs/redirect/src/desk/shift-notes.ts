import { Injectable } from '@nestjs/common';
import type { ShiftNote } from '@cockpit/contracts';
import { HallClock } from '@cockpit/organisation';
import { notFound } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';

const Row = z.object({
  id: z.string(),
  hall: z.string(),
  at: z.date(),
  by_name: z.string(),
  text: z.string(),
  read: z.array(z.object({ by: z.string(), at: z.string() })),
});

const SELECT = `SELECT n.id::text AS id, n.hall, n.at, n.by_name, n.text,
  coalesce((SELECT json_agg(json_build_object('by', r.by_name, 'at', to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY r.at)
    FROM shift_note_read r WHERE r.note_id = n.id), '[]'::json) AS read
  FROM shift_note n`;

/** Handover notes as they lie in Postgres. */
@Injectable()
export class ShiftNotes {
  constructor(
    private readonly postgres: DataSource,
    private readonly hallClock: HallClock,
  ) {}

  /** The latest first. @param after the note the page before ended with */
  async list(hall: string, limit: number, after?: string): Promise<ShiftNote[]> {
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query(
          `${SELECT} WHERE n.hall = $1 AND ($3::bigint IS NULL OR n.id < $3::bigint) ORDER BY n.id DESC LIMIT $2`,
          [hall, limit, after ?? null],
        ),
      );
    return rows.map(toNote);
  }

  async write(hall: string, by: string, text: string): Promise<ShiftNote> {
    const at = new Date(await this.hallClock.now(hall));
    const [{ id }] = z
      .tuple([z.object({ id: z.string() })])
      .parse(
        await this.postgres.query(
          'INSERT INTO shift_note (hall, at, by_name, text) VALUES ($1, $2, $3, $4) RETURNING id::text AS id',
          [hall, at, by, text],
        ),
      );
    return this.one(hall, id);
  }

  /** @throws {AppError} 404 for a note of another hall */
  async read(hall: string, id: string, by: string): Promise<ShiftNote> {
    const note = await this.one(hall, id);
    const at = new Date(await this.hallClock.now(hall));
    // Whoever wrote it need not be told that they have read it.
    if (note.by !== by)
      await this.postgres.query(
        'INSERT INTO shift_note_read (note_id, by_name, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [id, by, at],
      );
    return this.one(hall, id);
  }

  private async one(hall: string, id: string): Promise<ShiftNote> {
    const rows = z.array(Row).parse(await this.postgres.query(`${SELECT} WHERE n.hall = $1 AND n.id = $2`, [hall, id]));
    if (rows[0] === undefined) throw notFound('unknown-note', `there is no note ${id} in this hall`);
    return toNote(rows[0]);
  }
}

const toNote = ({ id, hall, at, by_name: by, text, read }: z.infer<typeof Row>): ShiftNote => ({
  id,
  hall,
  at: at.toISOString(),
  by,
  text,
  read,
});
