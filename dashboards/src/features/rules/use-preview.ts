import type { BackTestPair, RulePlace, RuleSettings } from '@cockpit/contracts';
import { onScopeDispose, ref, shallowRef, type Ref } from 'vue';
import { ApiError } from '../../shared/http';
import { fetchDays, previewDay } from './api';

export interface Preview {
  done: Readonly<Ref<readonly BackTestPair[]>>;
  of: Readonly<Ref<number>>;
  running: Readonly<Ref<boolean>>;
  /** there is no past day to try it on */
  empty: Readonly<Ref<boolean>>;
  problem: Readonly<Ref<ApiError | null>>;
  start: (wanted: {
    rule: string;
    hall: string;
    place: RulePlace;
    settings: RuleSettings;
    days: number;
  }) => Promise<void>;
  /** what was tried is no longer what stands in the fields */
  forget: () => void;
}

/** A setting tried on past days beside the one in force, one day at a time. */
export function usePreview(): Preview {
  const done = shallowRef<readonly BackTestPair[]>([]);
  const of = ref(0);
  const running = ref(false);
  const empty = ref(false);
  const problem = shallowRef<ApiError | null>(null);
  let turn = 0;

  function forget(): void {
    turn += 1;
    running.value = false;
    done.value = [];
    empty.value = false;
    problem.value = null;
  }

  const start: Preview['start'] = async ({ hall, days, ...wanted }) => {
    forget();
    const mine = turn;
    running.value = true;
    try {
      const past = (await fetchDays(hall)).slice(0, days);
      of.value = past.length;
      if (mine === turn) empty.value = past.length === 0;
      for (const day of past) {
        if (mine !== turn) return;
        const pair = await previewDay(hall, { ...wanted, day });
        if (mine !== turn) return;
        done.value = [...done.value, pair];
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === turn) problem.value = error;
    } finally {
      if (mine === turn) running.value = false;
    }
  };

  onScopeDispose(forget);
  return { done, of, running, empty, problem, start, forget };
}
