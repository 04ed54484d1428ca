import { Injectable } from '@nestjs/common';
import {
  type Caller,
  type RuleChange,
  type RuleHolds,
  type RulePlace,
  type RuleRecord,
  type RuleVersion,
  type WarningRule,
} from '@cockpit/contracts';
import { AuditLog, HallDirectory, assertEveryHall, assertHall, inScope, type Actor } from '@cockpit/access';
import { hallDay, holdingAt, settingFaults, type ToldRule } from '@cockpit/domain';
import { HallConfigs } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { notFound, unprocessable } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { RULES_IN_FORCE } from '../rules/catalogue';
import { RuleSettingRow, versionOf } from './rule-setting.entity';
import { RulesInForce, latest } from './rules-in-force';

type Written = Omit<WarningRule, 'live'>;
const WRITING = "SELECT pg_advisory_xact_lock(hashtext('rule-settings'))";
const BUREAU: RulePlace = { kind: 'bureau', hall: null, code: null };

/** What rules are told: read, changed, and every version of it. */
@Injectable()
export class RuleSettingsStore {
  constructor(
    private readonly postgres: DataSource,
    private readonly halls: HallDirectory,
    private readonly configs: HallConfigs,
    private readonly hallClock: HallClock,
    private readonly audit: AuditLog,
    private readonly inForce: RulesInForce,
  ) {}

  /** Every rule, and what holds of it at the bureau, at this hall, and wherever the caller may see that something was told. */
  async list(caller: Caller, hall: string | undefined, live: ReadonlyMap<string, number>): Promise<RuleRecord[]> {
    if (hall !== undefined) assertHall(caller, hall);
    const seen = (place: RulePlace) =>
      place.hall === null || (hall === undefined ? inScope(caller.halls, place.hall) : place.hall === hall);
    const versions = await this.told(this.postgres.manager);
    return RULES_IN_FORCE.map((rule) => {
      const all = versions.filter((version) => version.rule === rule.key);
      const own = all.filter(
        (version) => seen(version.place) && (Object.keys(version.settings).length > 0 || version.fault !== undefined),
      );
      const wide: RulePlace[] = [BUREAU, ...(hall === undefined ? [] : [{ kind: 'hall' as const, hall, code: null }])];
      const places = [...wide, ...own.map(({ place }) => place)].filter(
        (place, at, list) => list.findIndex((one) => samePlace(one, place)) === at,
      );
      const holds = places.map((place) => holdsAt(all, place, own));
      return { ...rule, live: live.get(rule.key) ?? 0, holds };
    });
  }

  /** @throws {AppError} 403 for what lies beyond the caller's halls, 404 for a rule there is not, 422 with everything that is wrong */
  async change(key: string, change: RuleChange, caller: Caller, actor: Actor): Promise<RuleVersion> {
    const rule = ruleOf(key);
    const { place, settings, reason } = change;
    if (place.hall !== null) assertHall(caller, place.hall);
    else assertEveryHall(caller);
    await this.refuseUnknown(rule, place);
    const version = await this.postgres.transaction(async (manager) => {
      await manager.query(WRITING);
      const told = await this.told(manager, key);
      const before = told.find((one) => samePlace(one.place, place));
      const wanted: ToldRule = { place, settings, revision: Number.MAX_SAFE_INTEGER };
      const faults = settingFaults([...told, wanted], place, rule);
      if (faults.length > 0) throw unprocessable('invalid-rule', 'the rule was not changed', faults);
      const row = Object.assign(new RuleSettingRow(), {
        rule: key,
        hall: place.hall,
        code: place.code,
        kind: place.kind,
        settings,
        reason,
        author: caller.name,
        at: new Date(),
      });
      await manager.insert(RuleSettingRow, row);
      const after = { place, settings, reason };
      await this.audit.record(
        {
          actor,
          action: 'rule.change',
          target: `rule/${key}`,
          after,
          ...(before === undefined ? {} : { before: { place, settings: before.settings } }),
        },
        manager,
      );
      return versionOf(row);
    });
    await this.inForce.announce();
    if (version === null) throw new Error('what was just written cannot be read');
    return version;
  }

  /** Versions of one rule that the caller may see, the latest first. */
  async history(key: string, caller: Caller, after: number | undefined, limit: number): Promise<RuleVersion[]> {
    ruleOf(key);
    const query = this.postgres
      .createQueryBuilder(RuleSettingRow, 'r')
      .where('r.rule = :key', { key })
      .orderBy('r.revision', 'DESC')
      .limit(limit);
    if (after !== undefined) query.andWhere('r.revision < :after', { after });
    if (caller.halls !== 'all') query.andWhere('(r.hall IS NULL OR r.hall = ANY(:halls))', { halls: caller.halls });
    return (await query.getMany()).flatMap((row) => versionOf(row) ?? []);
  }

  /** What rules would be told if this were saved. @throws {AppError} as `change` does, but asks for no right to change */
  async toldWith(key: string, { place, settings }: Pick<RuleChange, 'place' | 'settings'>): Promise<ToldRule[]> {
    const rule = ruleOf(key);
    await this.refuseUnknown(rule, place);
    const told: ToldRule[] = await this.told(this.postgres.manager, key);
    const all = [...told, { place, settings, revision: Number.MAX_SAFE_INTEGER }];
    const faults = settingFaults(all, place, rule);
    if (faults.length > 0) throw unprocessable('invalid-rule', 'the rule cannot go by this', faults);
    return all;
  }

  private async told(manager: EntityManager, key?: string): Promise<RuleVersion[]> {
    return (await latest(manager, key)).flatMap((row) => versionOf(row) ?? []);
  }

  /** A setting for what is not there would never hold, and nobody would see why. */
  private async refuseUnknown({ scope }: Written, { kind, hall, code }: RulePlace): Promise<void> {
    if (hall === null) return;
    await this.halls.refuseUnknown([hall]);
    if (
      code === null ||
      kind !== scope ||
      (kind !== 'queue' && kind !== 'window' && kind !== 'item' && kind !== 'terminal')
    )
      return;
    const { now, timeZone } = await this.hallClock.local(hall);
    const config = await this.configs.get(hall, hallDay(now, timeZone));
    if (config === null) return;
    const known = {
      queue: config.queues.map((one) => one.code),
      window: config.windows.map((one) => one.id),
      item: config.items.map((one) => one.code),
      terminal: config.hall.terminals.map((one) => one.id),
    }[kind];
    if (known.includes(code)) return;
    const message = `hall ${hall} has no ${kind} "${code}"; it has ${known.slice(0, 20).join(', ') || 'none'}`;
    throw unprocessable('invalid-rule', 'the rule was not changed', [{ path: 'place.code', message }]);
  }
}

function ruleOf(key: string): Written {
  const rule = RULES_IN_FORCE.find((one) => one.key === key);
  if (rule === undefined) throw notFound('unknown-rule', `there is no rule "${key}"`);
  return rule;
}

const samePlace = (a: RulePlace, b: RulePlace): boolean => a.kind === b.kind && a.hall === b.hall && a.code === b.code;

function holdsAt(told: readonly RuleVersion[], place: RulePlace, own: readonly RuleVersion[]): RuleHolds {
  const { settings, from } = holdingAt(told, place);
  return { place, settings, from, own: own.find((one) => samePlace(one.place, place)) ?? null };
}
