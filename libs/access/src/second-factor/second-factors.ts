import type { RecoveryCodes, SecondFactorSecret } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import {
  CLOCK,
  conflict,
  deriveKey,
  openSecrets,
  REDIS,
  sealSecrets,
  SETTINGS,
  unprocessable,
  type Clock,
  type Settings,
} from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AuditLog, type Actor } from '../audit';
import { Attempts } from '../attempts';
import { SecondFactorRow } from '../entities';
import { Users, type Account } from '../users';
import { codeAsMeant, newRecoveryCodes, recoveryHash } from './recovery-codes';
import { newTotpSecret, totpAddress, totpStep } from './totp';

const PendingSecret = z.object({ secret: z.string() });
/** Time limit for confirming a new secret. */
const PENDING_SEC = 600;
const TRIES = { limit: 5, withinSec: 15 * 60, refusal: 'too many wrong codes' };

/** Of two concurrent requests with one code, the second finds the step used. */
const TAKE_STEP = 'UPDATE second_factor SET last_step = $2 WHERE user_id = $1 AND last_step < $2 RETURNING last_step';
const TAKE_RECOVERY = `
  UPDATE second_factor SET recovery = array_remove(recovery, $2) WHERE user_id = $1 AND $2 = ANY(recovery)
  RETURNING cardinality(recovery) AS left`;
const LEFT = 'SELECT cardinality(recovery) AS left FROM second_factor WHERE user_id = $1';
const Returned = z.tuple([z.array(z.object({ left: z.coerce.number().optional() })), z.number()]);

/**
 * TOTP codes besides the password. The secret is encrypted with a key derived from the settings' secret; each code
 * works once and only for steps around now; ten single-use recovery codes replace a lost authenticator.
 */
@Injectable()
export class SecondFactors {
  private readonly sealing: Buffer;
  private readonly hashing: Buffer;
  private readonly tries: Attempts;

  constructor(
    private readonly postgres: DataSource,
    private readonly users: Users,
    private readonly audit: AuditLog,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(SETTINGS) settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.sealing = deriveKey(settings, 'second-factor');
    this.hashing = deriveKey(settings, 'recovery-codes');
    this.tries = new Attempts(redis, { ...TRIES, kind: 'second-factor' });
  }

  /**
   * Creates a secret that counts once confirmed. The caller has verified the password.
   * @throws AppError 409 `second-factor-exists`
   */
  async begin({ user }: Pick<Account, 'user'>): Promise<SecondFactorSecret> {
    if (user.secondFactorSince !== null) throw exists();
    const secret = newTotpSecret();
    const sealed = sealSecrets({ secret }, `pending/${user.id}`, this.sealing);
    await this.redis.set(pendingOf(user.id), sealed.toString('base64'), 'EX', PENDING_SEC);
    return { secret, address: totpAddress(secret, user.name) };
  }

  /**
   * Confirms that the authenticator has the secret; ends every session of the account.
   * @throws AppError 409 `second-factor-exists`, `second-factor-begin` when nothing was begun, 422 `wrong-code`, 429
   * `too-many-attempts`
   */
  async confirm(
    { user: { id, name } }: Pick<Account, 'user'>,
    code: string,
    actor: Actor,
  ): Promise<Account & RecoveryCodes> {
    await this.tries.count(id);
    const pending = await this.redis.getBuffer(pendingOf(id));
    if (pending === null) throw conflict('second-factor-begin', 'begin anew: nothing was begun, or it is too long ago');
    const { secret } = PendingSecret.parse(
      openSecrets(Buffer.from(pending.toString(), 'base64'), `pending/${id}`, this.sealing),
    );
    const now = this.clock.now();
    const step = totpStep(secret, codeAsMeant(code), now);
    if (step === null) throw wrongCode();
    const recoveryCodes = newRecoveryCodes();
    const account = await this.users.changeAccount(
      name,
      { actor, action: 'account.second-factor-set' },
      ({ secondFactorSince }) => {
        if (secondFactorSince !== null) throw exists();
        return { secondFactorSince: new Date(now) };
      },
      async (manager) => {
        await manager.insert(SecondFactorRow, {
          userId: id,
          secret: sealSecrets({ secret }, id, this.sealing),
          lastStep: String(step),
          recovery: this.hashes(recoveryCodes, id),
        });
      },
    );
    await this.redis.del(pendingOf(id));
    await this.tries.forget(id);
    return { ...account, recoveryCodes };
  }

