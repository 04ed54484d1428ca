import { timingSafeEqual } from 'node:crypto';
import type { FirstAdministrator, UserRecord } from '@cockpit/contracts';
import { REDIS, SETTINGS, conflict, firstToken, forbidden, type Settings } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { Attempts } from '../attempts';
import { Users } from '../users';

const IS_THERE = 'SELECT EXISTS (SELECT 1 FROM app_user) AS there';
/** Serialises concurrent requests. */
const LOCK = "SELECT pg_advisory_xact_lock(hashtext('first-administrator'))";

/** Creates the first administrator, once, for a person who can read the machine's console. */
@Injectable()
export class FirstStart {
  private readonly attempts: Attempts;

  constructor(
    private readonly postgres: DataSource,
    private readonly users: Users,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(REDIS) redis: Redis,
  ) {
    const refusal = 'too many attempts to make the first administrator';
    this.attempts = new Attempts(redis, { kind: 'first:address', limit: 20, withinSec: 15 * 60, refusal });
  }

  async isOpen(): Promise<boolean> {
    const [row] = await this.postgres.query<{ there: boolean }[]>(IS_THERE);
    return row?.there === false;
  }

  /** @throws AppError 403 `wrong-first-token`, 409 `first-start-over`, 422 `weak-password`, 429 */
  async make({ token, ...input }: FirstAdministrator, address: string, correlationId: string): Promise<UserRecord> {
    await this.attempts.count(address);
    if (!(await this.isOpen())) throw alreadyStarted();
    if (!isSame(token.trim(), firstToken(this.settings)))
      throw forbidden('wrong-first-token', 'this is not the token that stands on the console');
    return this.postgres.transaction(async (manager) => {
      await manager.query(LOCK);
      if (!(await this.isOpen())) throw alreadyStarted();
      const actor = { kind: 'system', id: 'first-start', name: 'first start', correlationId } as const;
      return this.users.add({ ...input, role: 'administrator', halls: 'all' }, actor);
    });
  }
}

const alreadyStarted = () => conflict('first-start-over', 'somebody has an account already: sign in');

const isSame = (candidate: string, expected: string): boolean =>
  Buffer.byteLength(candidate) === Buffer.byteLength(expected) &&
  timingSafeEqual(Buffer.from(candidate), Buffer.from(expected));
