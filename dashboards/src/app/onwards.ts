import { firstPage, type Caller } from '@cockpit/contracts';
import type { RouteLocation } from 'vue-router';
import { mayOpen } from '../features/session/may-open';

/** Where somebody goes on: from the start to the page that signing in leads to, and so from what they may not open. Null: they stay. */
export function onwards(
  { name, meta, query }: Pick<RouteLocation, 'name' | 'meta'> & Partial<Pick<RouteLocation, 'query'>>,
  caller: Pick<Caller, 'role' | 'apart'>,
): string | null {
  const first = firstPage(caller, '/');
  if (name === 'home' && first !== '/') return first;
  const part = meta.parts?.find((one) => one.name === query?.['part']);
  return mayOpen(caller, meta) && (part === undefined || mayOpen(caller, part)) ? null : first;
}
