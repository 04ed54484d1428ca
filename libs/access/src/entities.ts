import type { Role, ScreenView } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

// Migrations alone define the tables; these classes describe rows. `halls` null = all.

@Entity('app_user')
export class UserRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'display_name' }) displayName!: string;
  @Column('text') role!: Role;
  @Column('text', { array: true, nullable: true }) halls!: string[] | null;
  @Column('text', { name: 'officer_id', nullable: true }) officerId!: string | null;
  @Column('text', { array: true, nullable: true }) units!: string[] | null;
  @Column('text', { name: 'password_hash' }) passwordHash!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
  @Column('boolean', { name: 'must_change_password' }) mustChangePassword!: boolean;
  @Column('timestamptz', { name: 'second_factor_since', nullable: true }) secondFactorSince!: Date | null;
  /** both set for accounts of a single sign-on provider, else both null */
  @Column('text', { nullable: true }) issuer!: string | null;
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('integer') version!: number;
}

@Entity('second_factor')
export class SecondFactorRow {
  @PrimaryColumn('uuid', { name: 'user_id' }) userId!: string;
  /** encrypted base32 */
  @Column('bytea') secret!: Buffer;
  /** time step of the last accepted code; only later ones are accepted */
  @Column('bigint', { name: 'last_step' }) lastStep!: string;
  /** hashes of the unused recovery codes */
  @Column('text', { array: true }) recovery!: string[];
}

/** Common columns of tokens and source keys. */
export abstract class KeyRow {
  /** the readable first part of the secret */
  @PrimaryColumn('text') id!: string;
  /** SHA-256 of the secret, hexadecimal */
  @Column('char', { length: 64 }) hash!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

@Entity('api_token')
export class TokenRow extends KeyRow {
  @Column('text') name!: string;
  @Column('text') role!: Role;
  @Column('text', { array: true, nullable: true }) halls!: string[] | null;
  @Column('text', { name: 'officer_id', nullable: true }) officerId!: string | null;
  @Column('text', { array: true, nullable: true }) units!: string[] | null;
  /** screens only: what it shows */
  @Column('jsonb', { nullable: true }) view!: ScreenView | null;
  @Column('int', { default: 1 }) version!: number;
  /** screens only */
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}

@Entity('event_source')
export class SourceRow {
  @PrimaryColumn('text') name!: string;
  @Column('text', { array: true, nullable: true }) halls!: string[] | null;
  @Column('text', { array: true, nullable: true }) types!: string[] | null;
  @Column('boolean') sandbox!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity('source_key')
export class SourceKeyRow extends KeyRow {
  @Column('text') source!: string;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}

@Entity('audit_entry')
export class AuditRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column({ type: 'timestamptz', insert: false }) at!: Date;
  @Column('text', { name: 'actor_kind' }) actorKind!: string;
  @Column('text', { name: 'actor_id' }) actorId!: string;
  @Column('text', { name: 'actor_name' }) actorName!: string;
  @Column('text') action!: string;
  @Column('text') target!: string;
  @Column('text', { name: 'correlation_id', nullable: true }) correlationId!: string | null;
  @Column('jsonb', { nullable: true }) before!: object | null;
  @Column('jsonb', { nullable: true }) after!: object | null;
}

export const ACCESS_ENTITIES = [UserRow, SecondFactorRow, TokenRow, SourceRow, SourceKeyRow, AuditRow];
