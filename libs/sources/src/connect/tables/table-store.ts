import {
  Cause,
  ConnectedTable,
  TablePlace,
  type DatabaseAddress,
  type NewConnectedTable,
  type TableChange,
  type TableStart,
  type TableStop,
} from '@cockpit/contracts';
import { AuditLog, type Actor } from '@cockpit/access';
import {
  CLOCK,
  SETTINGS,
  changedRows,
  conflict,
  deriveKey,
  notFound,
  openSecrets,
  sealSecrets,
  unprocessable,
} from '@cockpit/platform';
import type { AppError, Clock, Settings } from '@cockpit/platform';
import { PollerState } from '../../polling/memory';
import { type DatabasePlace } from '../../polling/session';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

/** Label for deriving the encryption key. */
export const SEALING = 'connected-tables';
const Secrets = z.object({ password: z.string() });
/** Where the database is, with the decrypted password */
export const placeOf = (place: TablePlace, id: string, sealed: Buffer, key: Buffer): DatabasePlace => ({
  ...place,
  ...Secrets.parse(openSecrets(sealed, id, key)),
});

const TABLE = `
  SELECT t.id, t.place, t.source, m.mapping, t.version, t.every_sec AS "everySec", t.state,
    coalesce(t.state = 'live' AND t.held_until > clock_timestamp(), false) AS held, t.start AS "from", t.progress, t.read_at AS "readAt",
    t.fault, t.fault_at AS "faultAt", t.by_name AS by, t.reason, t.changed_at AS at
  FROM source_table t LEFT JOIN source_mapping m ON m.source = t.source AND m.version = t.version
  WHERE t.removed_at IS NULL`;
const LIST = `${TABLE} ORDER BY t.changed_at DESC, t.id LIMIT 200`;
const ONE = `${TABLE} AND t.id = $1`;
const SEALED = 'SELECT place, sealed, state FROM source_table WHERE id = $1 AND removed_at IS NULL FOR UPDATE';
const ADD = `
  INSERT INTO source_table (id, place, sealed, revision, every_sec, state, by_name, reason, changed_at)
  VALUES ($1, $2, $3, 1, 5, 'draft', $4, $5, $6)`;
/** A changed table or sort column resets the progress. */
const CHANGE = `
  UPDATE source_table SET place = $2, sealed = $3, revision = revision + 1, by_name = $4, reason = $5, changed_at = $6,
    progress = CASE WHEN $7 THEN progress END, start = CASE WHEN $7 THEN start END, fault = NULL, fault_at = NULL
  WHERE id = $1`;
/** Another source has other events, so its progress starts anew. */
const START = `
  UPDATE source_table SET state = 'live', source = $2, version = $3, every_sec = $4, revision = revision + 1, by_name = $6, reason = $7,
    changed_at = $8, start = CASE WHEN $5::text IS NULL AND source = $2 THEN start ELSE $5 END,
    progress = CASE WHEN $5::text IS NULL AND source = $2 THEN progress END, fault = NULL, fault_at = NULL
  WHERE id = $1 AND removed_at IS NULL AND state <> 'live'`;
const STOP = `
  UPDATE source_table SET state = 'stopped', revision = revision + 1, by_name = $2, reason = $3, changed_at = $4, held_by = NULL, held_until = NULL
  WHERE id = $1 AND removed_at IS NULL AND state = 'live'`;
/** Removes the stored password too. */
const REMOVE = `
  UPDATE source_table SET state = CASE state WHEN 'draft' THEN 'draft' ELSE 'stopped' END, revision = revision + 1, sealed = '', by_name = $2,
    reason = $3, changed_at = $4, removed_at = $4, held_by = NULL, held_until = NULL
  WHERE id = $1 AND removed_at IS NULL`;

const instant = z.date().transform((date) => date.toISOString());
const Row = ConnectedTable.omit({ cursor: true, rows: true, accepted: true, rejected: true, faults: true }).extend({
  progress: PollerState.nullable(),
  readAt: instant.nullable(),
  faultAt: instant.nullable(),
  fault: Cause.nullable(),
  at: instant,
});
const SealedRow = z.object({ place: TablePlace, sealed: z.instanceof(Buffer), state: ConnectedTable.shape.state });

