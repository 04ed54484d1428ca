import { ADMINISTRATIONS, ROLE_OF_ADMINISTRATION, type AdministratorsState } from '@cockpit/contracts';
import { CLOCK, conflict, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { AccessChanges } from '../access-changes';
import { AuditLog, type Actor } from '../audit';
import { ShortCache } from '../short-cache';
import { BELIEF_MS, STALE_MS } from '../tokens';
import { heldAdministrators, mayComeIn } from '../user-record';
import { UserRow } from '../entities';
import { areApart, refuseTwoOfOne } from './apart';

const StoredRow = z.tuple([
  z.object({
    apart: z.boolean(),
    changed_at: z.date().nullable(),
    changed_by: z.string().nullable(),
    why: z.string().nullable(),
  }),
]);
const READ = 'SELECT apart, changed_at, changed_by, why FROM administrators';
const HOLD = `${READ} FOR UPDATE`;
const WRITE = 'UPDATE administrators SET apart = $1, changed_at = $2, changed_by = $3, why = $4';

/**
 * Separation of system, security and audit administration among three people, as 等保 (classified protection) requires.
 */
@Injectable()
export class Administrators {
  private readonly cache: ShortCache<boolean>;

  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly changes: AccessChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.cache = new ShortCache(BELIEF_MS, () => clock.now(), undefined, STALE_MS);
    changes.onChange(() => {
      this.cache.clear();
    });
  }

  /** Called by the guard with each administrator's request. */
  areApart(): Promise<boolean> {
    return this.cache.get('apart', () => areApart(this.postgres.manager));
  }

  async state(): Promise<AdministratorsState> {
    const users = await this.postgres.manager.find(UserRow, { order: { name: 'ASC' }, comment: 'administrators.list' });
    return stateOf(StoredRow.parse(await this.postgres.query(READ))[0], users);
  }

  /**
   * Separates the three administrations.
   * @throws AppError 409 `administrator-missing` while one of the three cannot sign in, `two-administrations`
   */
  tellApart(why: string, actor: Actor): Promise<AdministratorsState> {
    return this.change(true, why, actor, (users) => {
      const missing = ADMINISTRATIONS.filter((administration) => namesOf(users, administration).length === 0);
      if (missing.length > 0)
        throw conflict('administrator-missing', `nobody can sign in as administrator of ${missing.join(', ')}`);
      refuseTwoOfOne(users);
    });
  }

  /** Lets one person hold all administrations again. Not offered on a page: none of the three may decide it. */
  putTogether(why: string, actor: Actor): Promise<AdministratorsState> {
    return this.change(false, why, actor, () => undefined);
  }

  private async change(
    apart: boolean,
    why: string,
    actor: Actor,
    check: (users: readonly UserRow[]) => void,
  ): Promise<AdministratorsState> {
    const state = await this.postgres.transaction(async (manager: EntityManager) => {
      const [before] = StoredRow.parse(await manager.query(HOLD));
      const users = await heldAdministrators(manager);
      check(users);
      const at = new Date(this.clock.now());
      if (before.apart === apart) return stateOf(before, users);
      await manager.query(WRITE, [apart, at, actor.name, why]);
      const action = apart ? 'administrators.apart' : 'administrators.together';
      await this.audit.record(
        { actor, action, target: 'administrators', before: { apart: before.apart }, after: { apart, why } },
        manager,
      );
      return stateOf({ apart, changed_at: at, changed_by: actor.name, why }, users);
    });
    await this.changes.announce();
    return state;
  }
}

const namesOf = (users: readonly UserRow[], administration: (typeof ADMINISTRATIONS)[number]): string[] =>
  users
    .filter((user) => user.role === ROLE_OF_ADMINISTRATION[administration] && mayComeIn(user))
    .map(({ displayName }) => displayName);

const stateOf = (
  { apart, changed_at: at, changed_by: by, why }: z.infer<typeof StoredRow>[0],
  users: readonly UserRow[],
): AdministratorsState => ({
  apart,
  changed: at === null ? null : { at: at.toISOString(), by: by ?? '', why: why ?? '' },
  system: namesOf(users, 'system'),
  security: namesOf(users, 'security'),
  audit: namesOf(users, 'audit'),
});
