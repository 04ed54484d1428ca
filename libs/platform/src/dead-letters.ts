import { createHash } from 'node:crypto';
import type { DeadLetter } from '@cockpit/contracts';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { INTERVALS, type Intervals } from './interval-settings';
import { faultCode, isolate, type FailedRow } from './row-faults';
import { writable } from './writable';

const Answer = z.tuple([z.unknown(), z.number()]);

/**
 * Number of rows that a statement changed or deleted. TypeORM answers such a statement with a pair: the returned rows
 * and their number.
 */
export const changedRows = (answer: unknown): number => Answer.parse(answer)[1];

/** The first automatic retry comes after a minute; each pause is four times the one before, up to this limit. */
const LONGEST_PAUSE = "interval '6 hours'";
const AT_ONCE = 500;
const Due = z.object({ id: z.string(), worker: z.string(), body: z.string() });
const Row = z.object({
  id: z.string(),
  worker: z.string(),
  item: z.string(),
  reason: z.string(),
  message: z.string(),
  first_at: z.date(),
  last_at: z.date(),
  tries: z.int(),
  next_at: z.date(),
});

/** How a worker names, stores and processes its rows. */
export interface Sifting<T> {
  /** name of a row: unique within the worker, readable, without personal data */
  nameOf: (item: T) => string;
  /** everything that a retry of the row needs */
  bodyOf?: (item: T) => unknown;
  /** must be idempotent: it may be called again for rows that succeeded */
  work: (items: readonly T[]) => Promise<void>;
}

/** `DeadLetters.sift` bound to one worker. */
export type Sift = <T>(items: readonly T[], sifting: Sifting<T>) => Promise<T[]>;

const idOf = (worker: string, name: string): string =>
  createHash('sha256').update(`${worker}\0${name}`).digest('hex').slice(0, 32);

/**
 * Keeps rows that no store accepts, with the reason, so that one bad row never blocks the others. Their workers retry
 * them with growing pauses and remove them on success.
 */
@Injectable()
export class DeadLetters {
  private readonly logger = new Logger('dead-letters');
  /** ids of dead letters that this process knows of; only these are checked for removal after success */
  private readonly storedIds = new Set<string>();
  /** the last look at which workers have dead letters that are due: one look serves all workers of this process */
  private look = { at: -Infinity, workers: Promise.resolve(new Set<string>()) };

  constructor(
    private readonly postgres: DataSource,
    @Inject(INTERVALS) private readonly intervals: Pick<Intervals, 'deadLetterLook'>,
  ) {}

  /**
   * Processes all valid rows and stores the invalid ones as dead letters.
   * @returns the invalid rows
   * @throws any error that is not a row's fault; then no dead letter is stored
   */
  async sift<T>(worker: string, items: readonly T[], { nameOf, bodyOf, work }: Sifting<T>): Promise<T[]> {
    const failed = await isolate(items, work);
    if (failed.length > 0) await this.store(worker, failed, nameOf, bodyOf ?? ((item) => item));
    if (this.storedIds.size > 0) {
      const failedItems = new Set(failed.map(({ item }) => item));
      await this.done(items.filter((item) => !failedItems.has(item)).map((item) => idOf(worker, nameOf(item))));
    }
    return failed.map(({ item }) => item);
  }

  /** Stores a row that its worker found to be invalid. */
  async put(worker: string, name: string, body: unknown, error: unknown): Promise<void> {
    await this.store(worker, [{ item: name, error }], String, () => body);
  }

  /** Removes dead letters that are done or no longer needed. */
  async settle(worker: string, names: readonly string[]): Promise<void> {
    await this.done(names.map((name) => idOf(worker, name)));
  }

  /**
   * Dead letters of these workers that are due for a retry; pass their bodies to `sift` under the same names. They may
   * be found up to `deadLetterLook` later than they fall due.
   */
  async due(workers: readonly string[]): Promise<{ worker: string; body: unknown }[]> {
    const dueWorkers = await this.dueWorkers();
    if (!workers.some((worker) => dueWorkers.has(worker))) return [];
    const [rows] = z.tuple([z.array(Due), z.number()]).parse(
      await this.postgres.query(
        `UPDATE dead_letter SET next_at = now() + LEAST(${LONGEST_PAUSE}, interval '1 minute' * power(4, LEAST(tries, 10)))
       WHERE id IN (SELECT id FROM dead_letter WHERE worker = ANY($1) AND next_at <= now() ORDER BY next_at LIMIT ${String(AT_ONCE)}) RETURNING id, worker, body`,
        [workers],
      ),
    );
    for (const { id } of rows) this.storedIds.add(id);
    return rows.map(({ worker, body }) => ({ worker, body: JSON.parse(body) as unknown }));
  }

