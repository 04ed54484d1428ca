import type { LiveHall, LiveQueue } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { isAboutAsBad, needsAct, ordered, type Row } from './order';

export interface HallTrouble {
  /** queues that somebody should act on, the worst first */
  trouble: ComputedRef<LiveQueue[]>;
  /** the worst of all, or another one that is about as bad: what is done is read beside whom it helps */
  worstOr: (code: string | undefined) => LiveQueue | null;
}

/** What is wrong in a hall, in an order that does not jump about. */
export function useTrouble(snapshot: () => Pick<LiveHall, 'queues' | 'now'>): HallTrouble {
  const rows = computed<Row[]>((before) => ordered(snapshot().queues, Date.parse(snapshot().now), before));
  const queues = computed(() => rows.value.map(({ queue }) => queue));
  const trouble = computed(() => queues.value.filter(needsAct));
  return {
    trouble,
    worstOr: (code) => {
      const [first] = trouble.value;
      const about = trouble.value.find((queue) => queue.code === code);
      return first !== undefined && about !== undefined && isAboutAsBad(about, first) ? about : (first ?? null);
    },
  };
}
