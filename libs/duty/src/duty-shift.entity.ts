import type { DutyLevel, DutyShift, NewDutyShift } from '@cockpit/contracts';
import type { RosterShift } from '@cockpit/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

type Nullable<T> = T | null;

/** One shift of one person. Times are hall times. */
@Entity('duty_shift')
export class DutyShiftRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') person!: string;
  @Column('text') level!: DutyLevel;
  @Column('text', { array: true, nullable: true }) halls!: Nullable<string[]>;
  @Column('text', { nullable: true }) unit!: Nullable<string>;
  @Column('timestamptz', { name: 'from_at' }) from!: Date;
  @Column('timestamptz', { name: 'to_at' }) to!: Date;
}

export const shiftOf = ({ person, level, halls, unit, from, to }: DutyShiftRow): RosterShift => ({
  person,
  level,
  halls,
  unit,
  from: from.getTime(),
  to: to.getTime(),
});

export const answerOf = ({ id, person, level, halls, unit, from, to }: DutyShiftRow): DutyShift => ({
  id,
  person,
  level,
  halls,
  unit,
  from: from.toISOString(),
  to: to.toISOString(),
});

export const rowOf = (id: string, { from, to, ...rest }: NewDutyShift): DutyShiftRow =>
  Object.assign(new DutyShiftRow(), { id, ...rest, from: new Date(from), to: new Date(to) });
