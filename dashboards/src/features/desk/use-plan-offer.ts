import type { PlanOffer } from '@cockpit/contracts';
import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAttempt } from '../../shared/toast';
import { adoptPlan, issuePlan } from './api';

/** Adopts the plan of the day as it is and tells it to the windows: one decision, one click. */
export function usePlanOffer(hall: () => string): { busy: Ref<boolean>; adopt: (offer: PlanOffer) => Promise<void> } {
  const { t } = useI18n();
  const attempt = useAttempt();
  const busy = ref(false);
  async function adopt({ madeAt }: PlanOffer): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    await attempt(async () => {
      await adoptPlan(hall(), { madeAt, moves: [] });
      await issuePlan(hall(), madeAt);
    }, t('planOffer.done'));
    busy.value = false;
  }
  return { busy, adopt };
}