/** Connected tables: by whom and with which mapping. Passwords are stored encrypted and never returned. */
@Injectable()
export class TableStore {
  private readonly key: Buffer;

  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.key = deriveKey(settings, SEALING);
  }

  async list(): Promise<ConnectedTable[]> {
    return z
      .array(Row)
      .parse(await this.postgres.query(LIST))
      .map(recordOf);
  }

  /** @throws {AppError} 404 */
  async one(id: string): Promise<ConnectedTable> {
    const [row] = z.array(Row).parse(await this.postgres.query(ONE, [id]));
    return recordOf(row ?? missing());
  }

  /**
   * Address and password of a table's database.
   * @throws {AppError} 404
   */
  async place(id: string): Promise<{ place: TablePlace; at: DatabasePlace }> {
    const { place, sealed } = await this.sealed(id, this.postgres);
    return { place, at: placeOf(place, id, sealed, this.key) };
  }

  /**
   * Stored password of a table, only for the server and user it was given for.
   * @throws {AppError} 404, 422 for others
   */
  async keptPassword(id: string, database: DatabaseAddress): Promise<string> {
    const { place, at } = await this.place(id);
    if (!isKeptFor(place, database)) throw passwordNeeded();
    return at.password;
  }

  async add({ place, password, reason }: NewConnectedTable, actor: Actor): Promise<ConnectedTable> {
    const id = randomUUID();
    await this.postgres.transaction(async (manager) => {
      const sealed = sealSecrets({ password }, id, this.key);
      await manager.query(ADD, [id, place, sealed, actor.name, reason, this.now()]);
      await this.changed(manager, 'add', id, actor, { after: { ...place, reason } });
    });
    return this.one(id);
  }

  /** @throws {AppError} 404, 409 while it is live */
  async change(id: string, { place, password, reason }: TableChange, actor: Actor): Promise<ConnectedTable> {
    await this.postgres.transaction(async (manager) => {
      const before = await this.sealed(id, manager);
      if (before.state === 'live') throw conflict('table-live', 'this table is live: stop it first');
      if (password === undefined && !isKeptFor(before.place, place)) throw passwordNeeded();
      const sealed = password === undefined ? before.sealed : sealSecrets({ password }, id, this.key);
      const isSame = (['kind', 'database', 'table', 'cursorColumn'] as const).every(
        (name) => before.place[name] === place[name],
      );
      await manager.query(CHANGE, [id, place, sealed, actor.name, reason, this.now(), isSame]);
      await this.changed(manager, 'change', id, actor, {
        before: before.place,
        after: { ...place, newPassword: password !== undefined, reason },
      });
    });
    return this.one(id);
  }

  /** @throws {AppError} 404, 409 when it is live already */
  async start(id: string, version: number, input: TableStart, actor: Actor): Promise<ConnectedTable> {
    const { source, everySec, from, reason } = input;
    await this.postgres.transaction(async (manager) => {
      await this.sealed(id, manager);
      const values = [id, source, version, everySec, from, actor.name, reason, this.now()];
      if (changedRows(await manager.query(START, values)) === 0)
        throw conflict('table-live', 'this table is live already');
      await this.changed(manager, 'start', id, actor, { after: { source, mapping: version, everySec, from, reason } });
    });
    return this.one(id);
  }

  /** @throws {AppError} 404, 409 when it is not live */
  async stop(id: string, { reason }: TableStop, actor: Actor): Promise<ConnectedTable> {
    await this.postgres.transaction(async (manager) => {
      await this.sealed(id, manager);
      const values = [id, actor.name, reason, this.now()];
      if (changedRows(await manager.query(STOP, values)) === 0)
        throw conflict('table-not-live', 'this table is not live');
      await this.changed(manager, 'stop', id, actor, { after: { reason } });
    });
    return this.one(id);
  }

  /** @throws {AppError} 404 */
  async remove(id: string, { reason }: TableStop, actor: Actor): Promise<void> {
    await this.postgres.transaction(async (manager) => {
      const { place } = await this.sealed(id, manager);
      await manager.query(REMOVE, [id, actor.name, reason, this.now()]);
      await this.changed(manager, 'remove', id, actor, { before: place, after: { reason } });
    });
  }

  /** Audits that somebody viewed rows. */
  async sampled(id: string, rows: number, actor: Actor): Promise<void> {
    await this.changed(this.postgres.manager, 'sample', id, actor, { after: { rows } });
  }

  private changed(
    manager: EntityManager,
    verb: 'add' | 'change' | 'sample' | 'start' | 'stop' | 'remove',
    id: string,
    actor: Actor,
    states: { before?: object; after?: object },
  ): Promise<void> {
    return this.audit.record(
      { actor, action: `source-table.${verb}`, target: `source-table/${id}`, ...states },
      manager,
    );
  }

  private async sealed(id: string, manager: Pick<EntityManager, 'query'>): Promise<z.infer<typeof SealedRow>> {
    const [row] = z.array(SealedRow).parse(await manager.query(SEALED, [id]));
    return row ?? missing();
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

/** A stored password is used only for the address it was given for. */
const isKeptFor = (place: TablePlace, now: DatabaseAddress): boolean =>
  (['kind', 'host', 'port', 'user'] as const).every((name) => place[name] === now[name]) && (now.tls || !place.tls);
const passwordNeeded = (): AppError =>
  unprocessable('password-needed', 'another server or user: give the password again');

function missing(): never {
  throw notFound('unknown-table', 'no such table is connected, or not any more');
}

function recordOf({ progress, ...row }: z.infer<typeof Row>): ConnectedTable {
  const { cursor, rows, accepted, rejected, faults } = progress ?? NOTHING;
  return { ...row, cursor, rows, accepted, rejected, faults };
}
const NOTHING = { cursor: null, rows: 0, accepted: 0, rejected: 0, faults: 0 };
