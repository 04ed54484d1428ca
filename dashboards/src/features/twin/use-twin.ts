import type { TwinEffect } from '@cockpit/contracts';
import type { Ref } from 'vue';
import { useAgingAnswer } from '../../shared/answer';
import { useHallsStore } from '../halls/store';
import { fetchTwin } from './api';

const EVERY_MS = 30_000;

/** The hall beside its twin, asked again every half minute; `stale` once it can no longer be had. A hall without a twin is not asked about. */
export function useTwin(hall: Readonly<Ref<string>>): {
  twin: Readonly<Ref<TwinEffect | null>>;
  stale: Readonly<Ref<boolean>>;
} {
  const halls = useHallsStore();
  const { data: twin, stale } = useAgingAnswer({
    name: 'twin',
    about: () => (halls.detail?.code === hall.value && halls.detail.twin !== null ? hall.value : null),
    ask: fetchTwin,
    everyMs: EVERY_MS,
  });
  return { twin, stale };
}
