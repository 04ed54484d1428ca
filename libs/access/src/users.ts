import { randomBytes, randomUUID } from 'node:crypto';
import {
  isAdministration,
  type AuditAction,
  type CreatedUser,
  type NewUser,
  type OwnPassword,
  type UserChange,
  type UserRecord,
} from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import {
  CLOCK,
  conflict,
  taken,
  forbidden,
  notFound,
  SETTINGS,
  unprocessable,
  type Clock,
  type Settings,
} from '@cockpit/platform';
import { hash, verify } from '@node-rs/argon2';
import { DataSource, type EntityManager } from 'typeorm';
import { AccessChanges } from './access-changes';
import { AuditLog, type Actor } from './audit';
import { UserRow } from './entities';
import { storedHalls } from './halls';
import { madeUpPassword, refuseWeak, sealOf } from './passwords';
import { isBreakGlass } from './break-glass';
import { heldApart, refuseOwnRole, refuseTwoOfOne } from './administrators/apart';
import { heldAdministrators, heldUser, refuseLast, userByName, userRecord } from './user-record';

/** A user with the credentials digest of their sessions: see `sealOf`. */
export interface Account {
  readonly user: UserRecord;
  readonly seal: string;
}

/** One change of an account for the audit. */
export interface Step {
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly why?: string | undefined;
}
export type Changed = Partial<Omit<UserRow, 'id' | 'name' | 'createdAt' | 'version'>>;

/** Accounts that sign in with a password. */
@Injectable()
export class Users {
  /** Hash to check for an unknown name, so that it takes as long as a known one. */
  private readonly unknownUserHash = hash(randomBytes(16).toString('hex'));

  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly changes: AccessChanges,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws AppError 409 `user-exists`, 422 `weak-password` */
  async add(input: NewUser, actor: Actor): Promise<CreatedUser> {
    const { name, password = madeUpPassword(), why } = input;
    const displayName = input.displayName ?? name;
    await refuseWeak(password, [name, displayName]);
    const passwordHash = await hash(password);
    const row = await this.postgres.transaction(async (manager) => {
      const apart = await heldApart(manager);
      if ((await userByName(manager, name)) !== null)
        throw taken('user-exists', `there is already a user "${name}"`, name);
      const added = manager.create(UserRow, {
        id: randomUUID(),
        name,
        passwordHash,
        ...granted({ ...input, displayName }),
        createdAt: new Date(this.clock.now()),
        disabledAt: null,
        mustChangePassword: input.mustChangePassword ?? false,
        secondFactorSince: null,
        issuer: null,
        subject: null,
        version: 1,
      });
      if (apart && isAdministration(added.role)) refuseTwoOfOne([...(await heldAdministrators(manager)), added]);
      await manager.insert(UserRow, added);
      const after = { ...userRecord(added), why };
      await this.audit.record({ actor, action: 'user.create', target: `user/${name}`, after }, manager);
      return added;
    });
    await this.changes.announce();
    return { ...userRecord(row), ...(input.password === undefined ? { password } : {}) };
  }

  /**
   * Changes name, role or scope. Signed-in users get it within seconds; streams they may no longer see end.
   * @throws AppError 404 `unknown-user`, 409 `user-changed` when somebody else changed it first, 409
   * `last-administrator`
   */
  edit(name: string, change: UserChange, actor: Actor): Promise<UserRecord> {
    return this.change(name, { actor, action: 'user.change', why: change.why }, (user) => {
      refuseManaged(user);
      if (user.version !== change.version)
        throw conflict('user-changed', `"${user.name}" was changed meanwhile: version ${String(user.version)}`);
      return granted({ ...change, displayName: change.displayName ?? user.name });
    });
  }

  /**
   * Disables the account and ends its sessions.
   * @throws AppError 409 `last-administrator`
   */
  disable(name: string, actor: Actor, why?: string): Promise<UserRecord> {
    return this.change(name, { actor, action: 'user.disable', why }, ({ disabledAt }) => ({
      disabledAt: disabledAt ?? new Date(this.clock.now()),
    }));
  }

  /** Enables a disabled account with its previous password. */
  enable(name: string, actor: Actor, why?: string): Promise<UserRecord> {
    return this.change(name, { actor, action: 'user.enable', why }, () => ({ disabledAt: null }));
  }

  /**
   * Sets a password and ends the user's sessions.
   * @param newPassword absent: a generated password is returned once and must be changed at the first sign-in
   * @throws AppError 422 `weak-password`
   */
  async setPassword(name: string, newPassword: string | undefined, actor: Actor, why?: string): Promise<CreatedUser> {
    const password = newPassword ?? madeUpPassword();
    await refuseWeak(password, [name]);
    const passwordHash = await hash(password);
    const user = await this.change(name, { actor, action: 'user.password', why }, (now) => {
      refuseManaged(now);
      return { passwordHash, mustChangePassword: newPassword === undefined };
    });
    return { ...user, ...(newPassword === undefined ? { password } : {}) };
  }

