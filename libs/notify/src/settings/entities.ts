import type { ChannelKind, Language, Message, Notice, NotificationState, Severity } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

type Nullable<T> = T | null;

/** A destination of messages. `halls` null means all. Only the holder `busyBy` sends there, until `busyUntil`. */
@Entity('notify_channel')
export class ChannelRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: ChannelKind;
  @Column('boolean') enabled!: boolean;
  @Column('text', { array: true, nullable: true }) halls!: Nullable<string[]>;
  @Column('text', { array: true }) levels!: Severity[];
  @Column('text') language!: Language;
  @Column('boolean') endings!: boolean;
  @Column('boolean', { name: 'allow_private_host' }) allowPrivateHost!: boolean;
  @Column('jsonb') settings!: object;
  @Column('bytea') sealed!: Buffer;
  /** destination without secrets */
  @Column('text') address!: string;
  /** it has recipients of its own; otherwise only addressed messages go out */
  @Column('boolean') standing!: boolean;
  /** identity for shared limits: two channels may use one robot */
  @Column('text', { nullable: true }) robot!: Nullable<string>;
  @Column('integer') revision!: number;
  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Nullable<Date>;
  @Column('uuid', { name: 'busy_by', nullable: true, select: false }) busyBy!: Nullable<string>;
  @Column('timestamptz', { name: 'busy_until', nullable: true, select: false }) busyUntil!: Nullable<Date>;
}

@Entity('notify_outbox')
export class OutboxRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  /** idempotency key */
  @Column('text') key!: string;
  @Column('uuid', { name: 'channel_id' }) channelId!: string;
  @Column('text') subject!: string;
  @Column('text') phase!: Notice['phase'];
  @Column('text') recipient!: string;
  @Column('text', { nullable: true }) hall!: Nullable<string>;
  @Column('text') level!: Severity;
  @Column('jsonb') notice!: Notice;
  @Column('text') state!: NotificationState;
  @Column('integer') attempts!: number;
  /** an attempt got no answer, so the message may have arrived */
  @Column('boolean') unsure!: boolean;
  @Column('timestamptz', { name: 'fired_at' }) firedAt!: Date;
  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false }) createdAt!: Date;
  @Column('timestamptz', { name: 'next_at' }) nextAt!: Date;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt!: Nullable<Date>;
  @Column('text', { nullable: true }) receipt!: Nullable<string>;
  @Column('text', { nullable: true }) error!: Nullable<string>;
  @Column('jsonb', { nullable: true }) fault!: Nullable<Message>;
}
