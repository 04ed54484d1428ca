import type { ClickHouseClient } from '@clickhouse/client';
import type { Caller, Enterprise, EnterpriseVisit, Enterprises as List, NewEnterpriseVisit } from '@cockpit/contracts';
import { AuditLog, assertHall, type Actor } from '@cockpit/access';
import { hallDay } from '@cockpit/domain';
import { hallsMeant } from '@cockpit/organisation';
import {
  CLICKHOUSE_READER,
  CLOCK,
  conflict,
  forbidden,
  selectRows,
  unprocessable,
  type Clock,
} from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { conditionsOf, scopeOf } from '../api/matter-rows';
import { STATES } from '../api/states';
import { zoneAsked } from '../api/when';
import type { Grounds } from '../grounds/grounds';
import { GroundsLoader } from '../grounds/grounds-loader';
import { Registers } from '../grounds/registers';
import { addVisit, lastVisits, visitByKey, visitsOf } from './visit-store';

const n = z.coerce.number();
const Needs = z.object({ ref: z.string(), n_needs: n, n_open: n, n_overdue: n });
type Counts = Pick<Enterprise, 'needs' | 'open' | 'overdue'>;
const LONG_AGO = '0000-00-00';
const NEVER = '9999-99-99';

/** Enterprises with needs, a liaison officer or visits. */
@Injectable()
export class Enterprises {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
    private readonly audit: AuditLog,
    private readonly registers: Registers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Enterprises of the caller's halls: with needs there, visited from there, or with a liaison officer there. Officers
   * see those they look after or whose needs they handle; approval units see those whose needs they handle, without
   * visits.
   */
  async list(
    { q, hall, limit }: { q?: string | undefined; hall?: string | undefined; limit: number },
    caller: Caller,
  ): Promise<List> {
    const grounds = await this.grounds.load();
    const { organisation } = grounds.parts;
    const halls = seenFrom(caller, hall === undefined ? null : hallsMeant(organisation?.halls ?? [], hall));
    const [needs, liaisons] = await Promise.all([this.needs(hall, caller, grounds), this.liaisons()]);
    const officers = new Map((organisation?.officers ?? []).map((officer) => [officer.id, officer]));
    const looksAfter = [...liaisons].flatMap(([ref, id]) => {
      const isSeen = isOwn(caller)
        ? id === caller.officerId
        : caller.role !== 'unit' && (halls === null || halls.includes(officers.get(id)?.hall ?? ''));
      return isSeen ? [ref] : [];
    });
    const visited =
      caller.role === 'unit'
        ? new Map<string, never>()
        : await lastVisits(this.postgres, isOwn(caller) ? { halls: null, refs: looksAfter } : { halls, refs: null });
    const refs = new Set([...needs.keys(), ...visited.keys(), ...looksAfter]);
    const all = [...refs]
      .filter((ref) => q === undefined || ref.toLowerCase().includes(q.toLowerCase()))
      .map((ref): Enterprise => {
        const officerId = liaisons.get(ref) ?? null;
        const visit = visited.get(ref);
        return {
          enterpriseRef: ref,
          officerId,
          officerName: officerId === null ? null : (officers.get(officerId)?.name ?? null),
          ...(needs.get(ref) ?? { needs: 0, open: 0, overdue: 0 }),
          visits: visit?.visits ?? 0,
          lastVisit: visit?.last ?? null,
          nextBy: visit?.last.nextBy ?? null,
        };
      })
      .sort(
        (a, b) =>
          b.overdue - a.overdue ||
          b.open - a.open ||
          compare(a.nextBy ?? NEVER, b.nextBy ?? NEVER) ||
          compare(a.lastVisit?.day ?? LONG_AGO, b.lastVisit?.day ?? LONG_AGO) ||
          compare(a.enterpriseRef, b.enterpriseRef),
      );
    return { total: all.length, items: all.slice(0, limit) };
  }

  /** @throws {AppError} 403 for an enterprise of another liaison officer */
  async visits(
    ref: string,
    caller: Caller,
    limit: number,
    after?: readonly [string, string],
  ): Promise<EnterpriseVisit[]> {
    await this.assertOwn(ref, caller);
    return visitsOf(this.postgres, isOwn(caller) ? null : seenFrom(caller, null), ref, limit, after);
  }

