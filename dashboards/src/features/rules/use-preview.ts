import type { BackTestPeriod, BackTestPeriodWanted } from '@cockpit/contracts';
import { onScopeDispose, ref, shallowRef } from 'vue';
import { ApiError } from '../../shared/http';
import { previewPeriod } from './api';

/** A setting tried on past days beside the one in force: one question, answered day by day. */
export function usePreview() {
  /** what is known so far; null: nothing yet */
  const known = shallowRef<BackTestPeriod | null>(null);
  const running = ref(false);
  const problem = shallowRef<ApiError | null>(null);
  let turn: AbortController | null = null;

  /** no more days are played; what is known stays */
  function stop(): void {
    turn?.abort();
    turn = null;
    running.value = false;
  }
  /** what was tried is no longer what stands in the fields */
  function forget(): void {
    stop();
    known.value = null;
    problem.value = null;
  }

  async function start(hall: string, wanted: BackTestPeriodWanted): Promise<void> {
    forget();
    const mine = new AbortController();
    turn = mine;
    running.value = true;
    try {
      for await (const soFar of previewPeriod(hall, wanted, mine.signal)) {
        if (mine.signal.aborted) return;
        known.value = soFar;
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!mine.signal.aborted) problem.value = error;
    } finally {
      if (turn === mine) stop();
    }
  }

  onScopeDispose(forget);
  return { known, running, problem, start, stop, forget };
}
