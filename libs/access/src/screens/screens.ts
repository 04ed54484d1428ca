import { PLAIN_VIEW, type Caller, type ScreenChange, type ScreenRecord, type ScreenView } from '@cockpit/contracts';
import { conflict, notFound, taken } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { AuditLog, type Actor } from '../audit';
import { TokenRow } from '../entities';
import { inScope } from '../guard/scope';
import { tokenRecord } from '../tokens';

/** An active wall sends a request at least once a minute; it counts as off after three minutes. */
const SILENT_SEC = 180;

/** Paired walls: list, last contact, and view. */
@Injectable()
export class Screens {
  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** Screens that show only halls of the caller, including ended ones. */
  async list(caller: Pick<Caller, 'halls'>): Promise<ScreenRecord[]> {
    const rows = await this.postgres.manager.find(TokenRow, {
      where: { role: 'screen' },
      order: { name: 'ASC' },
      comment: 'screen.list',
    });
    return rows.filter((row) => isVisible(row, caller)).map(screenRecord);
  }

  /**
   * Changes name and view; the wall applies them within a minute.
   * @throws {AppError} 404 `unknown-screen` also for one of other halls or one that was ended, 409 `screen-changed`,
   * `token-exists`
   */
  async change(id: string, change: ScreenChange, caller: Caller, actor: Actor): Promise<ScreenRecord> {
    const { name, view, version, why } = change;
    return this.postgres.transaction(async (manager) => {
      const row = await manager.findOne(TokenRow, {
        where: { id, role: 'screen', revokedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (row === null || !isVisible(row, caller)) throw unknownScreen(id);
      if (row.version !== version)
        throw conflict(
          'screen-changed',
          `"${row.name}" was changed meanwhile: it is at version ${String(row.version)}`,
        );
      if (await manager.existsBy(TokenRow, { name, id: Not(id) }))
        throw taken('token-exists', `there is already a token "${name}"`, name);
      const before = { name: row.name, view: row.view ?? PLAIN_VIEW };
      const changed = { name, view, version: version + 1 };
      await manager.update(TokenRow, { id }, changed);
      const after = { name, view, why };
      await this.audit.record({ actor, action: 'screen.change', target: `token/${id}`, before, after }, manager);
      return { ...screenRecord(row), ...changed };
    });
  }

  async viewOf(id: string): Promise<ScreenView> {
    const row = await this.postgres.manager.findOne(TokenRow, { where: { id }, comment: 'screen.view' });
    return row?.view ?? PLAIN_VIEW;
  }
}

export const unknownScreen = (id: string): Error =>
  notFound('unknown-screen', `there is no screen "${id}" in your halls`);

const isVisible = ({ halls }: TokenRow, caller: Pick<Caller, 'halls'>): boolean =>
  halls === null ? caller.halls === 'all' : halls.every((hall) => inScope(caller.halls, hall));

const screenRecord = (row: TokenRow): ScreenRecord => ({
  ...tokenRecord(row),
  view: row.view ?? PLAIN_VIEW,
  version: row.version,
  lastSeenAt: row.lastUsedAt?.toISOString() ?? null,
  silentAfterSec: SILENT_SEC,
});
