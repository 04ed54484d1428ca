import { firstPage, type Caller } from '@cockpit/contracts';
import type { RouteLocation } from 'vue-router';
import { mayOpen } from '../features/session/may-open';

/** Where somebody goes on: from the start to the page that signing in leads to, and so from what they may not open. Null: they stay. */
export function onwards(
  { name, meta }: Pick<RouteLocation, 'name' | 'meta'>,
  caller: Pick<Caller, 'role' | 'apart'>,
): string | null {
  const first = firstPage(caller, '/');
  if (name === 'home' && first !== '/') return first;
  return mayOpen(caller, meta) ? null : first;
}
