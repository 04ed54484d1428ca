import type { Silence } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

type Nullable<T> = T | null;

/** A silence: times are hall times. */
@Entity('silence')
export class SilenceRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') hall!: string;
  @Column('text', { nullable: true }) rule!: Nullable<string>;
  @Column('text', { nullable: true }) code!: Nullable<string>;
  @Column('text') reason!: string;
  @Column('text') owner!: string;
  @Column('timestamptz', { name: 'from_at' }) from!: Date;
  @Column('timestamptz', { name: 'until_at' }) until!: Date;
  @Column('jsonb', { nullable: true }) weekly!: Silence['weekly'];
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Nullable<Date>;
  @Column('text', { name: 'ended_by', nullable: true }) endedBy!: Nullable<string>;
}
