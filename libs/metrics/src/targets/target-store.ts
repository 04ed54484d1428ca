import { TargetLine, type Caller, type TargetBook, type TargetChange, type TargetVersion } from '@cockpit/contracts';
import { AuditLog, ShortCache, assertEveryHall, assertHall, type Actor } from '@cockpit/access';
import { OrganisationService, pathsIn } from '@cockpit/organisation';
import { CLOCK, conflict, notFound, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const Row = z.object({
  place: z.string().nullable(),
  revision: z.number(),
  lines: z.array(TargetLine),
  author: z.string(),
  reason: z.string(),
  at: z.date(),
});
const COLUMNS = 'place, revision, lines, author, reason, at';
const LATEST_OF_ALL = `SELECT DISTINCT ON (place) ${COLUMNS} FROM target_setting ORDER BY place, revision DESC`;
const LATEST = `SELECT ${COLUMNS} FROM target_setting WHERE place IS NOT DISTINCT FROM $1 ORDER BY revision DESC LIMIT 1`;
const HISTORY = `SELECT ${COLUMNS} FROM target_setting
  WHERE place IS NOT DISTINCT FROM $1 AND ($2::int IS NULL OR revision < $2) ORDER BY revision DESC LIMIT $3`;
const ADD = `INSERT INTO target_setting (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)`;
const CHANGED = `SELECT count(*)::int AS n FROM target_setting
  WHERE at > $1 AND (place IS NULL OR $2::text[] IS NULL OR place = ANY($2))`;
const LOCK = "SELECT pg_advisory_xact_lock(hashtext('targets'))";
/** Cache time, because other processes can change targets. */
const CACHE_MS = 2000;

export type TargetBooks = ReadonlyMap<string | null, readonly TargetLine[]>;

/** Targets of metrics by place with all versions, authors and reasons. */
@Injectable()
export class TargetStore {
  private readonly cache: ShortCache<TargetBooks>;

  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly organisation: OrganisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.cache = new ShortCache(CACHE_MS, () => clock.now(), 1);
  }

  /** Current lines of every place. */
  books(): Promise<TargetBooks> {
    return this.cache.get('books', async () => {
      const rows = await this.versions(this.postgres.manager, LATEST_OF_ALL);
      return new Map(rows.map(({ place, lines }) => [place, lines]));
    });
  }

  /** @throws {AppError} 404 for an unknown place, 403 for one out of the caller's scope */
  async book(place: string | null, caller: Pick<Caller, 'halls'>): Promise<TargetBook> {
    const path = await this.pathOf(place, caller);
    const [own, ...above] = await Promise.all(path.map((at) => this.latest(this.postgres.manager, at)));
    return { ...(own ?? unset(place)), above: above.filter(({ revision }) => revision > 0) };
  }

  /** Latest first. @throws {AppError} as `book` */
  async history(
    place: string | null,
    caller: Pick<Caller, 'halls'>,
    after: number | undefined,
    limit: number,
  ): Promise<TargetVersion[]> {
    await this.pathOf(place, caller);
    return this.versions(this.postgres.manager, HISTORY, [place, after ?? null, limit]);
  }

  /**
   * @throws {AppError} 403 and 404 as `book`, 403 for the bureau without the view of everything, 409 if somebody else
   * changed it meanwhile
   */
  async change({ place, revision, lines, reason }: TargetChange, caller: Caller, actor: Actor): Promise<TargetBook> {
    if (place === null) assertEveryHall(caller, 'targets of the bureau are set by those who may see every hall');
    await this.pathOf(place, caller);
    await this.postgres.transaction(async (manager) => {
      await manager.query(LOCK);
      const before = await this.latest(manager, place);
      if (before.revision !== revision)
        throw conflict(
          'targets-changed',
          `the targets are at revision ${String(before.revision)} by now, not ${String(revision)}: read them again`,
        );
      const at = new Date(this.clock.now());
      await manager.query(ADD, [place, revision + 1, JSON.stringify(lines), caller.name, reason, at]);
      const target = place === null ? 'targets' : `targets/${place}`;
      const after = { lines, reason };
      await this.audit.record(
        { actor, action: 'targets.change', target, before: { lines: before.lines }, after },
        manager,
      );
    });
    this.cache.clear();
    return this.book(place, caller);
  }

  /** Number of target changes since an instant in the caller's places and the bureau. */
  async changedSince(since: Date, { halls }: Pick<Caller, 'halls'>): Promise<number> {
    const rows = z
      .array(z.object({ n: z.number() }))
      .parse(await this.postgres.query(CHANGED, [since, halls === 'all' ? null : halls]));
    return rows[0]?.n ?? 0;
  }

  private async pathOf(place: string | null, caller: Pick<Caller, 'halls'>): Promise<(string | null)[]> {
    const halls = (await this.organisation.latest())?.halls ?? [];
    if (place !== null && !halls.some(({ code }) => code === place))
      throw notFound('unknown-hall', `there is no place "${place}"`);
    if (place !== null) assertHall(caller, place);
    return pathsIn(halls)(place);
  }

  private async latest(manager: EntityManager, place: string | null): Promise<TargetVersion> {
    const [row] = await this.versions(manager, LATEST, [place]);
    return row ?? unset(place);
  }

  private async versions(manager: EntityManager, sql: string, values: unknown[] = []): Promise<TargetVersion[]> {
    const rows = z.array(Row).parse(await manager.query(sql, values));
    return rows.map(({ at, ...same }) => ({ ...same, at: at.toISOString() }));
  }
}

const unset = (place: string | null): TargetVersion => ({
  place,
  revision: 0,
  lines: [],
  author: null,
  reason: null,
  at: null,
});
