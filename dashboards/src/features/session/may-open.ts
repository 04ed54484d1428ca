import { administers as administrationsOf, type Caller } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter, type RouteMeta } from 'vue-router';
import type { PagePart } from '../../shared/page';
import { useSessionStore } from './store';

export const mayOpen = (
  caller: Pick<Caller, 'role' | 'apart'>,
  { roles, administers }: Pick<RouteMeta, 'roles' | 'administers'>,
): boolean =>
  roles?.includes(caller.role) !== false &&
  (administers === undefined || administrationsOf(caller).includes(administers));

/** The part of a page to show: the one asked for, else that of the page's own name, else the first of those that may be opened. */
export function partFor(
  { name, parts }: { name?: unknown; parts?: readonly PagePart[] | undefined },
  asked: unknown,
  caller: Pick<Caller, 'role' | 'apart'> | null,
): PagePart | undefined {
  const open = parts?.filter((part) => caller === null || mayOpen(caller, part));
  return open?.find((part) => part.name === asked) ?? open?.find((part) => part.name === name) ?? open?.[0];
}

/** The name of the page on the screen, or of its part. */
export function useShownPage(): ComputedRef<string> {
  const route = useRoute();
  const session = useSessionStore();
  return computed(
    () =>
      partFor({ name: route.name, parts: route.meta.parts }, route.query['part'], session.caller)?.name ??
      String(route.name ?? ''),
  );
}

/** Whether whoever is signed in may open a page, by its name: a link that leads to a refusal is not shown. */
export function useMayOpen(): (page: string) => boolean {
  const router = useRouter();
  const session = useSessionStore();
  const metaOf = (page: string): RouteMeta => router.getRoutes().find(({ name }) => name === page)?.meta ?? {};
  return (page) => session.caller !== null && mayOpen(session.caller, metaOf(page));
}
