import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { CreatedUser, NewUser, UserRecord } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, conflict, notFound, type Clock } from '@cockpit/platform';
import { hash, verify } from '@node-rs/argon2';
import { DataSource, type EntityManager } from 'typeorm';
import { AccessChanges } from './access-changes';
import { AuditLog, type Actor } from './audit';
import { UserRow } from './entities';
import { hallsOf, storedHalls } from './halls';

/** Somebody who signs in, and what a session of theirs hangs on: another password ends it. */
export interface Account {
  readonly user: UserRecord;
  readonly seal: string;
}

/** People who sign in with a password. */
@Injectable()
export class Users {
  /** What an unknown name is checked against, so that it takes as long as a known one. */
  private readonly nobody = hash(randomBytes(16).toString('hex'));

  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly changes: AccessChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError 409 `user-exists` */
  async add(wanted: NewUser, actor: Actor): Promise<CreatedUser> {
    const password = wanted.password ?? madeUp();
    const passwordHash = await hash(password);
    const row = await this.postgres.transaction(async (manager) => {
      if ((await byName(manager, wanted.name)) !== null)
        throw conflict('user-exists', `there is already a user "${wanted.name}"`);
      const added = manager.create(UserRow, {
        id: randomUUID(),
        name: wanted.name,
        displayName: wanted.displayName ?? wanted.name,
        role: wanted.role,
        halls: storedHalls(wanted.halls, wanted.units),
        officerId: wanted.officerId ?? null,
        units: wanted.units ?? null,
        passwordHash,
        createdAt: new Date(this.clock.now()),
        disabledAt: null,
      });
      await manager.insert(UserRow, added);
      await this.audit.record(
        { actor, action: 'user.create', target: `user/${added.name}`, after: userRecord(added) },
        manager,
      );
      return added;
    });
    await this.changes.announce();
    return { ...userRecord(row), ...(wanted.password === undefined ? { password } : {}) };
  }

  /** Signs out at once everywhere. */
  disable(name: string, actor: Actor): Promise<UserRecord> {
    return this.change(name, actor, 'user.disable', ({ disabledAt }) => ({
      disabledAt: disabledAt ?? new Date(this.clock.now()),
    }));
  }

  /** Lets somebody in again who was disabled, with the password they had. */
  enable(name: string, actor: Actor): Promise<UserRecord> {
    return this.change(name, actor, 'user.enable', () => ({ disabledAt: null }));
  }

  /**
   * Gives somebody another password and ends their sessions.
   * @param wanted absent: one is made up and answered, once
   */
  async setPassword(name: string, wanted: string | undefined, actor: Actor): Promise<CreatedUser> {
    const password = wanted ?? madeUp();
    const passwordHash = await hash(password);
    const user = await this.change(name, actor, 'user.password', () => ({ passwordHash }));
    return { ...user, ...(wanted === undefined ? { password } : {}) };
  }

  /** @throws AppError 404 `unknown-user` */
  private async change(
    name: string,
    actor: Actor,
    action: string,
    next: (user: UserRow) => Partial<Pick<UserRow, 'disabledAt' | 'passwordHash'>>,
  ): Promise<UserRecord> {
    const row = await this.postgres.transaction(async (manager) => {
      const user = await byName(manager, name);
      if (user === null) throw notFound('unknown-user', `there is no user "${name}"`);
      const before = userRecord(user);
      const changed = next(user);
      await manager.update(UserRow, { id: user.id }, changed);
      Object.assign(user, changed);
      await this.audit.record({ actor, action, target: `user/${user.name}`, before, after: userRecord(user) }, manager);
      return user;
    });
    await this.changes.announce();
    return userRecord(row);
  }

  /** The user whose name and password these are; null when they are not, without telling which of the two. */
  async authenticate(name: string, password: string): Promise<Account | null> {
    const user = await byName(this.postgres.manager, name);
    const matches = await verify(user?.passwordHash ?? (await this.nobody), password);
    return user !== null && matches && user.disabledAt === null ? accountOf(user) : null;
  }

  async byId(id: string): Promise<Account | null> {
    const user = await this.postgres.manager.findOne(UserRow, { where: { id }, comment: 'user.by-id' });
    return user === null ? null : accountOf(user);
  }

  async list(): Promise<UserRecord[]> {
    const rows = await this.postgres.manager.find(UserRow, { order: { name: 'ASC' }, comment: 'user.list' });
    return rows.map(userRecord);
  }
}

const madeUp = (): string => randomBytes(15).toString('base64url');
/** The seal tells one password from the next, and nothing about either. */
const accountOf = (row: UserRow): Account => ({
  user: userRecord(row),
  seal: createHash('sha256').update(row.passwordHash).digest('base64url').slice(0, 16),
});

/** Names are one whatever their case. */
function byName(manager: EntityManager, name: string): Promise<UserRow | null> {
  return manager
    .createQueryBuilder(UserRow, 'u')
    .where('lower(u.name) = lower(:name)', { name })
    .comment('user.by-name')
    .getOne();
}

function userRecord(row: UserRow): UserRecord {
  return {
    id: row.id,
    name: row.name,
    displayName: row.displayName,
    role: row.role,
    halls: hallsOf(row.halls),
    officerId: row.officerId,
    units: row.units,
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
  };
}
