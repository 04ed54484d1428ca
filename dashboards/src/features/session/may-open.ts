import { administers as administrationsOf, type Caller } from '@cockpit/contracts';
import { useRouter, type RouteMeta } from 'vue-router';
import { useSessionStore } from './store';

export const mayOpen = (
  caller: Pick<Caller, 'role' | 'apart'>,
  { roles, administers }: Pick<RouteMeta, 'roles' | 'administers'>,
): boolean =>
  roles?.includes(caller.role) !== false &&
  (administers === undefined || administrationsOf(caller).includes(administers));

/** Whether whoever is signed in may open a page, by its name: a link that leads to a refusal is not shown. */
export function useMayOpen(): (page: string) => boolean {
  const router = useRouter();
  const session = useSessionStore();
  const metaOf = (page: string): RouteMeta => router.getRoutes().find(({ name }) => name === page)?.meta ?? {};
  return (page) => session.caller !== null && mayOpen(session.caller, metaOf(page));
}
