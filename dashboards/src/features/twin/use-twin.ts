import type { TwinEffect } from '@cockpit/contracts';
import type { Ref } from 'vue';
import { useAgingAnswer } from '../../shared/answer';
import { fetchTwin } from './api';

const EVERY_MS = 30_000;

/** The hall beside its twin, asked again every half minute; `stale` once it can no longer be had. */
export function useTwin(hall: Readonly<Ref<string>>): {
  twin: Readonly<Ref<TwinEffect | null>>;
  stale: Readonly<Ref<boolean>>;
} {
  const { data: twin, stale } = useAgingAnswer({
    name: 'twin',
    about: () => hall.value,
    ask: fetchTwin,
    everyMs: EVERY_MS,
    // a hall without a twin has none a minute later either
    changes: (effect) => effect !== null,
  });
  return { twin, stale };
}
