import { Condition, DismissedAs, Handling, Message, Severity, Warning, WarningEnd, FiredBy } from '@cockpit/contracts';
import { FLAP_AFTER, firedLately } from '@cockpit/domain';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

type Nullable<T> = T | null;

/** One instance of a warning, from the first time its condition held until it is over. */
@Entity('warning')
export class WarningRow {
  @PrimaryColumn('text') id!: string;
  @Column('text') hall!: string;
  @Column('text') rule!: string;
  @Column('int', { name: 'rule_version' }) ruleVersion!: number;
  @Column('text', { name: 'scope_kind' }) scopeKind!: string;
  @Column('text', { name: 'scope_code' }) scopeCode!: string;
  @Column('text') severity!: string;
  @Column('text') condition!: string;
  @Column('text') handling!: string;
  @Column('text') message!: string;
  /** the same as data; null in rows from before it was kept */
  @Column('jsonb', { nullable: true }) words!: Nullable<Message>;
  @Column('double precision', { nullable: true }) value!: Nullable<number>;
  @Column('double precision') threshold!: number;
  @Column('text') unit!: string;
  @Column('timestamptz') since!: Date;
  @Column('timestamptz', { name: 'fired_at', nullable: true }) firedAt!: Nullable<Date>;
  /** when those of the same rule and place before it fired, within the hour before it began */
  @Column('timestamptz', { name: 'fired_before', array: true, default: '{}' }) firedBefore!: Date[];
  @Column('timestamptz', { name: 'clear_since', nullable: true }) clearSince!: Nullable<Date>;
  @Column('timestamptz', { name: 'cleared_at', nullable: true }) clearedAt!: Nullable<Date>;
  @Column('text', { name: 'acknowledged_by', nullable: true }) acknowledgedBy!: Nullable<string>;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt!: Nullable<Date>;
  @Column('text', { name: 'dismissed_as', nullable: true }) dismissedAs!: Nullable<string>;
  @Column('text', { name: 'ended_as', nullable: true }) endedAs!: Nullable<WarningEnd>;
  @Column('integer', { name: 'ended_left', nullable: true }) endedLeft!: Nullable<number>;
  @Column('integer', { name: 'ended_served', nullable: true }) endedServed!: Nullable<number>;
  /** what the rule was told when it fired; null: it went as it is written */
  @Column('jsonb', { name: 'fired_by', nullable: true }) firedBy!: Nullable<FiredBy>;
}

@Entity('warning_transition')
export class WarningTransitionRow {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id!: string;
  @Column('text', { name: 'warning_id' }) warningId!: string;
  /** hall time */
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'recorded_at', default: () => 'now()' }) recordedAt!: Date;
  @Column('text', { name: 'from_state' }) fromState!: string;
  @Column('text', { name: 'to_state' }) toState!: string;
  @Column('text') actor!: string;
  @Column('text', { nullable: true }) reason!: Nullable<string>;
  /** where the product says it, as data */
  @Column('jsonb', { name: 'reason_words', nullable: true }) reasonWords!: Nullable<Message>;
}

const ScopeKind = Warning.shape.scope.shape.kind;

export const scopeOf = ({ scopeKind, scopeCode }: WarningRow): Warning['scope'] => ({
  kind: ScopeKind.parse(scopeKind),
  code: scopeCode,
});

/** From which firing within an hour on it is held as one. */
export function flappingOf({ firedAt, firedBefore, firedBy }: WarningRow): { flapping?: number } {
  const at = firedAt?.getTime() ?? null;
  if (at === null) return {};
  const times = firedLately([...firedBefore.map((one) => one.getTime()), at], at).length;
  const most = FiredBy.nullable().catch(null).parse(firedBy)?.settings.flapAfter ?? FLAP_AFTER;
  return times >= most ? { flapping: times } : {};
}

export function toWarning(row: WarningRow, transitions?: readonly WarningTransitionRow[]): Warning {
  return {
    id: row.id,
    rule: row.rule,
    ruleVersion: row.ruleVersion,
    ...(row.firedBy === null ? {} : { ruleRevision: row.firedBy.revision }),
    hall: row.hall,
    scope: scopeOf(row),
    severity: Severity.parse(row.severity),
    condition: Condition.parse(row.condition),
    handling: Handling.parse(row.handling),
    message: row.message,
    ...(row.words === null ? {} : { words: Message.parse(row.words) }),
    value: row.value,
    threshold: row.threshold,
    unit: row.unit,
    since: row.since.toISOString(),
    firedAt: row.firedAt?.toISOString() ?? null,
    clearedAt: row.clearedAt?.toISOString() ?? null,
    ...flappingOf(row),
    ...(row.dismissedAs === null ? {} : { dismissedAs: DismissedAs.parse(row.dismissedAs) }),
    ...(row.endedAs === null ? {} : { ended: { as: row.endedAs, left: row.endedLeft, served: row.endedServed } }),
    ...(row.acknowledgedBy === null ? {} : { acknowledgedBy: row.acknowledgedBy }),
    ...(transitions === undefined
      ? {}
      : {
          timeline: transitions.map(({ at, fromState, toState, actor, reason, reasonWords }) => ({
            at: at.toISOString(),
            from: fromState,
            to: toState,
            actor,
            ...(reason === null ? {} : { reason }),
            ...(reasonWords === null ? {} : { reasonWords }),
          })),
        }),
  };
}
