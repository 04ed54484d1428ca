import type { HallPlan, PlanOffer } from '@cockpit/contracts';
import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { commanded, type LookUp } from '../../shared/command';
import { useAttempt } from '../../shared/toast';
import { adoptPlan, fetchPlan, issuePlan, refusePlan } from './api';
import { isSamePlan } from './plan-change';

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
  async function answer(what: () => Promise<unknown>, done: string, isDone: LookUp): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    await attempt(what, done, isDone);
    busy.value = false;
  }
  const isNow =
    (is: (plan: HallPlan) => boolean): LookUp =>
    async () =>
      is(await fetchPlan(hall(), false));
  const adopt = ({ madeAt }: PlanOffer): Promise<void> =>
    answer(
      async () => {
        await commanded(
          () => adoptPlan(hall(), { madeAt, moves: [] }),
          isNow((plan) => isSamePlan(plan, madeAt) && plan.adopted !== undefined),
        );
        await issuePlan(hall(), madeAt);
      },
      t('planOffer.done'),
      isNow((plan) => isSamePlan(plan, madeAt) && plan.issued !== undefined),
    );
  const refuse = ({ madeAt }: PlanOffer): Promise<void> =>
    answer(
      () => refusePlan(hall(), madeAt),
      t('planOffer.refused'),
      // one that was refused is no longer told
      isNow((plan) => !isSamePlan(plan, madeAt)),
    );
  return { busy, adopt, refuse };
}
