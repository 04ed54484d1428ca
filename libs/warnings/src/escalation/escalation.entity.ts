import { EscalationPolicy, Message, maskFreeText, type DutyLevel, type Escalation } from '@cockpit/contracts';
import type { Escalated } from '@cockpit/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';

type Nullable<T> = T | null;
const Reached = z.object({ rank: z.int(), at: z.number(), why: Message });

/** Who has a warning. Times are hall times. */
@Entity('escalation')
export class EscalationRow {
  @PrimaryColumn('text', { name: 'warning_id' }) warningId!: string;
  @Column('text') hall!: string;
  /** the one it began with: a change of policy leaves it alone */
  @Column('jsonb') policy!: EscalationPolicy;
  @Column('text') state!: Escalation['state'];
  /** 1 is the first level of the policy; 0 until somebody was told */
  @Column('int') step!: number;
  @Column('text', { nullable: true }) level!: Nullable<DutyLevel>;
  @Column('text', { array: true }) people!: string[];
  @Column('timestamptz') since!: Date;
  @Column('timestamptz', { name: 'next_at', nullable: true }) nextAt!: Nullable<Date>;
  @Column('jsonb') why!: Message;
  @Column('jsonb', { nullable: true }) reached!: Nullable<object>;
  /** how often the highest level was told again since it has it */
  @Column('int') repeated!: number;
}

export const policyOf = (row: EscalationRow): EscalationPolicy => EscalationPolicy.parse(row.policy);
export const reachedOf = (row: EscalationRow): Escalated['reached'] =>
  row.reached === null ? null : Reached.parse(row.reached);

export const columnsOf = (held: Escalated, policy: EscalationPolicy) => ({
  state: held.state,
  step: held.rank + 1,
  level: policy.levels[held.rank]?.level ?? null,
  people: [...held.people],
  since: new Date(held.since),
  nextAt: held.nextAt === null ? null : new Date(held.nextAt),
  why: held.why,
  reached: held.reached,
});

/** Names come from rosters and accounts: nobody's number leaves with them. */
export const toEscalation = ({
  state,
  level,
  step,
  people,
  since,
  nextAt,
  why,
  policy,
}: EscalationRow): Escalation => ({
  state,
  level,
  step,
  goesUp: state === 'told' && nextAt !== null && step < policy.levels.length,
  people: people.map(maskFreeText),
  why: {
    ...why,
    params: Object.fromEntries(
      Object.entries(why.params).map(([name, param]) => [
        name,
        typeof param === 'string' ? maskFreeText(param) : param,
      ]),
    ),
  },
  since: since.toISOString(),
  nextAt: nextAt?.toISOString() ?? null,
});
