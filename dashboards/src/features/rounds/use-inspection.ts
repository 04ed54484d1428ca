import type { RoundInspection } from '@cockpit/contracts';
import { computed, shallowRef, watch } from 'vue';
import { useAnswer } from '../../shared/answer';
import { ApiError } from '../../shared/http';
import { fetchInspection } from './api';
import { withAnswer } from './outbox/entry';
import { keepList, keptList } from './outbox/kept';
import { useOutbox } from './outbox/store';

const EVERY_MS = 30_000;

/** The check list of a hall: as the server has it, and without a network as it was last answered. */
export function useInspection(about: () => { id: string; hall: string }) {
  const outbox = useOutbox();
  const shown = shallowRef<RoundInspection | null>(null);
  const { data, problem, refresh } = useAnswer({ name: 'inspection', about, ask: fetchInspection, everyMs: EVERY_MS });
  const isOf = ({ round, hall }: RoundInspection): boolean => round.id === about().id && hall.code === about().hall;

  async function show(inspection: RoundInspection): Promise<void> {
    shown.value = inspection;
    // without room for it the page works as long as there is a network
    if (outbox.who !== null) await keepList(outbox.who, inspection).catch(ignoreRefusal);
  }
  watch(
    [data, () => outbox.who],
    async ([fresh, who]) => {
      if (fresh !== null) return show(fresh);
      if (who === null) return;
      const { id, hall } = about();
      const kept = await keptList(who, id, hall).catch(ignoreRefusal);
      if (kept && data.value === null && isOf(kept)) shown.value = kept;
    },
    { immediate: true },
  );
  watch(
    () => outbox.arrived,
    async (arrived) => {
      if (arrived === null || shown.value === null) return;
      const { entry, answer } = arrived;
      if (entry.round === about().id && entry.hall === about().hall)
        await show(withAnswer(shown.value, entry.line, answer));
    },
  );
  const inspection = computed(() => (shown.value !== null && isOf(shown.value) ? shown.value : null));
  /** nobody answers: what is shown is as old as it is */
  const isAway = computed(() => problem.value !== null && (problem.value.status === 0 || problem.value.status >= 500));
  return { inspection, problem, isAway, refresh };
}

function ignoreRefusal(error: unknown): null {
  if (!(error instanceof ApiError)) throw error;
  return null;
}
