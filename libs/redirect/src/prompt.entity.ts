import { Message, PredictedChange, Prompt, PromptKind, PromptState } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { z } from 'zod';
import type { LivePrompt } from './life/review';

type Nullable<T> = T | null;

@Entity('prompt')
export class PromptRow {
  @PrimaryColumn('text') id!: string;
  @Column('text') hall!: string;
  @Column('text') kind!: string;
  @Column('text') state!: string;
  @Column('text', { name: 'window_id', nullable: true }) windowId!: Nullable<string>;
  @Column('text', { array: true }) queues!: string[];
  @Column('text', { nullable: true }) item!: Nullable<string>;
  @Column('text', { name: 'to_hall', nullable: true }) toHall!: Nullable<string>;
  @Column('text', { nullable: true }) channel!: Nullable<string>;
  @Column('timestamptz', { nullable: true }) until!: Nullable<Date>;
  @Column('text') why!: string;
  /** the same as data; null in rows from before it was kept */
  @Column('jsonb', { nullable: true }) words!: Nullable<Message>;
  @Column('jsonb', { nullable: true }) aim!: Nullable<NonNullable<Prompt['aim']>>;
  @Column('text') confidence!: string;
  @Column('jsonb') predicted!: Record<string, PredictedChange>;
  @Column('double precision', { name: 'gain_min' }) gainMin!: number;
  @Column('jsonb', { name: 'gain_band', nullable: true }) gainBand!: Nullable<NonNullable<Prompt['gainBand']>>;
  @Column('timestamptz', { name: 'decided_at' }) decidedAt!: Date;
  /** which prompt of that minute */
  @Column('int') nth!: number;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Nullable<Date>;
  @Column('text', { name: 'answered_by', nullable: true }) answeredBy!: Nullable<string>;
  @Column('text', { nullable: true }) reason!: Nullable<string>;
  @Column('jsonb', { name: 'reason_words', nullable: true }) reasonWords!: Nullable<Message>;
  @Column('timestamptz', { name: 'carried_out_at', nullable: true }) carriedOutAt!: Nullable<Date>;
  @Column('int') ordinal!: number;
  /** the wait, minutes, that was the trouble: what "clearly worse" is measured against */
  @Column('double precision', { name: 'trouble_min', nullable: true }) troubleMin!: Nullable<number>;
  @Column('jsonb', { nullable: true }) effect!: Nullable<NonNullable<Prompt['effect']>>;
  @Column('text', { default: 'recommender' }) origin!: string;
  @Column('text', { nullable: true }) replaces!: Nullable<string>;
  @Column('jsonb', { nullable: true }) way!: Nullable<NonNullable<Prompt['way']>>;
  @Column('jsonb', { nullable: true }) fairness!: Nullable<NonNullable<Prompt['fairness']>>;
  @Column('jsonb', { nullable: true }) help!: Nullable<NonNullable<Prompt['help']>>;
}

@Entity('prompt_transition')
export class PromptTransitionRow {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id!: string;
  @Column('text', { name: 'prompt_id' }) promptId!: string;
  /** hall time */
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'recorded_at', default: () => 'now()' }) recordedAt!: Date;
  @Column('text', { name: 'from_state' }) fromState!: string;
  @Column('text', { name: 'to_state' }) toState!: string;
  @Column('text') actor!: string;
  @Column('text', { nullable: true }) reason!: Nullable<string>;
  @Column('jsonb', { name: 'reason_words', nullable: true }) reasonWords!: Nullable<Message>;
}

const Channel = z.enum(['self-service', 'mobile']).nullable();
const Predicted = z.record(z.string(), PredictedChange);

const given = <K extends string, V>(key: K, value: V | null): Partial<Record<K, V>> =>
  value === null ? {} : ({ [key]: value } as Record<K, V>);
const isoOf = (date: Date | null): string | null => date?.toISOString() ?? null;

export function toPrompt(row: PromptRow): Prompt {
  return Prompt.parse({
    id: row.id,
    hall: row.hall,
    kind: row.kind,
    queues: row.queues,
    state: row.state,
    why: row.why,
    confidence: row.confidence,
    predicted: row.predicted,
    gainMin: row.gainMin,
    decidedAt: row.decidedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ordinal: row.ordinal,
    ...given('aim', row.aim),
    ...given('gainBand', row.gainBand),
    ...given('troubleMin', row.troubleMin),
    ...given('windowId', row.windowId),
    ...given('item', row.item),
    ...given('toHall', row.toHall),
    ...given('channel', row.channel),
    ...given('until', isoOf(row.until)),
    ...given('answeredAt', isoOf(row.answeredAt)),
    ...given('answeredBy', row.answeredBy),
    ...given('words', row.words),
    ...given('reason', row.reason),
    ...given('reasonWords', row.reasonWords),
    ...given('effect', row.effect),
    ...(row.origin === 'supervisor' ? { origin: row.origin } : {}),
    ...given('replaces', row.replaces),
    ...given('way', row.way),
    ...given('fairness', row.fairness),
    ...given('help', row.help),
  });
}

/** @param confirmed whether somebody said that they lead people away as it asks */
export function toLivePrompt(row: PromptRow, confirmed = false): LivePrompt {
  return {
    id: row.id,
    kind: PromptKind.parse(row.kind),
    queues: row.queues,
    predicted: Predicted.parse(row.predicted),
    windowId: row.windowId,
    words: row.words === null ? null : Message.parse(row.words),
    aim: row.aim,
    gainMin: row.gainMin,
    item: row.item,
    channel: Channel.parse(row.channel),
    toHall: row.toHall,
    state: PromptState.parse(row.state),
    expiresAt: row.expiresAt.getTime(),
    until: row.until?.getTime() ?? null,
    answeredAt: row.answeredAt?.getTime() ?? null,
    carriedOutAt: row.carriedOutAt?.getTime() ?? null,
    confirmed,
  };
}
