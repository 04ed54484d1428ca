import type { TwinEffect } from '@cockpit/contracts';
import { computed, type Ref } from 'vue';
import { usePolled } from '../../shared/polled';
import { fetchTwin } from './api';

const EVERY_MS = 30_000;
/** Older than this and it no longer describes the day on the screen. */
const TOO_OLD_SEC = 5 * 60;

/** The hall beside its twin, asked again every half minute; `stale` once it could not be had for five minutes. */
export function useTwin(hall: Readonly<Ref<string>>): {
  twin: Readonly<Ref<TwinEffect | null>>;
  stale: Readonly<Ref<boolean>>;
} {
  /** a hall without a twin has none a minute later either */
  let without: string | null = null;
  const { data: twin, ageSec } = usePolled(
    async () => {
      const asked = hall.value;
      if (asked === without) return null;
      const effect = await fetchTwin(asked);
      if (effect === null) without = asked;
      return effect;
    },
    EVERY_MS,
    () => hall.value,
  );
  return { twin, stale: computed(() => twin.value !== null && ageSec.value > TOO_OLD_SEC) };
}
