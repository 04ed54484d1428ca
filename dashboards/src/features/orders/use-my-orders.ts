import type { MyOrder } from '@cockpit/contracts';
import { computed } from 'vue';
import { useAgingAnswer } from '../../shared/answer';
import { fetchMyOrders } from './api';
import { inOrder } from './course';

/** What whoever is signed in is asked to do now, in one hall or in all of them; asked once, wherever it is shown. */
export function useMyOrders(hall: () => string | undefined) {
  const { data, problem, stale, refresh } = useAgingAnswer({
    name: 'my-orders',
    about: () => 'mine',
    ask: fetchMyOrders,
    everyMs: 4000,
  });
  const orders = computed<MyOrder[]>(() =>
    inOrder(data.value ?? []).filter((order) => hall() === undefined || order.hall === hall()),
  );
  return {
    orders,
    /** it is known whether there are any, or that they cannot be had */
    isAsked: computed(() => data.value !== null || problem.value !== null),
    stale,
    refresh,
  };
}
