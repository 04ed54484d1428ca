import type { PartCounts, PartKind } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** An import or edit that changed something. */
@Entity('organisation_version')
export class VersionRow {
  @PrimaryColumn('integer') version!: number;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  /** first hall day on which its changes hold, `YYYY-MM-DD` */
  @Column('date', { name: 'valid_from' }) validFrom!: string;
  @Column('jsonb') actor!: object;
  /** null if the change had no reason field, as with imported files */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('jsonb') counts!: { total: PartCounts; byKind: Readonly<Record<string, PartCounts>> };
}

/** A part and the days on which it is valid: `validFrom` ≤ day < `validTo`. */
@Entity('organisation_part')
export class PartRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('text') kind!: PartKind;
  @Column('text') key!: string;
  @Column('text', { nullable: true }) hall!: string | null;
  @Column('double precision') position!: number;
  @Column('jsonb') body!: object;
  @Column('date', { name: 'valid_from' }) validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true }) validTo!: string | null;
  @Column('integer', { name: 'since_version' }) sinceVersion!: number;
  @Column('integer', { name: 'until_version', nullable: true }) untilVersion!: number | null;
}
