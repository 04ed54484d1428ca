import type { PlanOffer } from '@cockpit/contracts';
import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAttempt } from '../../shared/toast';
import { adoptPlan, issuePlan, refusePlan } from './api';

interface OfferAnswers {
  readonly busy: Ref<boolean>;
  readonly adopt: (offer: PlanOffer) => Promise<void>;
  readonly refuse: (offer: PlanOffer) => Promise<void>;
}

/** Adopts a plan as it is and tells it to the windows, or refuses one that was made anew: one decision, one click. */
export function usePlanOffer(hall: () => string): OfferAnswers {
  const { t } = useI18n();
  const attempt = useAttempt();
  const busy = ref(false);
  async function answer(what: () => Promise<unknown>, done: string): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    await attempt(what, done);
    busy.value = false;
  }
  const adopt = ({ madeAt }: PlanOffer): Promise<void> =>
    answer(async () => {
      await adoptPlan(hall(), { madeAt, moves: [] });
      await issuePlan(hall(), madeAt);
    }, t('planOffer.done'));
  const refuse = ({ madeAt }: PlanOffer): Promise<void> =>
    answer(() => refusePlan(hall(), madeAt), t('planOffer.refused'));
  return { busy, adopt, refuse };
}
