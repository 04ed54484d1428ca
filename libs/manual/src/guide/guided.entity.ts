import { Column, Entity, PrimaryColumn } from 'typeorm';

type Nullable<T> = T | null;

/** A visitor whom a guide led away from the queue. */
@Entity('guided')
export class GuidedRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') hall!: string;
  @Column('text', { name: 'ticket_id' }) ticketId!: string;
  @Column('text') number!: string;
  @Column('text') queue!: string;
  @Column('text', { name: 'led_to' }) to!: string;
  /** hall time */
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('text', { name: 'recorded_by' }) by!: string;
  @Column('timestamptz', { name: 'undone_at', nullable: true }) undoneAt!: Nullable<Date>;
}
