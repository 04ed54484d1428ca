import type { PlanAdherence, PlanEffect, PlanEffectAnswer } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useAgingAnswer } from '../../shared/answer';
import { fetchPlanEffect } from './api';

export interface PlanEffectOfDay {
  effect: ComputedRef<PlanEffect | null>;
  adherence: ComputedRef<PlanAdherence | null>;
}

/** What a plan that was sent did, and how far the windows follow it. @param issuedAt moves when a plan is sent */
export function usePlanEffect(hall: () => string, issuedAt: Ref<string | null>): PlanEffectOfDay {
  const { data } = useAgingAnswer<{ hall: string; issuedAt: string }, PlanEffectAnswer>({
    name: 'plan-observed',
    about: () => (issuedAt.value === null ? null : { hall: hall(), issuedAt: issuedAt.value }),
    ask: (question) => fetchPlanEffect(question.hall),
    everyMs: 60_000,
  });
  return {
    effect: computed(() => data.value?.effect ?? null),
    adherence: computed(() => data.value?.adherence ?? null),
  };
}