  /**
   * Bodies of dead letters that are not due yet. Workers that poll for work exclude them, or they would find them
   * again.
   */
  async resting(worker: string): Promise<unknown[]> {
    const rows = z
      .array(z.object({ body: z.string() }))
      .parse(await this.postgres.query('SELECT body FROM dead_letter WHERE worker = $1', [worker]));
    return rows.map(({ body }) => JSON.parse(body) as unknown);
  }

  async count(): Promise<number> {
    const [row] = z
      .array(z.object({ n: z.coerce.number() }))
      .parse(await this.postgres.query('SELECT count(*) AS n FROM dead_letter'));
    return row?.n ?? 0;
  }

  /**
   * Latest first.
   * @param before the last dead letter of the previous page
   */
  async list(limit: number, before?: readonly [lastAt: string, id: string], worker?: string): Promise<DeadLetter[]> {
    const rows = z.array(Row).parse(
      await this.postgres.query(
        `SELECT id, worker, item, reason, message, date_trunc('milliseconds', first_at) AS first_at, date_trunc('milliseconds', last_at) AS last_at, tries, next_at FROM dead_letter
       WHERE ($2::timestamptz IS NULL OR (date_trunc('milliseconds', last_at), id) < ($2, $3)) AND ($4::text IS NULL OR worker = $4) ORDER BY date_trunc('milliseconds', last_at) DESC, id DESC LIMIT $1`,
        [limit, before?.[0] ?? null, before?.[1] ?? null, worker ?? null],
      ),
    );
    return rows.map(({ first_at, last_at, next_at, ...row }) => ({
      ...row,
      firstAt: first_at.toISOString(),
      lastAt: last_at.toISOString(),
      nextAt: next_at.toISOString(),
    }));
  }

  /**
   * Schedules a retry now.
   * @returns false when the id does not exist
   */
  async retry(id: string): Promise<boolean> {
    const answer: unknown = await this.postgres.query('UPDATE dead_letter SET next_at = now() WHERE id = $1', [id]);
    return changedRows(answer) > 0;
  }

  private dueWorkers(): Promise<ReadonlySet<string>> {
    const now = performance.now();
    if (now - this.look.at >= this.intervals.deadLetterLook) this.look = { at: now, workers: this.readDueWorkers() };
    return this.look.workers;
  }

  private async readDueWorkers(): Promise<Set<string>> {
    try {
      const answer: unknown = await this.postgres.query(
        'SELECT DISTINCT worker FROM dead_letter WHERE next_at <= now()',
      );
      return new Set(
        z
          .array(z.object({ worker: z.string() }))
          .parse(answer)
          .map(({ worker }) => worker),
      );
    } catch (error) {
      this.look.at = -Infinity; // the next caller asks again
      throw error;
    }
  }

  private async store<T>(
    worker: string,
    failed: readonly FailedRow<T>[],
    nameOf: (item: T) => string,
    bodyOf: (item: T) => unknown,
  ): Promise<void> {
    const rows = failed.map(({ item, error }) => {
      const message = error instanceof Error ? error.message : String(error);
      return {
        id: idOf(worker, nameOf(item)),
        item: writable(nameOf(item)).slice(0, 300),
        reason: faultCode(error),
        message: writable(message).slice(0, 1000),
        body: JSON.stringify(bodyOf(item)),
      };
    });
    await this.postgres.query(
      `INSERT INTO dead_letter (id, worker, item, reason, message, body, next_at)
       SELECT id, $1, item, reason, message, body, now() + interval '1 minute' FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS t (id, item, reason, message, body)
       ON CONFLICT (id) DO UPDATE SET reason = EXCLUDED.reason, message = EXCLUDED.message, body = EXCLUDED.body, last_at = now(), tries = dead_letter.tries + 1,
         next_at = now() + LEAST(${LONGEST_PAUSE}, interval '1 minute' * power(4, LEAST(dead_letter.tries, 10)))`,
      [
        worker,
        rows.map((row) => row.id),
        rows.map((row) => row.item),
        rows.map((row) => row.reason),
        rows.map((row) => row.message),
        rows.map((row) => row.body),
      ],
    );
    for (const { id } of rows) this.storedIds.add(id);
    const [first] = rows;
    this.logger.error(
      { worker, count: rows.length, item: first?.item, reason: first?.reason, detail: first?.message },
      'what cannot be worked off was put away; everything else goes on',
    );
  }

  private async done(ids: readonly string[]): Promise<void> {
    const settled = ids.filter((id) => this.storedIds.has(id));
    if (settled.length === 0) return;
    await this.postgres.query('DELETE FROM dead_letter WHERE id = ANY($1)', [settled]);
    for (const id of settled) this.storedIds.delete(id);
  }
}
