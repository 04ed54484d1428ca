import type { BackTestDay } from '@cockpit/contracts';
import { onScopeDispose, ref, shallowRef } from 'vue';
import { ApiError } from '../../shared/http';
import { fetchTestDays, runTest } from '../forecast/api';

/** A rule over past days, one day at a time: it shows how far it has come, and can be stopped between two days. */
export function useBackTest() {
  const done = shallowRef<readonly BackTestDay[]>([]);
  /** so many days there are to run over; null while that is not known */
  const of = ref<number | null>(null);
  const running = ref(false);
  /** `day` null: it is not even known which days there are */
  const problem = shallowRef<{ day: string | null; error: ApiError } | null>(null);
  let turn = 0;

  function stop(): void {
    turn += 1;
    running.value = false;
  }

  /** what was found of one rule says nothing of another */
  function clear(): void {
    stop();
    done.value = [];
    of.value = null;
    problem.value = null;
  }

  async function start(hall: string, rule: string, days: number): Promise<void> {
    clear();
    const mine = turn;
    running.value = true;
    let at: string | null = null;
    try {
      const wanted = (await fetchTestDays(hall)).slice(0, days);
      if (mine !== turn) return;
      of.value = wanted.length;
      for (const day of wanted) {
        at = day;
        if (mine !== turn) return;
        const outcome = await runTest(hall, rule, day);
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
  return { done, of, running, problem, start, stop, clear };
}
