import type { ChannelKind, Language, Message, Notice, NotificationState, Severity } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

type Nullable<T> = T | null;

/** Where messages go. `halls` null = all. Who holds `busyBy` is the only one who sends there, until `busyUntil`. */
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
  /** where it goes, without what opens it */
  @Column('text') address!: string;
  /** it tells somebody whatever comes; else only whom something is addressed to */
  @Column('boolean') standing!: boolean;
  /** whose limit it shares: two channels may post by the same robot */
  @Column('text', { nullable: true }) robot!: Nullable<string>;
  @Column('integer') revision!: number;
  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Nullable<Date>;
  @Column('uuid', { name: 'busy_by', nullable: true, select: false }) busyBy!: Nullable<string>;
  @Column('timestamptz', { name: 'busy_until', nullable: true, select: false }) busyUntil!: Nullable<Date>;
}

/** One message for one channel. */
@Entity('notify_outbox')
export class OutboxRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  /** what makes it the same message, however often it is asked for */
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
  /** an attempt ended without an answer: it may have arrived */
  @Column('boolean') unsure!: boolean;
  @Column('timestamptz', { name: 'fired_at' }) firedAt!: Date;
  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false }) createdAt!: Date;
  @Column('timestamptz', { name: 'next_at' }) nextAt!: Date;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt!: Nullable<Date>;
  @Column('text', { nullable: true }) receipt!: Nullable<string>;
  @Column('text', { nullable: true }) error!: Nullable<string>;
  @Column('jsonb', { nullable: true }) fault!: Nullable<Message>;
}
