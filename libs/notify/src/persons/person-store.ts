import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  PERSON_WAYS,
  PersonAddresses,
  type Caller,
  type PersonChange,
  type PersonRecord,
  type WishChange,
  type PersonWay,
} from '@cockpit/contracts';
import { AuditLog, HallDirectory, Users, type Actor } from '@cockpit/access';
import { SETTINGS, deriveKey, notFound, type Settings } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { SEALING, openSecrets, sealSecrets } from '../settings/sealed';
import { PersonRow, recordOf } from './person.entity';

const MASKS: Readonly<Record<PersonWay, (address: string) => string>> = {
  mail: (address) => `${address.slice(0, 1)}…${address.slice(address.indexOf('@'))}`,
  phone: (address) => `…${address.slice(-4)}`,
  dingtalk: (address) => idOf(address),
  wecom: (address) => idOf(address),
  feishu: (address) => idOf(address),
};
/** the two ends would reveal a short id */
const idOf = (address: string): string => (address.length < 6 ? '…' : `${address.slice(0, 1)}…${address.slice(-2)}`);

/** Masked addresses for display: distinguishable, but not usable. */
const maskedAddresses = (addresses: PersonAddresses): PersonRecord['addresses'] =>
  Object.fromEntries(
    PERSON_WAYS.flatMap((way) => {
      const address = addresses[way];
      return address === undefined ? [] : [[way, MASKS[way](address)]];
    }),
  );

/** People of the duty roster. Their addresses are sealed and never returned. */
@Injectable()
export class PersonStore {
  private readonly key: Buffer;

  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly users: Users,
    private readonly halls: HallDirectory,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.key = deriveKey(settings, SEALING);
  }

  async list(): Promise<PersonRecord[]> {
    const rows = await this.postgres.manager.find(PersonRow, { order: { name: 'ASC' } });
    return rows.map(recordOf);
  }

  /** The roster person with the caller's account; null if there is none. */
  async ofCaller({ kind, id }: Caller): Promise<PersonRecord | null> {
    const account = kind === 'user' ? await this.users.byId(id) : null;
    if (account === null) return null;
    const row = await this.postgres.manager.findOne(PersonRow, {
      where: { account: account.user.name },
      order: { name: 'ASC' },
    });
    return row === null ? null : recordOf(row);
  }

  /** Changes the caller's own notification wishes. @throws {AppError} 404 if no roster name belongs to the account */
  async wish(told: WishChange, caller: Caller, actor: Actor): Promise<PersonRecord> {
    const person = await this.ofCaller(caller);
    if (person === null) throw notFound('unknown-person', 'no name of the duty roster belongs to your account');
    return this.change({ name: person.name, addresses: {}, told }, actor);
  }

  /** Absent fields stay, null deletes. @throws {AppError} 422 for a role in an unknown hall */
  async change({ name, account, addresses, told, roles }: PersonChange, actor: Actor): Promise<PersonRecord> {
    await this.halls.refuseUnknown((roles ?? []).flatMap(({ hall }) => hall ?? []));
    return this.postgres.transaction(async (manager) => {
      await manager.query("SELECT pg_advisory_xact_lock(hashtext('duty-person'))");
      const before = await manager.findOneBy(PersonRow, { name });
      const id = before?.id ?? randomUUID();
      const existing = before === null ? {} : this.addressesOf(before);
      const merged = PersonAddresses.parse(
        Object.fromEntries(
          PERSON_WAYS.flatMap((way) => {
            const address = addresses[way] === undefined ? existing[way] : addresses[way];
            return address === undefined || address === null ? [] : [[way, address]];
          }),
        ),
      );
      const row = Object.assign(new PersonRow(), {
        id,
        name,
        account: account === undefined ? (before?.account ?? null) : account,
        sealed: sealSecrets(merged, id, this.key),
        shown: maskedAddresses(merged),
        told: { ...before?.told, ...told },
        roles: roles ?? before?.roles ?? [],
        revision: (before?.revision ?? 0) + 1,
      });
      await manager.save(PersonRow, row);
      const target = `person/${id}`;
      const beforeField = before === null ? {} : { before: recordOf(before) };
      await this.audit.record(
        { actor, action: 'person.change', target, ...beforeField, after: recordOf(row) },
        manager,
      );
      return recordOf(row);
    });
  }

  /** @throws {AppError} 404 */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.postgres.transaction(async (manager) => {
      const row = await manager.findOneBy(PersonRow, { id });
      if (row === null) throw notFound('unknown-person', 'there is no such person');
      await manager.delete(PersonRow, { id });
      await this.audit.record(
        { actor, action: 'person.remove', target: `person/${id}`, before: recordOf(row) },
        manager,
      );
    });
  }

  /** Addresses sealed with another key cannot be opened and must be entered again. */
  private addressesOf({ id, sealed }: PersonRow): PersonAddresses {
    try {
      return PersonAddresses.parse(openSecrets(sealed, id, this.key));
    } catch {
      return {};
    }
  }
}
