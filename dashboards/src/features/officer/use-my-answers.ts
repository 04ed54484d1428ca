import type { MatterCard } from '@cockpit/contracts';
import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { LookUp } from '../../shared/command';
import { useAttempt } from '../../shared/toast';
import { acknowledgeCard, explainCard } from '../cases/api';
import { useSessionStore } from '../session/store';
import { acknowledge, fetchWarning } from '../warnings/api';
import { TAKEN } from '../warnings/order';
import { fetchMyCards } from './api';

interface MyAnswers {
  busy: Ref<boolean>;
  /** id of the card a reason is being asked for */
  explaining: Ref<string | null>;
  acknowledgeWarning: (id: string) => Promise<boolean>;
  acknowledgeOne: (id: string) => Promise<boolean>;
  explain: (reason: string) => Promise<void>;
}

/** What an officer answers to warnings and cards of their own; the lists are asked for again after each. */
export function useMyAnswers(warningsAgain: () => Promise<void>, cardsAgain: () => Promise<void>): MyAnswers {
  const { t } = useI18n();
  const attempt = useAttempt();
  const session = useSessionStore();
  const busy = ref(false);
  const explaining = ref<string | null>(null);
  async function run(
    action: () => Promise<unknown>,
    done: string,
    then: () => Promise<void>,
    isDone: LookUp,
  ): Promise<boolean> {
    busy.value = true;
    const worked = await attempt(action, done, isDone);
    await then();
    busy.value = false;
    return worked;
  }
  const cardIs =
    (id: string, ...states: readonly MatterCard['state'][]): LookUp =>
    async () =>
      session.caller !== null &&
      (await fetchMyCards(session.caller)).some((one) => one.id === id && states.includes(one.state));
  return {
    busy,
    explaining,
    acknowledgeWarning: (id) =>
      run(
        () => acknowledge(id),
        t('me.acked'),
        warningsAgain,
        async () => TAKEN.includes((await fetchWarning(id)).handling),
      ),
    acknowledgeOne: (id) =>
      run(() => acknowledgeCard(id), t('card.acked'), cardsAgain, cardIs(id, 'acknowledged', 'explained')),
    explain: async (reason) => {
      const id = explaining.value;
      if (id === null) return;
      if (await run(() => explainCard(id, reason), t('me.explained'), cardsAgain, cardIs(id, 'explained')))
        explaining.value = null;
    },
  };
}
