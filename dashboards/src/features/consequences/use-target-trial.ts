import { TargetConsequences } from '@cockpit/contracts';
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import { askLines } from '../../shared/ask-lines';
import { ApiError } from '../../shared/http';
import { consequencesPath, type SetupChange } from './setup-change';

/** A change of wait targets tried on past days: answered day by day, and anew when it is another change. */
export function useTargetTrial(asked: () => SetupChange): {
  known: Readonly<Ref<TargetConsequences | null>>;
  problem: Readonly<Ref<ApiError | null>>;
} {
  const known = shallowRef<TargetConsequences | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  let turn = new AbortController();

  async function run(asked: SetupChange): Promise<void> {
    turn.abort();
    const mine = new AbortController();
    turn = mine;
    [known.value, problem.value] = [null, null];
    try {
      for await (const soFar of askLines(
        consequencesPath(asked, '/targets'),
        TargetConsequences,
        asked.change,
        mine.signal,
      )) {
        if (mine.signal.aborted) return;
        known.value = soFar;
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!mine.signal.aborted) problem.value = error;
    }
  }

  watch(asked, (now) => void run(now), { immediate: true });
  onScopeDispose(() => {
    turn.abort();
  });
  return { known, problem };
}
