import type { LiveHall } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { areAllLate, outOfOrder } from './situation';

/** What a hall without trouble is said to be. */
interface Calm {
  text: string;
  /** it is not all well: data are late, or a window is out of order */
  flawed: boolean;
  /** the windows that are out of order and not warned of yet, and what to do; null: none is */
  fault: string | null;
}

/** What is said of a hall that nothing is wrong with but what nobody has warned of, in the language of the page. */
export function useCalm(
  of: () => {
    snapshot: LiveHall;
    /** who is to be asked after what was agreed to; null: nobody */
    chased: string | null;
    /** a day that is over */ past?: boolean | undefined;
  },
): ComputedRef<Calm> {
  const { t } = useI18n();
  const faultOf = (numbers: string[]) => ({ n: numbers.length, windows: numbers.join(t('prompt.helpless.and')) });
  const saidOf = ({ snapshot, chased, past }: ReturnType<typeof of>): Omit<Calm, 'fault'> => {
    const fault = faultOf(outOfOrder(snapshot.windows));
    if (!past && areAllLate(snapshot.feeds)) {
      const key = fault.n === 0 ? 'prompt.quiet.calmLate' : 'prompt.quiet.calmLateFault';
      return { text: t(key, fault), flawed: true };
    }
    if (fault.n > 0) return { text: t('prompt.quiet.calmFault', fault), flawed: true };
    const text = past || chased === null ? t('prompt.quiet.calm') : t('prompt.quiet.calmChase', { who: chased });
    return { text, flawed: false };
  };
  return computed(() => {
    const { snapshot } = of();
    const warned = new Set(
      snapshot.warnings.flatMap(({ rule, scope }) => (rule === 'window-fault' ? [scope.code] : [])),
    );
    const fault = faultOf(outOfOrder(snapshot.windows.filter(({ windowId }) => !warned.has(windowId))));
    return { ...saidOf(of()), fault: fault.n === 0 ? null : t('prompt.quiet.fault', fault) };
  });
}
