import { RulePlace, RuleSettings, type RuleVersion } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

type Nullable<T> = T | null;

/** One version of what a rule is told at a place. What is in force is the latest; none is ever changed. */
@Entity('rule_setting')
export class RuleSettingRow {
  @PrimaryColumn({ type: 'int', generated: 'identity' }) revision!: number;
  @Column('text') rule!: string;
  @Column('text', { name: 'place_kind' }) kind!: string;
  @Column('text', { nullable: true }) hall!: Nullable<string>;
  @Column('text', { nullable: true }) code!: Nullable<string>;
  @Column('jsonb') settings!: unknown;
  @Column('text') author!: string;
  @Column('text') reason!: string;
  /** wall time */
  @Column('timestamptz') at!: Date;
}

/** A row as it is answered; one that cannot be read says why, and tells nothing. Null: not even its place can be read. */
export function versionOf(row: RuleSettingRow): RuleVersion | null {
  const { revision, rule, kind, hall, code, author, reason, at } = row;
  const place = RulePlace.safeParse({ kind, hall, code });
  if (!place.success) return null;
  const settings = RuleSettings.safeParse(row.settings);
  return {
    rule,
    place: place.data,
    revision,
    author,
    reason,
    at: at.toISOString(),
    ...(settings.success
      ? { settings: settings.data }
      : {
          settings: {},
          fault: settings.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
        }),
  };
}