  /**
   * Changes a user's own password and ends all their sessions.
   * @throws AppError 422 `wrong-password`, `same-password` or `weak-password`
   */
  async changeOwnPassword(id: string, { oldPassword, password }: OwnPassword, actor: Actor): Promise<Account> {
    const user = await this.withPassword(id, oldPassword);
    if (oldPassword === password) throw unprocessable('same-password', 'the new password is the old one');
    await refuseWeak(password, [user.name, user.displayName]);
    const passwordHash = await hash(password);
    const row = await this.alter(user.name, { actor, action: 'account.password' }, (now) => {
      // a reset in between invalidates this change
      if (now.passwordHash !== user.passwordHash) throw unprocessable('wrong-password', 'your password is wrong');
      return { passwordHash, mustChangePassword: false };
    });
    return accountOf(row);
  }

  /** @throws AppError 422 `wrong-password` */
  async confirmPassword(id: string, password: string): Promise<UserRecord> {
    return userRecord(await this.withPassword(id, password));
  }

  private async withPassword(id: string, password: string): Promise<UserRow> {
    const user = await this.postgres.manager.findOneBy(UserRow, { id });
    if (user !== null && user.issuer !== null)
      throw forbidden('no-own-password', 'whoever signs in at a provider has no password here');
    if (user === null || !(await verify(user.passwordHash, password)))
      throw unprocessable('wrong-password', 'your password is wrong');
    return user;
  }

  /** Like `alter`, returning the record. */
  private async change(name: string, step: Step, next: (user: UserRow) => Changed): Promise<UserRecord> {
    return userRecord(await this.alter(name, step, next));
  }

  /** Like `alter`, returning the account. */
  async changeAccount(...args: Parameters<Users['alter']>): Promise<Account> {
    return accountOf(await this.alter(...args));
  }

  /**
   * Changes an account and writes its audit entry in one transaction with everything that depends on it.
   * @throws AppError 404 `unknown-user`, 409 `last-administrator`
   */
  private async alter(
    name: string,
    { actor, action, why }: Step,
    next: (user: UserRow) => Changed,
    withinTransaction?: (manager: EntityManager, user: UserRow) => Promise<void>,
  ): Promise<UserRow> {
    const row = await this.postgres.transaction(async (manager) => {
      const apart = await heldApart(manager);
      const { user, administrators } = await heldUser(manager, name);
      if (user === null) throw notFound('unknown-user', `there is no user "${name}"`);
      const before = userRecord(user);
      const changed = { ...next(user), version: user.version + 1 };
      const { role = user.role, disabledAt = user.disabledAt } = changed;
      const after = { name: user.name, issuer: user.issuer, role, disabledAt };
      refuseLast(user, after, administrators, apart);
      if (apart) {
        refuseOwnRole(user, after, actor);
        const next = Object.assign(manager.create(UserRow, user), changed);
        if (isAdministration(role)) refuseTwoOfOne([...administrators.filter(({ id }) => id !== user.id), next]);
      }
      refuseBreakGlass(after, this.settings);
      await manager.update(UserRow, { id: user.id }, changed);
      await withinTransaction?.(manager, user);
      Object.assign(user, changed);
      const entry = { ...userRecord(user), why };
      await this.audit.record({ actor, action, target: `user/${user.name}`, before, after: entry }, manager);
      return user;
    });
    await this.changes.announce();
    return row;
  }

  /** The user with this name and password; null when either is wrong, without revealing which. */
  async authenticate(name: string, password: string): Promise<Account | null> {
    const user = await userByName(this.postgres.manager, name);
    const matches = await verify(user?.passwordHash ?? (await this.unknownUserHash), password);
    return user !== null && matches && user.disabledAt === null && user.issuer === null ? accountOf(user) : null;
  }

  async byId(id: string): Promise<Account | null> {
    const user = await this.postgres.manager.findOne(UserRow, { where: { id }, comment: 'user.by-id' });
    return user === null ? null : accountOf(user);
  }

  /** @throws AppError 404 `unknown-user` */
  async byName(name: string): Promise<UserRecord> {
    const user = await userByName(this.postgres.manager, name);
    if (user === null) throw notFound('unknown-user', `there is no user "${name}"`);
    return userRecord(user);
  }

  async list(): Promise<UserRecord[]> {
    const rows = await this.postgres.manager.find(UserRow, { order: { name: 'ASC' }, comment: 'user.list' });
    return rows.map(userRecord);
  }
}

export const accountOf = (row: UserRow): Account => ({ user: userRecord(row), seal: sealOf(row) });

const granted = ({
  displayName,
  role,
  halls,
  officerId,
  units,
}: Pick<NewUser, 'role' | 'halls' | 'officerId' | 'units'> & { displayName: string }): Pick<
  UserRow,
  'displayName' | 'role' | 'halls' | 'officerId' | 'units'
> => ({ displayName, role, halls: storedHalls(halls, units), officerId: officerId ?? null, units: units ?? null });

/** @throws AppError 409 `managed-elsewhere`: the next single sign-on would undo the change */
function refuseManaged({ name, issuer }: Pick<UserRow, 'name' | 'issuer'>): void {
  if (issuer !== null)
    throw conflict('managed-elsewhere', `the provider says what "${name}" may do, and has their password`);
}

/** @throws AppError 409 `break-glass-account`: it is needed when the provider is down */
function refuseBreakGlass(
  { name, role, disabledAt }: Pick<UserRow, 'name' | 'role' | 'disabledAt'>,
  { singleSignOn }: Settings,
): void {
  if (isBreakGlass(name, singleSignOn) && (role !== 'administrator' || disabledAt !== null))
    throw conflict(
      'break-glass-account',
      `"${name}" is named in OIDC_BREAK_GLASS and stays an administrator who can sign in`,
    );
}
