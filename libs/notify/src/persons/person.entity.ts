import { PersonRecord, PersonTold, type StandingRole } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

type Nullable<T> = T | null;

/** Who stands behind a name of the duty roster. */
@Entity('duty_person')
export class PersonRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) account!: Nullable<string>;
  @Column('bytea') sealed!: Buffer;
  /** the addresses as they may be shown */
  @Column('jsonb') shown!: PersonRecord['addresses'];
  /** how they want to be told; what is missing is the default */
  @Column('jsonb') told!: Partial<PersonTold>;
  /** what they are called for */
  @Column('jsonb') roles!: StandingRole[];
  @Column('integer') revision!: number;
}

export const recordOf = ({ id, name, account, shown, told, roles }: PersonRow): PersonRecord =>
  PersonRecord.parse({ id, name, account, addresses: shown, told: PersonTold.parse(told), roles });
