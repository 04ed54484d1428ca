import { skipToken, useQuery, useQueryClient, type Query } from '@tanstack/vue-query';
import { computed, type ComputedRef } from 'vue';
import { ApiError } from './http';
import { useTicker } from './ticker';

export interface Question<Q, T> {
  /** together with `about` what is asked: the same question is asked once, wherever it is shown */
  name: string;
  /** the particulars, as plain values; null while there is nothing to ask */
  about: () => Q | null;
  /** @param at its `signal` breaks the request off once nobody wants its answer any more; untouched, it runs to its end */
  ask: (about: Q, at: { readonly signal: AbortSignal }) => Promise<T>;
  /** asked again so often while somebody looks at the page; never when absent */
  everyMs?: number | undefined;
  /** asked again also while nobody looks: what it tells is to be heard */
  whenHidden?: boolean;
  /** whether an answer may become another one later; else it is not asked again in turns */
  changes?: (answer: T) => boolean;
  /** an answer this young is not asked for again by another part of the page */
  freshMs?: number;
  /** how long an answer is kept that nobody shows; default: not at all */
  keepMs?: number;
  /** whether the answer before may stand until there is one to the question as it is now */
  standsIn?: (before: Q, now: Q) => boolean;
}

export interface Answer<T> {
  /** the last answer to the question as it is now; stays while it is asked again, and when that fails */
  data: ComputedRef<T | null>;
  /** why the last question was not answered */
  problem: ComputedRef<ApiError | null>;
  asking: ComputedRef<boolean>;
  /** device time at which the answer came; 0 without one */
  at: ComputedRef<number>;
  refresh: () => Promise<void>;
  /** what an action answered is newer than every question on its way */
  put: (answer: T) => Promise<void>;
}

const intervalOf =
  <T>(everyMs: number, changes: (answer: T) => boolean) =>
  ({ state: { data } }: Query<T, Error, T>): number | false =>
    (data === undefined || changes(data)) && everyMs;

/** Something asked of the server: at once, anew when `about` changes, and in turns. Answers to earlier questions are dropped. */
export function useAnswer<Q, T>(question: Question<Q, T>): Answer<T> {
  const {
    name,
    about,
    ask,
    everyMs,
    changes = () => true,
    freshMs = everyMs ?? 0,
    keepMs,
    standsIn,
    whenHidden,
  } = question;
  const client = useQueryClient();
  const query = useQuery<T>(() => {
    const asked = about();
    return {
      queryKey: [name, asked],
      queryFn: asked === null ? skipToken : (at) => ask(asked, at),
      refetchInterval: everyMs === undefined ? false : intervalOf(everyMs, changes),
      staleTime: freshMs,
      refetchIntervalInBackground: whenHidden === true,
      ...(keepMs === undefined ? {} : { gcTime: keepMs }),
      placeholderData: (last, earlier) => {
        const before = (earlier?.queryKey[1] ?? null) as Q | null;
        return before !== null && asked !== null && standsIn?.(before, asked) === true ? last : undefined;
      },
      // answers are read only, and large
      shallow: true,
    };
  });
  const problem = computed<ApiError | null>((before) => {
    const error = query.error.value;
    if (error instanceof ApiError) return error;
    // while it is tried again the reason stands, instead of flickering away
    return query.isPending.value && query.errorUpdateCount.value > 0 ? (before ?? null) : null;
  });
  return {
    data: computed(() => query.data.value ?? null),
    problem,
    asking: query.isFetching as ComputedRef<boolean>,
    // what stands in for an answer is as old as it was
    at: computed<number>((before) => (query.isPlaceholderData.value ? (before ?? 0) : query.dataUpdatedAt.value)),
    refresh: async () => {
      if (about() !== null) await query.refetch();
    },
    put: async (answer) => {
      const queryKey = [name, about()];
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, answer);
    },
  };
}

export interface AgingAnswer<T> extends Answer<T> {
  /** seconds since the answer shown was had */
  ageSec: ComputedRef<number>;
  /** two turns were missed: the server cannot be reached, and what stands here is old */
  stale: ComputedRef<boolean>;
  /** the age while the last question was not answered; null while all is well */
  lateSec: ComputedRef<number | null>;
}

/** An answer that is shown with its age. How old the figures in it are is the server's to say; this is how long ago it said so. */
export function useAgingAnswer<Q, T>(question: Question<Q, T>): AgingAnswer<T> {
  const answer = useAnswer(question);
  const { data, problem, at } = answer;
  const now = useTicker();
  const ageSec = computed(() => (at.value === 0 ? 0 : Math.max(0, (now.value - at.value) / 1000)));
  const { everyMs } = question;
  return {
    ...answer,
    ageSec,
    stale: computed(() => everyMs !== undefined && data.value !== null && ageSec.value * 1000 > everyMs * 2.5 + 2000),
    lateSec: computed(() => (problem.value === null || data.value === null ? null : ageSec.value)),
  };
}
