import { randomBytes, randomUUID } from 'node:crypto';
import { isAdministration } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import { hash } from '@node-rs/argon2';
import { DataSource, type EntityManager } from 'typeorm';
import { AccessChanges } from '../access-changes';
import { AuditLog, type Actor } from '../audit';
import { UserRow } from '../entities';
import { storedHalls } from '../halls';
import { Sessions } from '../sessions';
import { heldApart, twoOfOne } from '../administrators/apart';
import { heldAdministrators, userByName, userRecord } from '../user-record';
import { accountOf, type Account } from '../users';
import { accountNamesOf, displayNameOf, groupsOf, officerOf } from './claims';
import { grantOf, readGroupRules, type Grant, type GroupRule } from './group-rules';
import type { Arrival } from './provider';
import { SignOnRefused } from './refusals';

/** Serialises first sign-ins, so that two people never get the same name. */
const ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('single-sign-on'))";
const SHOWN_GROUPS = 50;

type Profile = Pick<UserRow, 'displayName' | 'role' | 'halls' | 'officerId' | 'units'>;

/**
 * Accounts of people who sign in at the provider. Issuer and subject identify a person, because a provider may give a
 * name or mail address to somebody else. Groups decide the rights anew at each sign-in.
 */
@Injectable()
export class Identities {
  private readonly rules: readonly GroupRule[];

  /** @throws SettingsError when the groups file is invalid */
  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly sessions: Sessions,
    private readonly changes: AccessChanges,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.rules = settings.singleSignOn === undefined ? [] : readGroupRules(settings.singleSignOn.groupsFile);
  }

  /** @throws SignOnRefused `no-role`, `two-roles`, `disabled`; a refused person's existing sessions end */
  async enter(arrival: Arrival, correlationId: string): Promise<Account> {
    const { claims, issuer, subject } = arrival;
    const groups = groupsOf(claims, this.settings.singleSignOn?.groupClaim ?? '') ?? [];
    const granted = grantOf(this.rules, groups);
    if ('refused' in granted) {
      const user = await this.find(this.postgres.manager, issuer, subject);
      if (user !== null) await this.sessions.end(user.id, () => true);
      const about = { subject, groups: groups.slice(0, SHOWN_GROUPS) };
      throw new SignOnRefused(granted.refused, `${String(groups.length)} groups`, about);
    }
    const profile = this.profileOf(arrival, granted.grant);
    const name = this.settings.singleSignOn?.name ?? '';
    const actor: Actor = { kind: 'system', id: 'single-sign-on', name, correlationId };
    // hashed outside the transaction, to keep its locks short
    const passwordHash = await hash(randomBytes(32).toString('base64url'));
    const row = await this.postgres.transaction(async (manager) => {
      await manager.query(ONE_AT_A_TIME);
      const apart = await heldApart(manager);
      const user = await this.find(manager, issuer, subject);
      if (apart)
        await refuseSecond(manager, { ...profile, id: user?.id ?? '', name: subject, disabledAt: null }, subject);
      if (user === null) return this.create(manager, arrival, profile, passwordHash, actor);
      if (user.disabledAt !== null) throw new SignOnRefused('disabled', 'this account is disabled here', { subject });
      return this.refresh(manager, user, profile, actor);
    });
    await this.changes.announce();
    return accountOf(row);
  }

  async bySubject(issuer: string, subject: string): Promise<UserRow | null> {
    return this.find(this.postgres.manager, issuer, subject);
  }

  private find(manager: EntityManager, issuer: string, subject: string): Promise<UserRow | null> {
    return manager.findOneBy(UserRow, { issuer, subject });
  }

  private profileOf({ claims }: Arrival, { role, halls, units }: Grant): Profile {
    return {
      displayName: displayNameOf(claims),
      role,
      halls: storedHalls(halls, units),
      officerId: officerOf(claims, this.settings.singleSignOn?.officerClaim),
      units: units ?? null,
    };
  }

  private async create(
    manager: EntityManager,
    { claims, issuer, subject }: Arrival,
    profile: Profile,
    passwordHash: string,
    actor: Actor,
  ): Promise<UserRow> {
    const row = manager.create(UserRow, {
      ...profile,
      id: randomUUID(),
      name: await freeName(manager, accountNamesOf(claims)),
      // no password has this hash: it only makes the account's session digest unique
      passwordHash,
      createdAt: new Date(this.clock.now()),
      disabledAt: null,
      mustChangePassword: false,
      secondFactorSince: null,
      issuer,
      subject,
      version: 1,
    });
    await manager.insert(UserRow, row);
    const after = { ...userRecord(row), issuer, subject };
    await this.audit.record({ actor, action: 'user.create', target: `user/${row.name}`, after }, manager);
    return row;
  }

  private async refresh(manager: EntityManager, user: UserRow, profile: Profile, actor: Actor): Promise<UserRow> {
    const before = userRecord(user);
    const next = Object.assign(manager.create(UserRow, user), profile);
    if (JSON.stringify(userRecord(next)) === JSON.stringify(before)) return user;
    next.version += 1;
    await manager.update(UserRow, { id: user.id }, { ...profile, version: next.version });
    const target = `user/${user.name}`;
    await this.audit.record({ actor, action: 'user.change', target, before, after: userRecord(next) }, manager);
    return next;
  }
}

/** @throws SignOnRefused `two-roles` when another account of this person has another administration */
async function refuseSecond(
  manager: EntityManager,
  person: Parameters<typeof twoOfOne>[0][number],
  subject: string,
): Promise<void> {
  const others = (await heldAdministrators(manager)).filter(({ id }) => id !== person.id);
  const conflicting = twoOfOne([...others, person])?.find(({ id }) => id !== person.id);
  if (isAdministration(person.role) && conflicting !== undefined)
    throw new SignOnRefused('two-roles', `another account of this person is ${conflicting.role}`, { subject });
}

/** The first free name, else one with a number. */
async function freeName(manager: EntityManager, candidates: readonly string[]): Promise<string> {
  for (const name of candidates) if ((await userByName(manager, name)) === null) return name;
  return `${candidates.at(-1) ?? 'sso'}-${randomBytes(3).toString('hex')}`;
}
