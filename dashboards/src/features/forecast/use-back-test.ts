import type { BackTestDay } from '@cockpit/contracts';
import { onScopeDispose, ref, shallowRef, type Ref } from 'vue';
import { ApiError } from '../../shared/http';
import { fetchTestDays, runTest } from './api';

export interface BackTestRun {
  rule: Ref<string | null>;
  done: Readonly<Ref<readonly BackTestDay[]>>;
  of: Readonly<Ref<number>>;
  running: Readonly<Ref<boolean>>;
  problem: Readonly<Ref<{ day: string; error: ApiError } | null>>;
  start: (hall: string, days: number) => Promise<void>;
  stop: () => void;
}

/** A rule over past days, one day at a time: it shows how far it has come, and can be stopped between two days. */
export function useBackTest(): BackTestRun {
  const rule = ref<string | null>(null);
  const done = shallowRef<readonly BackTestDay[]>([]);
  const of = ref(0);
  const running = ref(false);
  const problem = shallowRef<{ day: string; error: ApiError } | null>(null);
  let turn = 0;

  function stop(): void {
    turn += 1;
    running.value = false;
  }

  async function start(hall: string, days: number): Promise<void> {
    const key = rule.value;
    if (key === null) return;
    const mine = ++turn;
    running.value = true;
    done.value = [];
    problem.value = null;
    let at = '';
    try {
      const wanted = (await fetchTestDays(hall)).slice(0, days);
      of.value = wanted.length;
      for (const day of wanted) {
        at = day;
        if (mine !== turn) return;
        const outcome = await runTest(hall, key, day);
        if (mine !== turn) return;
        done.value = [...done.value, outcome];
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === turn) problem.value = { day: at, error };
    } finally {
      if (mine === turn) running.value = false;
    }
  }

  onScopeDispose(stop);
  return { rule, done, of, running, problem, start, stop };
}
