import { computed } from 'vue';
import { useAnswer } from '../../shared/answer';
import { fetchNextOfHalls, NEXT_DAY_EVERY_MS } from './next-day';
import { lookedAhead } from './served';
import { useHallsStore } from './store';

/** The next day of the halls that are looked at side by side, the one that lacks most staff first: one question for all parts of a page. */
export function useNextDays() {
  const halls = useHallsStore();
  const ahead = computed(() => lookedAhead(halls.halls ?? []).map(({ code, name }) => ({ code, name })));
  const { data, problem } = useAnswer({
    name: 'next-days',
    about: () => (ahead.value.length > 0 ? ahead.value : null),
    ask: fetchNextOfHalls,
    everyMs: NEXT_DAY_EVERY_MS,
  });
  return { ahead, data, problem };
}
