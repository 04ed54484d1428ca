import { randomUUID } from 'node:crypto';
import {
  BulletinDocument,
  BulletinEdit,
  BulletinPeriod,
  BulletinState,
  type Bulletin,
  type BulletinSummary,
} from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { BulletinOf } from '../compute/writer';

const at = z.date().transform((date) => date.toISOString());
const Summary = z.object({
  id: z.string(),
  no: z.int(),
  place: z.string().transform((code) => (code === '' ? null : code)),
  placeName: z.string().nullable(),
  period: BulletinPeriod,
  from: z.string(),
  to: z.string(),
  state: BulletinState,
  revision: z.int(),
  changedBy: z.string(),
  changedAt: at,
  approvedBy: z.string().nullable(),
  approvedAt: at.nullable(),
  sentAt: at.nullable(),
});
const Whole = Summary.extend({ document: BulletinDocument, edits: z.record(z.string(), BulletinEdit) });

const COLUMNS = `b.id, b.no, b.place, v.document ->> 'placeName' AS "placeName", b.period, b.from_day AS "from", b.to_day AS "to", b.state, b.revision,
  v.by AS "changedBy", v.at AS "changedAt", b.approved_by AS "approvedBy", b.approved_at AS "approvedAt", b.sent_at AS "sentAt"`;
const FROM = 'FROM bulletin b JOIN bulletin_version v ON v.bulletin = b.id AND v.revision = b.revision';

/** The bulletin has a figure for one of these halls. */
const NAMES_ONE = `EXISTS (SELECT FROM jsonb_array_elements(v.document -> 'figures') AS f WHERE f ->> 'by' = 'hall' AND f ->> 'part' = ANY($4))`;

/** A new version of a bulletin with its action and author. */
export interface NewVersion {
  readonly state: BulletinState;
  readonly document: BulletinDocument;
  readonly edits: Bulletin['edits'];
  readonly act: string;
  readonly by: string;
  /** epoch ms */
  readonly at: number;
}

export interface BulletinFilter {
  readonly place?: string | undefined;
  readonly period?: BulletinPeriod | undefined;
  readonly state?: BulletinState | undefined;
}

/** Bulletins with all their versions; versions are added and never overwritten. */
@Injectable()
export class BulletinStore {
  constructor(private readonly postgres: DataSource) {}

  /**
   * Newest first.
   * @param places visible places, null for all; sent bulletins of other places are visible if they name one of these
   * @param onlySent hides drafts of these places too @param before number of the last bulletin received
   */
  async list(
    filter: BulletinFilter,
    { places, onlySent }: { places: readonly string[] | null; onlySent: boolean },
    before: number | null,
    limit: number,
  ): Promise<BulletinSummary[]> {
    const rows: unknown = await this.postgres.query(
      `SELECT ${COLUMNS} ${FROM} WHERE ($1::text IS NULL OR b.place = $1) AND ($2::text IS NULL OR b.period = $2) AND ($3::text IS NULL OR b.state = $3)
        AND ((NOT $7::bool AND ($4::text[] IS NULL OR b.place = ANY($4))) OR (b.state = 'sent' AND ($4::text[] IS NULL OR b.place = ANY($4) OR ${NAMES_ONE})))
        AND ($5::int IS NULL OR b.no < $5) ORDER BY b.no DESC LIMIT $6`,
      [filter.place ?? null, filter.period ?? null, filter.state ?? null, places, before, limit, onlySent],
    );
    return z.array(Summary).parse(rows);
  }

  async find(id: string, manager: EntityManager = this.postgres.manager): Promise<Bulletin | null> {
    return this.one('b.id = $1', [id], manager);
  }

  /** Like `find`, with a lock until the end of the transaction. */
  async lock(id: string, manager: EntityManager): Promise<Bulletin | null> {
    await manager.query('SELECT 1 FROM bulletin WHERE id = $1 FOR UPDATE', [id]);
    return this.find(id, manager);
  }

  findByNo(no: number): Promise<Bulletin | null> {
    return this.one('b.no = $1', [no], this.postgres.manager);
  }

  findOf({ place, period, from }: Pick<BulletinOf, 'place' | 'period' | 'from'>): Promise<Bulletin | null> {
    return this.one(
      'b.place = $1 AND b.period = $2 AND b.from_day = $3',
      [place ?? '', period, from],
      this.postgres.manager,
    );
  }

  /** First day of the place's latest bulletin made by this author. */
  async lastMadeBy(by: string, { place, period }: Pick<BulletinOf, 'place' | 'period'>): Promise<string | null> {
    const rows: unknown = await this.postgres.query(
      `SELECT max(b.from_day) AS last FROM bulletin b JOIN bulletin_version v ON v.bulletin = b.id AND v.revision = 1 WHERE b.place = $1 AND b.period = $2 AND v.by = $3`,
      [place ?? '', period, by],
    );
    return z.tuple([z.object({ last: z.string().nullable() })]).parse(rows)[0].last;
  }

  /** The next unique running number. */
  async nextNo(): Promise<number> {
    const rows: unknown = await this.postgres.query("SELECT nextval('bulletin_no')::int AS no");
    return z.tuple([z.object({ no: z.int() })]).parse(rows)[0].no;
  }

  /** @returns null if the place and period have a bulletin already */
  async add(identity: BulletinOf, version: NewVersion, manager: EntityManager): Promise<string | null> {
    const id = randomUUID();
    const rows: unknown = await manager.query(
      `INSERT INTO bulletin (id, no, place, period, from_day, to_day, state, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
       ON CONFLICT (place, period, from_day) DO NOTHING RETURNING id`,
      [id, identity.no, identity.place ?? '', identity.period, identity.from, identity.to, version.state],
    );
    if (z.array(z.unknown()).parse(rows).length === 0) return null;
    await this.insertVersion(id, 1, version, manager);
    return id;
  }

  async change(
    { id, revision }: Pick<Bulletin, 'id' | 'revision'>,
    version: NewVersion,
    manager: EntityManager,
  ): Promise<void> {
    await this.insertVersion(id, revision + 1, version, manager);
    const at = new Date(version.at);
    await manager.query(
      `UPDATE bulletin SET state = $2, revision = $3,
        approved_by = CASE WHEN $4 = 'approve' THEN $5 WHEN $2 = 'draft' THEN NULL ELSE approved_by END,
        approved_at = CASE WHEN $4 = 'approve' THEN $6::timestamptz WHEN $2 = 'draft' THEN NULL ELSE approved_at END,
        sent_at = CASE WHEN $4 = 'send' THEN $6::timestamptz ELSE sent_at END WHERE id = $1`,
      [id, version.state, revision + 1, version.act, version.by, at],
    );
  }

  private async insertVersion(
    id: string,
    revision: number,
    version: NewVersion,
    manager: EntityManager,
  ): Promise<void> {
    const { document, edits, act, by, at: time } = version;
    await manager.query(
      'INSERT INTO bulletin_version (bulletin, revision, document, edits, act, by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, revision, JSON.stringify(document), JSON.stringify(edits), act, by, new Date(time)],
    );
  }

  private async one(where: string, values: unknown[], manager: EntityManager): Promise<Bulletin | null> {
    const rows: unknown = await manager.query(`SELECT ${COLUMNS}, v.document, v.edits ${FROM} WHERE ${where}`, values);
    return z.array(Whole).parse(rows)[0] ?? null;
  }
}
