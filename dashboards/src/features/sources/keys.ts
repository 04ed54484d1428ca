import type { KeyRecord } from '@cockpit/contracts';

export const isInForce = ({ revokedAt, expiresAt }: KeyRecord, now: number): boolean =>
  revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);
