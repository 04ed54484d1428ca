import type { Caller, PlayEntry } from '@cockpit/contracts';
import type { RouteMeta } from 'vue-router';
import { mayOpen } from '../session/may-open';

/** Why a page of a play list is left out. */
export type Skipped = 'page' | 'role' | 'hall';

/** What there is to be shown. */
export interface Known {
  readonly pages: readonly (Pick<RouteMeta, 'roles' | 'administers'> & {
    readonly name: string;
    readonly path: string;
  })[];
  /** halls in scope that serve people; null: not known yet, and then none is missed */
  readonly halls: ReadonlySet<string> | null;
  readonly caller: Pick<Caller, 'role' | 'apart'>;
}

/** Whether a page is of one hall. */
export const isPerHall = ({ path }: { readonly path: string }): boolean => /:hall\b/.test(path);
/** An address that asks for more than a hall names one thing among many, which no list does. */
const asksForMore = ({ path }: { readonly path: string }): boolean =>
  /:(?!hall\b)/.test(path.replace(/\/:(?!hall\b)\w+\?/g, ''));

/** null: it is shown. */
export function skippedFor({ page, hall }: PlayEntry, { pages, halls, caller }: Known): Skipped | null {
  const found = pages.find(({ name }) => name === page);
  if (found === undefined || isPerHall(found) !== (hall !== null) || asksForMore(found)) return 'page';
  if (!mayOpen(caller, found)) return 'role';
  return hall === null || halls === null || halls.has(hall) ? null : 'hall';
}

/** What of a list is shown: pages that are gone, halls that were closed, and what is not for whoever is signed in are left out. */
export const slidesOf = (list: readonly PlayEntry[], known: Known): PlayEntry[] =>
  list.filter((entry) => skippedFor(entry, known) === null);
