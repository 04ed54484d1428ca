import type { DeskChange, WhatIfAnswer } from '@cockpit/contracts';
import { ref, shallowRef, watch, type Ref } from 'vue';
import { ApiError } from '../../shared/http';
import { askWhatIf } from './api';

/** Asks the server again whenever the change is another one; an answer to an earlier question is dropped. */
export function useWhatIf(hall: Ref<string>, change: Ref<DeskChange | null>) {
  const answer = shallowRef<WhatIfAnswer | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  const asking = ref(false);
  let latest = 0;

  watch(() => JSON.stringify([hall.value, change.value]), () => { void askAgain(); }, { immediate: true });

  async function askAgain(): Promise<void> {
    const mine = ++latest;
    answer.value = null;
    problem.value = null;
    asking.value = change.value !== null;
    if (change.value === null) return;
    try {
      const told = await askWhatIf(hall.value, change.value);
      if (mine === latest) answer.value = told;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === latest) problem.value = error;
    } finally {
      if (mine === latest) asking.value = false;
    }
  }

  return { answer, problem, asking, askAgain };
}
