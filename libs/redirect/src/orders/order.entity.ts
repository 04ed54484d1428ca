import { Message, OrderStep, type OrderAddressee, type OrderState, type PromptOrder } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { OrderLife } from './life';

type Nullable<T> = T | null;

/** What a prompt asks of somebody. Times are hall times. */
@Entity('prompt_order')
export class PromptOrderRow {
  @PrimaryColumn('text', { name: 'prompt_id' }) promptId!: string;
  @PrimaryColumn('text') addressee!: OrderAddressee;
  @Column('text') hall!: string;
  @Column('text', { name: 'window_id', nullable: true }) windowId!: Nullable<string>;
  @Column('jsonb') words!: Message;
  @Column('text') state!: OrderState;
  @Column('integer') raised!: number;
  @Column('timestamptz', { name: 'told_at' }) toldAt!: Date;
  @Column('timestamptz', { name: 'next_at', nullable: true }) nextAt!: Nullable<Date>;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt!: Nullable<Date>;
  @Column('timestamptz', { name: 'seen_at', nullable: true }) seenAt!: Nullable<Date>;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Nullable<Date>;
  @Column('text', { name: 'answered_by', nullable: true }) answeredBy!: Nullable<string>;
  @Column('text', { nullable: true }) reason!: Nullable<string>;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Nullable<Date>;
}

@Entity('prompt_order_step')
export class PromptOrderStepRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('text', { name: 'prompt_id' }) promptId!: string;
  @Column('text') addressee!: OrderAddressee;
  @Column('timestamptz') at!: Date;
  @Column('text') step!: string;
  @Column('text') actor!: string;
  @Column('text', { nullable: true }) reason!: Nullable<string>;
}

export const lifeOf = ({ state, raised, nextAt }: PromptOrderRow): OrderLife => ({
  state,
  raised,
  nextAt: nextAt?.getTime() ?? null,
});

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const toOrder = (row: PromptOrderRow): Omit<PromptOrder, 'steps'> => ({
  to: row.addressee,
  state: row.state,
  raised: row.raised,
  words: Message.parse(row.words),
  toldAt: row.toldAt.toISOString(),
  deliveredAt: iso(row.deliveredAt),
  seenAt: iso(row.seenAt),
  answeredAt: iso(row.answeredAt),
  answeredBy: row.answeredBy,
  reason: row.reason,
  endedAt: iso(row.endedAt),
});

export const toStep = ({ at, step, actor, reason }: PromptOrderStepRow): PromptOrder['steps'][number] => ({
  at: at.toISOString(),
  step: OrderStep.parse(step),
  actor,
  ...(reason === null ? {} : { reason }),
});
