import type { Role } from '@cockpit/contracts';

const WRITERS: readonly Role[] = ['administrator', 'manager', 'supervisor'];
const KEEPERS: readonly Role[] = ['security', 'auditor'];
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isRead = (method: string): boolean => READS.has(method.toUpperCase());

/**
 * May this role use a route? `allowed` is what the route says; a route that says nothing is open for reading to everybody
 * but sources, which only deliver, and for writing to those who run halls. A paired screen hangs in public: it reads what the
 * wall shows and nothing else. Who keeps accounts or the audit has no part in what halls do: what such a person may, a route says.
 */
export function mayUse(
  role: Role,
  method: string,
  allowed: readonly Role[] | undefined,
  isOnTheWall: boolean,
): boolean {
  if (role === 'screen') return isOnTheWall && isRead(method);
  if (allowed !== undefined) return allowed.includes(role);
  if (KEEPERS.includes(role)) return false;
  return isRead(method) ? role !== 'source' : WRITERS.includes(role);
}
