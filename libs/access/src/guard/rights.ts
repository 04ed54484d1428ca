import type { Role } from '@cockpit/contracts';

const WRITERS: readonly Role[] = ['administrator', 'manager', 'supervisor'];
const KEEPERS: readonly Role[] = ['security', 'auditor'];
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isRead = (method: string): boolean => READS.has(method.toUpperCase());

/**
 * Whether a role may use a route. `allowed` is the route's list. Without one, everybody but sources may read, and roles
 * that run halls may write. A paired screen reads only what the wall shows. Administrators of accounts or audit get
 * only what a route explicitly allows.
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
