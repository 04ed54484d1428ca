import { SEARCHED_KINDS, kindsFoundBy, type SearchAnswer, type SearchedKind, type SearchHit } from '@cockpit/contracts';
import { refDebounced } from '@vueuse/core';
import { computed, type ComputedRef, type Ref } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { useAnswer } from '../../shared/answer';
import type { ApiError } from '../../shared/http';
import { useSessionStore } from '../session/store';
import { fetchSearch } from './api';
import { pagesFound, tasksFound, type PageTitle } from './pages-found';
import { placeOf } from './place-of';

/** Somebody who types is asked for no more often than that. */
const PAUSE_MS = 150;

export interface FoundPage extends PageTitle {
  to: RouteLocationRaw;
}
export interface Row {
  id: string;
  to: RouteLocationRaw;
  /** a page or a task by its title, everything else as the server found it */
  page: FoundPage | null;
  hit: SearchHit | null;
}
export interface Group {
  kind: 'page' | 'task' | SearchedKind;
  rows: Row[];
  more: boolean;
}

/** What is found by what is typed: pages at once, the rest as soon as the server has answered. */
export function useSearch(
  typed: Readonly<Ref<string>>,
  { pages, tasks, near }: { pages: () => readonly FoundPage[]; tasks: () => readonly FoundPage[]; near: () => string },
): {
  groups: ComputedRef<Group[]>;
  unanswered: ComputedRef<readonly SearchedKind[]>;
  problem: ComputedRef<ApiError | null>;
  /** whether more may still come */
  isAsking: ComputedRef<boolean>;
  refresh: () => Promise<void>;
} {
  const session = useSessionStore();
  const question = computed(() => typed.value.trim());
  const asked = refDebounced(question, PAUSE_MS);
  const role = computed(() => session.caller?.role ?? null);
  const asks = computed(() => role.value !== null && kindsFoundBy(role.value).length > 0);
  const { data, problem, asking, refresh } = useAnswer<{ q: string; near: string }, SearchAnswer>({
    name: 'search',
    about: () => (asked.value === '' || question.value === '' || !asks.value ? null : { q: asked.value, near: near() }),
    ask: (about, { signal }) => fetchSearch(about, signal),
    // while one types on, what was found stands until there is something better
    standsIn: (before, now) => now.q.startsWith(before.q),
  });
  const rowOf = (hit: SearchHit): Row[] =>
    role.value === null
      ? []
      : [{ id: `${hit.kind}-${hit.hall ?? ''}-${hit.code}`, to: placeOf(hit, role.value), page: null, hit }];
  const groups = computed((): Group[] => {
    const titled = (kind: 'page' | 'task', found: readonly FoundPage[]): Group => ({
      kind,
      rows: found.map((page): Row => ({ id: `${kind}-${page.name}`, to: page.to, page, hit: null })),
      more: false,
    });
    const ofKind = (kind: SearchedKind): Group => ({
      kind,
      rows: (data.value?.hits ?? []).filter((hit) => hit.kind === kind).flatMap(rowOf),
      more: data.value?.more.includes(kind) ?? false,
    });
    const all: Group[] = [
      titled('page', pagesFound(pages(), question.value)),
      ...SEARCHED_KINDS.map(ofKind),
      titled('task', tasksFound(tasks(), question.value)),
    ];
    return all.filter(({ rows }) => rows.length > 0);
  });
  return {
    groups,
    unanswered: computed(() => data.value?.unanswered ?? []),
    problem,
    isAsking: computed(() => asks.value && (asking.value || asked.value !== question.value)),
    refresh,
  };
}
