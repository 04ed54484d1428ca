import { randomUUID } from 'node:crypto';
import { Cause, cause } from '@cockpit/contracts';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, REDIS, SETTINGS, deriveKey, withTimeout, writable, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { DataSource, type QueryDeepPartialEntity } from 'typeorm';
import { z } from 'zod';
import type { Drop } from '../pipeline/candidate';
import { Pace } from '../pipeline/pace';
import { Privacy } from '../privacy/privacy';
import { seal } from '../privacy/sealing';
import { QuarantineRow } from './quarantine.entity';
import { MOST_SEALED_MIB, SealedQuota } from './sealed-quota';
import { WaitingRows } from './waiting-rows';

const SLICE = 500;
/** maximum wait of a request for Postgres */
const PATIENCE_MS = 10_000;
/** larger bodies are truncated to this */
const MAX_BODY_CHARS = 65_536;

export interface Rejected {
  source: string;
  drop: Drop;
  /** as sent; masked here */
  eventId: string | null;
  /** as sent; masked here */
  body: unknown;
  /** unreadable text or bytes; encrypted here */
  unreadable?: string | Buffer | undefined;
  correlationId: string;
  /** the body is from our own log: its person references are pseudonyms already */
  trusted?: boolean;
  /** UUID of a rejection that may be reported twice but stored once */
  id?: string;
}

const Row = z.object({
  id: z.string(),
  source: z.string(),
  reason: z.string(),
  path: z.string(),
  message: z.string(),
  causes: z.array(Cause).nullable().default(null),
  eventId: z.string().nullable(),
  hall: z.string().nullable(),
  receivedAt: z.coerce.date(),
  correlationId: z.string(),
  body: z.unknown(),
  sealed: z.string().nullable(),
  resubmittedAt: z.null(),
});
type Row = z.infer<typeof Row>;

/** Stores rejected events, without personal data, until somebody handles them. */
@Injectable()
export class Quarantine {
  private readonly logger = new Logger('quarantine');
  private readonly sealingKey: Buffer;
  private readonly waiting: WaitingRows;
  private readonly sealedQuota: SealedQuota;

  constructor(
    private readonly postgres: DataSource,
    @Inject(REDIS) redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly privacy: Privacy,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.sealingKey = deriveKey(settings, 'sealing');
    this.waiting = new WaitingRows(redis);
    this.sealedQuota = new SealedQuota(redis);
  }

  /**
   * Stores rejected events; while Postgres is away they wait in Redis, so that good events of the same request still
   * succeed.
   * @throws {AppError} 503 when too many wait already; the sender may repeat the request
   */
  async put(rejected: readonly Rejected[]): Promise<void> {
    let isAway = false;
    for (let from = 0; from < rejected.length; from += SLICE) {
      const rows = await this.rows(rejected.slice(from, from + SLICE));
      isAway ||= !(await this.isWritten(rows));
      if (isAway)
        await this.waiting.hold(
          rows.map((row) => JSON.stringify(row)),
          rejected.length - from,
        );
    }
  }

  /** Writes the rows that wait for Postgres. */
  async drain(): Promise<void> {
    for (;;) {
      const waiting = await this.waiting.head();
      if (waiting.length === 0) return;
      await this.insert(waiting.map((text) => Row.parse(JSON.parse(writableText(text)))));
      await this.waiting.remove(waiting);
    }
  }

  /** Masks a corrected body for storage. */
  keepable(body: unknown): { body: unknown; hall: string | null; eventId: string | null } {
    const id =
      typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string'
        ? body.id.slice(0, 256)
        : null;
    return {
      body: this.bounded(this.privacy.body(body, true)),
      hall: hallIn(body, this.privacy),
      eventId: id === null ? null : storable(this.privacy.id(id)),
    };
  }

