import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable, Logger } from '@nestjs/common';
import { chinese, Condition, Handling, type Message } from '@cockpit/contracts';
import { In, Not, type EntityManager } from 'typeorm';
import { evaluate, type Step, type WarningLife } from './life/step';
import { isOver } from './life/transitions';
import { endOf } from './loop/ending';
import { isMarked } from './loop/marks';
import type { WhoLeft } from './loop/who-left';
import { WarningNotices } from './notices';
import type { MeasuredRule, Reading, Rule, WarningScope } from './rules/rule';
import { WarningRow, WarningTransitionRow, scopeOf } from './warning.entity';

const RULE_ACTOR = 'rule';
const NO_WORDS: Message = { code: '', params: {} };

/** Who went out of the lines of a scope since a hall time; null where it is about no line. */
type Went = (scope: WarningScope, from: number) => WhoLeft | null;
type Ended = Pick<WarningRow, 'endedAs' | 'endedLeft' | 'endedServed'>;

interface When {
  now: number;
  quiet: boolean;
  went?: Went | undefined;
}

export interface Evaluation<Seen> {
  hall: string;
  rules: readonly MeasuredRule<Seen>[];
  seen: Seen;
  /** hall time, epoch ms */
  now: number;
  /** nobody is told outside of our pages: nobody can act in a twin */
  quiet?: boolean;
  went?: Went;
}

/** Evaluates rules against their live instances and writes what changed, within the transaction that holds the hall. */
@Injectable()
export class WarningEngine {
  private readonly logger = new Logger('warnings');

  constructor(private readonly notices: WarningNotices) {}

  async run<Seen>(
    manager: EntityManager,
    { hall, rules, seen, now, quiet = false, went }: Evaluation<Seen>,
  ): Promise<void> {
    const when = { now, quiet, went };
    const rows = await this.live(
      manager,
      hall,
      rules.map((rule) => rule.key),
    );
    for (const rule of rules) {
      const readings = this.read(rule, seen, hall);
      const known = new Map(
        rows
          .filter((row) => row.rule === rule.key)
          .map((row) => [scopeKey({ kind: row.scopeKind, code: row.scopeCode }), row]),
      );
      if (readings === null) {
        for (const row of known.values()) await this.step(manager, row, 'failed', rule, when);
        continue;
      }
      for (const reading of readings) {
        const key = scopeKey(reading.scope);
        const row = known.get(key);
        known.delete(key);
        if (row === undefined) await this.begin(manager, hall, reading, rule, when);
        else await this.step(manager, row, reading, rule, when);
      }
      for (const row of known.values()) await this.step(manager, row, null, rule, when);
    }
  }

  /**
   * Whether running the rules would change anything, asked without holding the hall: most beats of most halls change nothing.
   * @param rows live instances of these rules in this hall
   */
  wouldChange<Seen>(rows: readonly WarningRow[], { hall, rules, seen, now }: Evaluation<Seen>): boolean {
    return rules.some((rule) => {
      const readings = this.read(rule, seen, hall);
      const mine = rows.filter((row) => row.rule === rule.key);
      if (readings === null) return mine.length > 0;
      const found = new Map(readings.map((reading) => [scopeKey(reading.scope), reading]));
      const begins = readings.some(
        (reading) => !mine.some((row) => isOf(row, reading)) && evaluate(null, reading, rule, now).life !== null,
      );
      return (
        begins ||
        mine.some(
          (row) =>
            evaluate(lifeOf(row), found.get(scopeKey({ kind: row.scopeKind, code: row.scopeCode })) ?? null, rule, now)
              .steps.length > 0,
        )
      );
    });
  }

  /** The feed they are computed from is silent: live instances stop claiming anything. */
  async mute(manager: EntityManager, hall: string, rules: readonly Rule[], now: number): Promise<void> {
    const byKey = new Map(rules.map((rule) => [rule.key, rule]));
    for (const row of await this.live(manager, hall, [...byKey.keys()])) {
      const rule = byKey.get(row.rule);
      if (rule === undefined) continue;
      const unknown: Reading = {
        scope: { kind: 'hall', code: '' },
        value: null,
        fire: row.threshold,
        clear: row.threshold,
        words: row.words ?? NO_WORDS,
      };
      await this.step(manager, row, unknown, rule, { now, quiet: true });
    }
  }

  live(manager: EntityManager, hall: string, rules: string[]): Promise<WarningRow[]> {
    return manager.find(WarningRow, { where: { hall, rule: In(rules), condition: Not(In(['normal', 'resolved'])) } });
  }

  /** @returns null when the rule could not be evaluated */
  private read<Seen>(rule: MeasuredRule<Seen>, seen: Seen, hall: string): Reading[] | null {
    try {
      return rule.read(seen);
    } catch (error) {
      this.logger.error({ hall, rule: rule.key, err: error }, 'rule could not be evaluated');
      return null;
    }
  }

