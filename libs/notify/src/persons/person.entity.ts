import { PersonRecord, PersonTold, type StandingRole } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

type Nullable<T> = T | null;

/** The data behind a name of the duty roster. */
@Entity('duty_person')
export class PersonRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) account!: Nullable<string>;
  @Column('bytea') sealed!: Buffer;
  /** masked addresses */
  @Column('jsonb') shown!: PersonRecord['addresses'];
  /** notification wishes; missing fields mean the default */
  @Column('jsonb') told!: Partial<PersonTold>;
  /** roles in which the person is notified */
  @Column('jsonb') roles!: StandingRole[];
  @Column('integer') revision!: number;
}

export const recordOf = ({ id, name, account, shown, told, roles }: PersonRow): PersonRecord =>
  PersonRecord.parse({ id, name, account, addresses: shown, told: PersonTold.parse(told), roles });