  /** Masks a rejection's message for storage. */
  maskedDrop({ reason, path, message, causes }: Drop): Drop {
    const text = (raw: string): string => storable(this.privacy.text(raw));
    const maskedCauses = causes.map((item) => ({
      ...item,
      path: text(item.path),
      params: Object.fromEntries(
        Object.entries(item.params).map(([name, param]) => [name, typeof param === 'string' ? text(param) : param]),
      ),
    }));
    return { reason, path: text(path), message: text(message), causes: maskedCauses };
  }

  /** Works in slices, because masking and encrypting many rows would block other requests. */
  private async rows(rejected: readonly Rejected[]): Promise<Row[]> {
    const rows: Row[] = [];
    const pace = new Pace();
    for (const each of rejected) {
      rows.push(await this.row(each));
      if (pace.isOver()) await pace.rest();
    }
    return this.bounding(rows);
  }

  private async bounding(rows: Row[]): Promise<Row[]> {
    const bytes = new Map<string, number>();
    for (const { source, sealed } of rows)
      if (sealed !== null) bytes.set(source, (bytes.get(source) ?? 0) + sealed.length);
    for (const [source, more] of bytes) {
      if (await this.sealedQuota.reserve(source, more, this.clock.now())) continue;
      for (const row of rows.filter((each) => each.source === source && each.sealed !== null)) {
        row.sealed = null;
        row.message += ` (not kept: more than ${String(MOST_SEALED_MIB)} MiB of this source today)`;
        row.causes = [...(row.causes ?? []), cause('not-kept', '', { mib: MOST_SEALED_MIB })];
      }
    }
    return rows;
  }

  private async row({
    source,
    drop,
    eventId,
    body,
    unreadable,
    correlationId,
    trusted = false,
    id = randomUUID(),
  }: Rejected): Promise<Row> {
    return {
      id,
      source,
      ...this.maskedDrop(drop),
      eventId: eventId === null ? null : storable(this.privacy.id(eventId)),
      hall: hallIn(body, this.privacy),
      receivedAt: new Date(this.clock.now()),
      correlationId,
      body: unreadable === undefined ? this.bounded(this.privacy.body(body, trusted)) : null,
      sealed:
        unreadable === undefined ? null : (await seal(Buffer.from(unreadable), this.sealingKey)).toString('base64'),
      resubmittedAt: null,
    };
  }

  private bounded(body: unknown): unknown {
    const text = storable(JSON.stringify(body ?? null));
    return text.length <= MAX_BODY_CHARS
      ? (JSON.parse(text) as unknown)
      : { beginning: storable(text.slice(0, 2000)), length: text.length };
  }

  private async isWritten(rows: readonly Row[]): Promise<boolean> {
    try {
      // a late insert is harmless, because the same rows are stored only once
      await withTimeout(this.insert(rows), PATIENCE_MS);
      return true;
    } catch (error) {
      this.logger.warn({ err: error, rows: rows.length }, 'quarantine waits for postgres');
      return false;
    }
  }

  private async insert(rows: readonly Row[]): Promise<void> {
    const values = rows.map((row) => ({
      ...row,
      sealed: row.sealed === null ? null : Buffer.from(row.sealed, 'base64'),
    }));
    // the body comes from outside and has no type
    await this.postgres
      .createQueryBuilder()
      .insert()
      .into(QuarantineRow)
      .values(values as QueryDeepPartialEntity<QuarantineRow>[])
      .orIgnore()
      .execute();
  }
}

/** `writable` for JSON text, where such characters may be escaped. */
const writableText = (json: string): string => writable(json).replace(/\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '\\ufffd');
const storable = (text: string): string => writableText(text.slice(0, 4_000_000));

function hallIn(body: unknown, privacy: Privacy): string | null {
  if (typeof body !== 'object' || body === null || !('data' in body)) return null;
  const { data } = body;
  if (typeof data !== 'object' || data === null || !('hallId' in data) || typeof data.hallId !== 'string') return null;
  return storable(privacy.id(data.hallId.slice(0, 128)));
}
