import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { Message } from '@cockpit/contracts';
import { In, Not, type EntityManager } from 'typeorm';
import { firedBefore } from './life/fired-before';
import { evaluate } from './life/step';
import { isOver } from './life/transitions';
import { endOf } from './loop/ending';
import { isMarked } from './loop/marks';
import type { WhoLeft } from './loop/who-left';
import { WarningNotices } from './notices';
import { readingsOf, type MeasuredRule, type Reading, type Rule, type WarningScope } from './rules/rule';
import { readUnder, type RulesTold, type Terms } from './rules/terms';
import {
  begunRow,
  columns,
  firedBy,
  isOf,
  keptTerms,
  lifeOf,
  record,
  said,
  sameValue,
  scopeKey,
  termsFor,
} from './warning-rows';
import { WarningRow, scopeOf } from './warning.entity';

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
  timeZone: string;
  /** what the rules are told where; absent: nothing */
  told?: RulesTold;
  /** nobody is told outside of our pages: nobody can act in a twin */
  quiet?: boolean;
  went?: Went;
}

/** Evaluates rules against their live instances and writes what changed, within the transaction that holds the hall. */
@Injectable()
export class WarningEngine {
  private readonly logger = new Logger('warnings');

  constructor(private readonly notices: WarningNotices) {}

  /** @param known live instances of these rules in this hall, where whoever holds the hall has read them already */
  async run<Seen>(manager: EntityManager, evaluation: Evaluation<Seen>, known?: readonly WarningRow[]): Promise<void> {
    const { hall, rules, seen, now, quiet = false, went } = evaluation;
    const when = { now, quiet, went };
    const keys = rules.map((rule) => rule.key);
    const rows = known ?? (await this.live(manager, hall, keys));
    for (const rule of rules) {
      const readings = this.read(rule, seen, hall);
      const rest = new Map(
        rows
          .filter((row) => row.rule === rule.key)
          .map((row) => [scopeKey({ kind: row.scopeKind, code: row.scopeCode }), row]),
      );
      if (readings === null) {
        for (const row of rest.values())
          await this.step(manager, row, 'failed', termsFor(rule, row, row, evaluation), when);
        continue;
      }
      for (const reading of readings) {
        const key = scopeKey(reading.scope);
        const row = rest.get(key);
        rest.delete(key);
        const terms = termsFor(rule, reading, row, evaluation);
        const judged = readUnder(terms.settings, reading, evaluation);
        if (row !== undefined) await this.step(manager, row, judged, terms, when);
        else if (judged !== null) await this.begin(manager, hall, judged, { rule, terms }, when);
      }
      for (const row of rest.values()) await this.step(manager, row, null, termsFor(rule, row, row, evaluation), when);
    }
  }

  /**
   * Whether running the rules would change anything, asked without holding the hall: most beats of most halls change nothing.
   * @param rows live instances of these rules in this hall
   */
  wouldChange<Seen>(rows: readonly WarningRow[], evaluation: Evaluation<Seen>): boolean {
    const { hall, rules, seen, now } = evaluation;
    return rules.some((rule) => {
      const readings = this.read(rule, seen, hall);
      const mine = rows.filter((row) => row.rule === rule.key);
      if (readings === null) return mine.length > 0;
      const judged = new Map(
        readings.map((reading) => {
          const row = mine.find((one) => isOf(one, reading));
          const terms = termsFor(rule, reading, row, evaluation);
          return [scopeKey(reading.scope), { row, terms, reading: readUnder(terms.settings, reading, evaluation) }];
        }),
      );
      const begins = [...judged.values()].some(
        ({ row, terms, reading }) => row === undefined && evaluate(null, reading, terms, now).life !== null,
      );
      return (
        begins ||
        mine.some((row) => {
          const found = judged.get(scopeKey({ kind: row.scopeKind, code: row.scopeCode }));
          const terms = found?.terms ?? termsFor(rule, row, row, evaluation);
          return evaluate(lifeOf(row), found?.reading ?? null, terms, now).steps.length > 0;
        })
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
      await this.step(manager, row, unknown, keptTerms(rule, row), { now, quiet: true });
    }
  }

  live(manager: EntityManager, hall: string, rules: string[]): Promise<WarningRow[]> {
    return manager.find(WarningRow, { where: { hall, rule: In(rules), condition: Not(In(['normal', 'resolved'])) } });
  }

  /** @returns null when the rule could not be evaluated */
  private read<Seen>(rule: MeasuredRule<Seen>, seen: Seen, hall: string): Reading[] | null {
    try {
      return readingsOf(rule, seen);
    } catch (error) {
      this.logger.error({ hall, rule: rule.key, err: error }, 'rule could not be evaluated');
      return null;
    }
  }

  private async begin(
    manager: EntityManager,
    hall: string,
    reading: Reading,
    { rule, terms }: { rule: Rule; terms: Terms },
    when: When,
  ): Promise<void> {
    const { now } = when;
    const { life, steps } = evaluate(null, reading, terms, now);
    if (life === null) return;
    const about = { hall, rule: rule.key, scope: reading.scope };
    const before = await firedBefore(manager, about, now);
    const row = begunRow({ id: randomUUID(), hall, rule, terms, reading, life, firedBefore: before });
    await manager.insert(WarningRow, row);
    await record(manager, row.id, steps, now, RULE_ACTOR);
    if (!when.quiet) await this.notices.follow(manager, row, null, now);
  }

  private async step(
    manager: EntityManager,
    row: WarningRow,
    reading: Reading | null | 'failed',
    terms: Terms,
    when: When,
  ): Promise<void> {
    const { now } = when;
    const before = lifeOf(row);
    const { life, steps } = evaluate(before, reading, terms, now);
    if (life === null) return;
    const told = reading === null || reading === 'failed' || isOver(life.condition) ? {} : said(reading, row);
    const ended = life.condition === 'resolved' ? await ending(manager, row, when) : {};
    const unheld = life.acknowledgedAt === null ? { acknowledgedBy: null } : {};
    // what fires goes on under what it was fired by, until it is over
    const by = before.firedAt === null ? { severity: terms.severity, firedBy: firedBy(terms) } : {};
    const after = { ...told, ...by, ...columns(life), ...ended, ...unheld };
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
