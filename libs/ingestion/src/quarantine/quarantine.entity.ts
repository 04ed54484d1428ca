import type { Cause } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A rejected event without personal data, or an unreadable body in encrypted form. */
@Entity('quarantine')
export class QuarantineRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') source!: string;
  @Column('text') reason!: string;
  @Column('text') path!: string;
  @Column('text') message!: string;
  @Column('jsonb', { nullable: true }) causes!: Cause[] | null;
  @Column('text', { name: 'event_id', nullable: true }) eventId!: string | null;
  @Column('text', { nullable: true }) hall!: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('text', { name: 'correlation_id' }) correlationId!: string;
  @Column('jsonb', { nullable: true }) body!: unknown;
  @Column('bytea', { nullable: true, select: false }) sealed!: Buffer | null;
  @Column('timestamptz', { name: 'resubmitted_at', nullable: true }) resubmittedAt!: Date | null;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'edited_at', nullable: true }) editedAt!: Date | null;
  @Column('text', { name: 'edited_by', nullable: true }) editedBy!: string | null;
  @Column('timestamptz', { name: 'discarded_at', nullable: true }) discardedAt!: Date | null;
  @Column('text', { name: 'discarded_by', nullable: true }) discardedBy!: string | null;
  @Column('text', { name: 'discard_reason', nullable: true }) discardReason!: string | null;
}