  private async begin(manager: EntityManager, hall: string, reading: Reading, rule: Rule, when: When): Promise<void> {
    const { now } = when;
    const { life, steps } = evaluate(null, reading, rule, now);
    if (life === null) return;
    // every column: what is told of it in this moment reads it as it will lie in the table
    const given: WarningRow = {
      id: randomUUID(),
      hall,
      rule: rule.key,
      ruleVersion: rule.version,
      scopeKind: reading.scope.kind,
      scopeCode: reading.scope.code,
      severity: rule.severity,
      unit: rule.unit,
      acknowledgedBy: null,
      dismissedAs: null,
      endedAs: null,
      endedLeft: null,
      endedServed: null,
      ...said(reading),
      ...columns(life),
    };
    const row = Object.assign(new WarningRow(), given);
    await manager.insert(WarningRow, row);
    await record(manager, row.id, steps, now, RULE_ACTOR);
    if (!when.quiet) await this.notices.follow(manager, row, null, now);
  }

  private async step(
    manager: EntityManager,
    row: WarningRow,
    reading: Reading | null | 'failed',
    rule: Rule,
    when: When,
  ): Promise<void> {
    const { now } = when;
    const before = lifeOf(row);
    const { life, steps } = evaluate(before, reading, rule, now);
    if (life === null) return;
    const told = reading === null || reading === 'failed' || isOver(life.condition) ? {} : said(reading, row);
    const ended = life.condition === 'resolved' ? await ending(manager, row, when) : {};
    const unheld = life.acknowledgedAt === null ? { acknowledgedBy: null } : {};
    const after = { ...told, ...columns(life), ...ended, ...unheld };
    const same = Object.entries(after).every(([key, value]) => sameValue(row[key as keyof WarningRow], value));
    if (same) return;
    await manager.update(WarningRow, { id: row.id }, after);
    await record(manager, row.id, steps, now, RULE_ACTOR);
    if (!when.quiet) await this.notices.follow(manager, Object.assign(row, after), before, now);
  }
}

/** How a warning ends that nobody ends by hand. */
async function ending(manager: EntityManager, row: WarningRow, { went }: When): Promise<Ended> {
  const scope = scopeOf(row);
  const gone = row.firedAt === null ? null : (went?.(scope, row.firedAt.getTime()) ?? null);
  const acted = await isMarked(manager, row.id, 'acted');
  return {
    endedAs: endOf({ explained: false, acted, went: gone }),
    endedLeft: gone?.left ?? null,
    endedServed: gone?.served ?? null,
  };
}

export function lifeOf(row: WarningRow): WarningLife {
  return {
    condition: Condition.parse(row.condition),
    handling: Handling.parse(row.handling),
    since: row.since.getTime(),
    firedAt: row.firedAt?.getTime() ?? null,
    clearSince: row.clearSince?.getTime() ?? null,
    clearedAt: row.clearedAt?.getTime() ?? null,
    acknowledgedAt: row.acknowledgedAt?.getTime() ?? null,
  };
}

/** Writes steps of a warning's life with when, who and why. */
export async function record(
  manager: EntityManager,
  warningId: string,
  steps: readonly Step[],
  now: number,
  actor: string,
): Promise<void> {
  for (const { from, to, reason, words } of steps) {
    await manager.insert(WarningTransitionRow, {
      warningId,
      at: new Date(now),
      fromState: from,
      toState: to,
      actor,
      reason: reason ?? (words === undefined ? null : chinese(words)),
      reasonWords: words ?? null,
    });
  }
}

/**
 * While nothing is known, what was known last stays, marked by the condition. While it recovers the value goes on, but the
 * sentence stays the one it fired with: that something exceeds its limit is no longer so.
 */
function said(reading: Reading, row?: WarningRow): Pick<WarningRow, 'message' | 'words' | 'value' | 'threshold'> {
  const kept = row === undefined ? null : { message: row.message, words: row.words };
  if (row !== undefined && kept !== null && reading.value === null)
    return { ...kept, value: row.value, threshold: row.threshold };
  if (kept !== null && (reading.value ?? 0) < reading.fire)
    return { ...kept, value: reading.value, threshold: reading.fire };
  return { message: chinese(reading.words), words: reading.words, value: reading.value, threshold: reading.fire };
}

function columns(
  life: WarningLife,
): Pick<WarningRow, 'condition' | 'handling' | 'since' | 'firedAt' | 'clearSince' | 'clearedAt' | 'acknowledgedAt'> {
  const date = (time: number | null): Date | null => (time === null ? null : new Date(time));
  return {
    condition: life.condition,
    handling: life.handling,
    since: new Date(life.since),
    firedAt: date(life.firedAt),
    clearSince: date(life.clearSince),
    clearedAt: date(life.clearedAt),
    acknowledgedAt: date(life.acknowledgedAt),
  };
}

const isOf = (row: WarningRow, { scope }: Reading): boolean =>
  row.scopeKind === scope.kind && row.scopeCode === scope.code;
const scopeKey = ({ kind, code }: { kind: string; code: string }): string => `${kind}/${code}`;

function sameValue(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : isDeepStrictEqual(a, b);
}
