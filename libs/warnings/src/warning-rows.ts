import { isDeepStrictEqual } from 'node:util';
import { chinese, Condition, FiredBy, Handling, type RuleSettings } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import type { Reading, Rule } from './rules/rule';
import { termsOf, toldAt, type RulesTold, type Terms } from './rules/terms';
import type { Step, WarningLife } from './life/step';
import { WarningRow, WarningTransitionRow } from './warning.entity';

const NOTHING_TOLD: RulesTold = new Map();

const keptOf = ({ firedBy: by }: WarningRow) =>
  FiredBy.nullable().catch(null).parse(by) ?? { settings: {}, revision: null };

export const keptTerms = (rule: Rule, row: WarningRow): Terms => termsOf(rule, keptOf(row));
/** What its rule was told when it fired; empty: nothing. */
export const firedSettings = (row: WarningRow): RuleSettings => keptOf(row).settings;

/** What a warning that has fired is judged by is what it was fired by; any other by what holds now. */
export function termsFor(
  rule: Rule,
  about: WarningRow | Reading,
  row: WarningRow | undefined,
  { hall, told = NOTHING_TOLD }: { hall: string; told?: RulesTold },
): Terms {
  if (row !== undefined && row.firedAt !== null) return keptTerms(rule, row);
  const { kind, code } = 'scope' in about ? about.scope : { kind: about.scopeKind, code: about.scopeCode };
  return termsOf(rule, toldAt(told, rule.key, { hall, kind, code }));
}

export const firedBy = ({ settings, revision }: Terms): FiredBy | null =>
  revision === null ? null : { settings, revision };

export function lifeOf(row: WarningRow): WarningLife {
  return {
    condition: Condition.parse(row.condition),
    handling: Handling.parse(row.handling),
    since: row.since.getTime(),
    firedAt: row.firedAt?.getTime() ?? null,
    firedBefore: row.firedBefore.map((at) => at.getTime()),
    clearSince: row.clearSince?.getTime() ?? null,
    clearedAt: row.clearedAt?.getTime() ?? null,
    acknowledgedAt: row.acknowledgedAt?.getTime() ?? null,
  };
}

export type WarningStep = Omit<WarningTransitionRow, 'id' | 'recordedAt'>;

/** Steps of a warning's life with when, who and why, as they are kept. */
export const stepRows = (warningId: string, steps: readonly Step[], now: number, actor: string): WarningStep[] =>
  steps.map(({ from, to, reason, words }) => ({
    warningId,
    at: new Date(now),
    fromState: from,
    toState: to,
    actor,
    reason: reason ?? (words === undefined ? null : chinese(words)),
    reasonWords: words ?? null,
  }));

/** Writes steps of a warning's life. */
export async function record(
  manager: EntityManager,
  warningId: string,
  steps: readonly Step[],
  now: number,
  actor: string,
): Promise<void> {
  for (const row of stepRows(warningId, steps, now, actor)) await manager.insert(WarningTransitionRow, row);
}

interface Begun {
  readonly id: string;
  readonly hall: string;
  readonly rule: Rule;
  readonly terms: Terms;
  readonly reading: Reading;
  readonly life: WarningLife;
  readonly firedBefore: Date[];
}

/** A warning as it begins, with every column: what is told of it in this moment reads it as it will lie in the table. */
export function begunRow({ id, hall, rule, terms, reading, life, firedBefore }: Begun): WarningRow {
  const { kind, code } = reading.scope;
  const given: WarningRow = {
    id,
    hall,
    rule: rule.key,
    ruleVersion: rule.version,
    scopeKind: kind,
    scopeCode: code,
    unit: rule.unit,
    severity: terms.severity,
    firedBy: firedBy(terms),
    firedBefore,
    acknowledgedBy: null,
    dismissedAs: null,
    endedAs: null,
    endedLeft: null,
    endedServed: null,
    ...said(reading),
    ...columns(life),
  };
  return Object.assign(new WarningRow(), given);
}

/**
 * While nothing is known, what was known last stays, marked by the condition. While it recovers the value goes on, but the
 * sentence stays the one it fired with: that something exceeds its limit is no longer so.
 */
export function said(
  reading: Reading,
  row?: WarningRow,
): Pick<WarningRow, 'message' | 'words' | 'value' | 'threshold'> {
  const kept = row === undefined ? null : { message: row.message, words: row.words };
  if (row !== undefined && kept !== null && reading.value === null)
    return { ...kept, value: row.value, threshold: row.threshold };
  if (kept !== null && (reading.value ?? 0) < reading.fire)
    return { ...kept, value: reading.value, threshold: reading.fire };
  return { message: chinese(reading.words), words: reading.words, value: reading.value, threshold: reading.fire };
}

export function columns(
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

export const isOf = (row: WarningRow, { scope }: Reading): boolean =>
  row.scopeKind === scope.kind && row.scopeCode === scope.code;
export const scopeKey = ({ kind, code }: { kind: string; code: string }): string => `${kind}/${code}`;

export function sameValue(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : isDeepStrictEqual(a, b);
}