  /**
   * Idempotent by key. @throws {AppError} 403 for a hall or enterprise out of scope, 409 for a key of another visit,
   * 422 for a future day or a next contact not after the visit
   */
  async enter(ref: string, input: NewEnterpriseVisit, caller: Caller, actor: Actor): Promise<EnterpriseVisit> {
    const { hall } = input;
    await this.assertOwn(ref, caller);
    if (hall !== undefined) assertHall(caller, hall);
    else if (caller.halls !== 'all') throw forbidden('hall-out-of-scope', 'name one of your halls');
    const grounds = await this.grounds.load();
    const today = hallDay(grounds.nowOf(hall ?? null), zoneAsked(grounds.parts.organisation?.halls, hall));
    if (input.day > today) throw unprocessable('visit-ahead', `the visit is on ${input.day}, and today is ${today}`);
    if (input.nextBy !== undefined && input.nextBy <= input.day)
      throw unprocessable(
        'contact-before-visit',
        `the next contact is on ${input.nextBy}, and the visit on ${input.day}`,
      );
    return this.postgres.transaction(async (manager) => {
      const by = { name: caller.name, at: new Date(this.clock.now()) };
      const added = await addVisit(manager, ref, input, by);
      if (added !== null) {
        const target = `enterprise/${ref}`;
        await this.audit.record({ actor, action: 'enterprise.visit', target, after: added }, manager);
        return added;
      }
      const existing = await visitByKey(manager, input.key);
      if (existing === null || !isSame(existing, ref, input))
        throw conflict('key-reused', 'this key was used for another visit');
      return existing;
    });
  }

  /** Read uncached, because users look right after an appointment. */
  private async liaisons(): Promise<Map<string, string>> {
    const appointed = await this.registers.liaisons();
    return new Map(appointed.map(({ enterpriseRef, officerId }) => [enterpriseRef, officerId]));
  }

  private async assertOwn(ref: string, caller: Caller): Promise<void> {
    if (isOwn(caller) && (await this.liaisons()).get(ref) !== (caller.officerId ?? ''))
      throw forbidden('enterprise-of-others', `somebody else looks after "${ref}"`);
  }

  private async needs(hall: string | undefined, caller: Caller, grounds: Grounds): Promise<Map<string, Counts>> {
    const params: Record<string, unknown> = {};
    const filter = { desk: 'enterprise', hall, state: 'all' } as const;
    const where = [...scopeOf(caller, params), ...conditionsOf(filter, grounds, params)];
    const rows = await selectRows(this.clickhouse, {
      label: 'matters.enterprises',
      params,
      row: Needs,
      sql: `SELECT assumeNotNull(enterprise_ref) AS ref, count() AS n_needs, countIf(${STATES.open}) AS n_open, countIf(${STATES.open} AND ${STATES.overdue}) AS n_overdue
        FROM matter FINAL WHERE ${where.join(' AND ')} AND enterprise_ref IS NOT NULL GROUP BY ref`,
    });
    return new Map(
      rows.map(({ ref, n_needs: needs, n_open: open, n_overdue: overdue }) => [ref, { needs, open, overdue }]),
    );
  }
}

/** Officers see by liaison (一企一警), everybody else by hall. */
const isOwn = ({ role }: Caller): boolean => role === 'officer';

/** Halls whose visits are shown; null means all. */
function seenFrom({ halls }: Caller, requested: string[] | null): string[] | null {
  if (halls === 'all') return requested;
  return requested === null ? halls : requested.filter((hall) => halls.includes(hall));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isSame = (
  existing: EnterpriseVisit,
  ref: string,
  { day, hall, who, found, nextBy }: NewEnterpriseVisit,
): boolean =>
  existing.enterpriseRef === ref &&
  existing.day === day &&
  existing.hall === (hall ?? null) &&
  existing.who === who &&
  existing.found === found &&
  existing.nextBy === (nextBy ?? null);
