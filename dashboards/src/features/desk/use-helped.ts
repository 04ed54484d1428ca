import type { Prompt } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useWords } from '../../shared/words';
import { useDeskStore } from './store';

/** Whether the last measure that has just been looked at helped: for half an hour, or until it is judged for good. */
const HELP_SHOWN_MS = 30 * 60_000;

/** @param now epoch ms of hall time */
export function useHelped(now: () => number): ComputedRef<{ prompt: Prompt; text: string } | null> {
  const desk = useDeskStore();
  const { messageText } = useWords();
  return computed(() => {
    const last = desk.prompts.find(
      ({ help, effect, answeredAt, decidedAt }) =>
        help !== undefined && effect === undefined && now() - Date.parse(answeredAt ?? decidedAt) < HELP_SHOWN_MS,
    );
    return last?.help === undefined ? null : { prompt: last, text: messageText(last.help.words) ?? '' };
  });
}
