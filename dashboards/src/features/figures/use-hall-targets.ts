import { HallTargets } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useAnswer } from '../../shared/answer';
import { ask } from '../../shared/http';

/** They change when somebody sets others: once in a month or so. */
const EVERY_MS = 10 * 60_000;

const fetchTargets = async (hall: string): Promise<HallTargets> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/targets`, HallTargets)).body;

/** What the figures of a hall are to reach this month; empty until it is known, and where nobody has set any. */
export function useHallTargets(hall: Readonly<Ref<string>>): ComputedRef<HallTargets['targets']> {
  const { data } = useAnswer({
    name: 'hall-targets',
    about: () => hall.value,
    ask: fetchTargets,
    everyMs: EVERY_MS,
  });
  return computed(() => data.value?.targets ?? {});
}