  /**
   * Uses up an authenticator or recovery code; recovery is audited.
   * @throws AppError 422 `wrong-code` also for a used one, 429 `too-many-attempts`
   */
  async redeem({ id, name }: { id: string; name: string }, typed: string, actor: Actor): Promise<void> {
    await this.tries.count(id);
    const code = codeAsMeant(typed);
    const left = /^\d{6}$/.test(code) ? await this.takeStep(id, code) : await this.takeRecovery(id, code);
    if (left === null) throw wrongCode();
    await this.tries.forget(id);
    if (left.recovery === undefined) return;
    const after = { left: left.recovery };
    await this.audit.record({ actor, action: 'account.recovery-used', target: `user/${name}`, after });
  }

  /** Replaces the ten recovery codes. The caller has verified a code. */
  async renewRecovery({ id, name }: { id: string; name: string }, actor: Actor): Promise<RecoveryCodes> {
    const recoveryCodes = newRecoveryCodes();
    await this.postgres.transaction(async (manager) => {
      await manager.update(SecondFactorRow, { userId: id }, { recovery: this.hashes(recoveryCodes, id) });
      await this.audit.record({ actor, action: 'account.recovery-renewed', target: `user/${name}` }, manager);
    });
    return { recoveryCodes };
  }

  /**
   * Removes the second factor; ends every session of the account.
   * @param why reason given by an administrator; owners have verified password and code
   * @throws AppError 404 `unknown-user`, 409 `no-second-factor`
   */
  remove(name: string, actor: Actor, why?: string): Promise<Account> {
    const action = why === undefined ? 'account.second-factor-removed' : 'user.second-factor-reset';
    return this.users.changeAccount(
      name,
      { actor, action, why },
      ({ secondFactorSince }) => {
        if (secondFactorSince === null) throw conflict('no-second-factor', `"${name}" has no second factor`);
        return { secondFactorSince: null };
      },
      async (manager, { id }) => {
        await manager.delete(SecondFactorRow, { userId: id });
      },
    );
  }

  async recoveryCodesLeft(id: string): Promise<number> {
    const [row] = z.array(z.object({ left: z.number() })).parse(await this.postgres.query(LEFT, [id]));
    return row?.left ?? 0;
  }

  private async takeStep(id: string, code: string): Promise<{ recovery?: number } | null> {
    const row = await this.postgres.manager.findOneBy(SecondFactorRow, { userId: id });
    if (row === null) return null;
    const { secret } = PendingSecret.parse(openSecrets(row.secret, id, this.sealing));
    const step = totpStep(secret, code, this.clock.now());
    if (step === null) return null;
    const [rows] = Returned.parse(await this.postgres.query(TAKE_STEP, [id, step]));
    return rows.length === 0 ? null : {};
  }

  private async takeRecovery(id: string, code: string): Promise<{ recovery?: number } | null> {
    const hash = recoveryHash(code, id, this.hashing);
    const [[row]] = Returned.parse(await this.postgres.query(TAKE_RECOVERY, [id, hash]));
    return row?.left === undefined ? null : { recovery: row.left };
  }

  private hashes(codes: readonly string[], id: string): string[] {
    return codes.map((code) => recoveryHash(code, id, this.hashing));
  }
}

const pendingOf = (id: string): string => `second-factor-pending:${id}`;
const exists = () => conflict('second-factor-exists', 'there is a second factor already: take it away first');
const wrongCode = () => unprocessable('wrong-code', 'this code is wrong, or was used before');
