import { createHash, randomBytes } from 'node:crypto';
import type { IssuedKey, KeyRecord } from '@cockpit/contracts';
import type { KeyRow } from './entities';

/** Prefixes that show people and secret scanners the kind of a secret. */
export const SECRET_KINDS = { source: 'hcs', token: 'hct' } as const;
export type SecretKind = keyof typeof SECRET_KINDS;

export interface Secret {
  /** readable, stored, shown in lists */
  readonly id: string;
  /** shown once: id and 256 random bits */
  readonly secret: string;
  readonly hash: string;
}

export function makeSecret(kind: SecretKind): Secret {
  const id = `${SECRET_KINDS[kind]}_${randomBytes(6).toString('hex')}`;
  const secret = `${id}_${randomBytes(32).toString('base64url')}`;
  return { id, secret, hash: hashSecret(secret) };
}

/** One fast hash is enough, because 256 random bits cannot be guessed. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export function secretKind(presented: string): SecretKind | null {
  if (presented.startsWith(`${SECRET_KINDS.source}_`)) return 'source';
  return presented.startsWith(`${SECRET_KINDS.token}_`) ? 'token' : null;
}

export const isUsable = (key: Pick<KeyRow, 'expiresAt' | 'revokedAt'>, now: number): boolean =>
  key.revokedAt === null && (key.expiresAt === null || key.expiresAt.getTime() > now);

export function keyRecord(key: KeyRow): KeyRecord {
  return {
    id: key.id,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}

export const issuedKey = (key: KeyRow, secret: string): IssuedKey => ({ ...keyRecord(key), secret });
