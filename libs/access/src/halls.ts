import type { HallScope } from '@cockpit/contracts';

export const hallsOf = (stored: string[] | null): HallScope => stored ?? 'all';
export const storedHalls = (scope: HallScope): string[] | null => (scope === 'all' ? null : [...new Set(scope)]);
