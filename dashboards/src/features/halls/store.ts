import type { HallDetail, HallSummary } from '@cockpit/contracts';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { ApiError } from '../../shared/http';
import { fetchHall, fetchHalls } from './api';

/** Halls in the caller's scope, and the plan of the one on the screen. */
export const useHallsStore = defineStore('halls', () => {
  const halls = shallowRef<readonly HallSummary[] | null>(null);
  const detail = shallowRef<HallDetail | null>(null);
  /** the hall last looked at */
  const last = ref<string | null>(null);
  const problem = ref<ApiError | null>(null);

  async function load(): Promise<void> {
    problem.value = null;
    try {
      halls.value = await fetchHalls();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problem.value = error;
    }
  }

  /** The plan is an ornament of the map: without it the map falls back to zones by queue. */
  async function loadDetail(hall: string): Promise<void> {
    last.value = hall;
    if (detail.value?.code !== hall) detail.value = null;
    try {
      const fetched = await fetchHall(hall);
      // another hall may have been opened meanwhile
      if (last.value === hall) detail.value = fetched;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  const names = computed(() => new Map(halls.value?.map(({ code, name }) => [code, name])));
  const itemNames = computed(() => new Map(detail.value?.items.map(({ code, name }) => [code, name])));
  const plan = computed(() => detail.value?.doc ?? null);
  return { halls, last, itemNames, plan, detail, problem, names, load, loadDetail };
});
