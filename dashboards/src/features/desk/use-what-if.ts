import type { DeskChange, WhatIfAnswer } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useAnswer, type Answer } from '../../shared/answer';
import { askWhatIf } from './api';

/** A hall goes on while somebody thinks. */
const EVERY_MS = 30_000;

export interface WhatIf extends Pick<Answer<WhatIfAnswer>, 'problem'> {
  answer: ComputedRef<WhatIfAnswer | null>;
  asking: ComputedRef<boolean>;
  askAgain: () => Promise<void>;
}

/** Asks the server again whenever the change is another one, and from time to time while it is the same. */
export function useWhatIf(hall: Readonly<Ref<string>>, change: Readonly<Ref<DeskChange | null>>): WhatIf {
  const { data, problem, refresh } = useAnswer({
    name: 'what-if',
    about: () => (change.value === null ? null : { code: hall.value, proposed: change.value }),
    ask: ({ code, proposed }) => askWhatIf(code, proposed),
    everyMs: EVERY_MS,
  });
  // somebody is about to act on it: what could not be confirmed is taken away
  const answer = computed(() => (problem.value === null ? data.value : null));
  const asking = computed(() => change.value !== null && answer.value === null && problem.value === null);
  return { answer, problem, asking, askAgain: refresh };
}
