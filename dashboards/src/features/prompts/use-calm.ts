import type { LiveHall } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { areAllLate } from '../live/freshness';
import { listed } from './helpless';

/** What a hall without trouble is said to be. */
interface Calm {
  text: string;
  /** it is not all well: data are late, or a window is out of order */
  flawed: boolean;
  /** the windows that are out of order and not warned of yet, and what to do; null: none is */
  fault: string | null;
}

/** Key of what keeps a hall without trouble from being all well; null: it is. */
function flawOf(isLate: boolean, isBroken: boolean): string | null {
  if (isLate) return isBroken ? 'prompt.quiet.calmLateFault' : 'prompt.quiet.calmLate';
  return isBroken ? 'prompt.quiet.calmFault' : null;
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
  return computed(() => {
    const { snapshot, chased, past } = of();
    const numbersOf = (windows: LiveHall['windows']) =>
      listed(
        windows.map(({ number }) => number),
        t('prompt.helpless.and'),
      );
    const broken = snapshot.windows.filter(({ state }) => state === 'fault');
    const known = new Set(
      snapshot.warnings.flatMap(({ rule, scope }) => (rule === 'window-fault' ? [scope.code] : [])),
    );
    const untold = numbersOf(broken.filter(({ windowId }) => !known.has(windowId)));
    const flaw = flawOf(!past && areAllLate(snapshot.feeds), broken.length > 0);
    const well = past || chased === null ? t('prompt.quiet.calm') : t('prompt.quiet.calmChase', { who: chased });
    return {
      text: flaw === null ? well : t(flaw, numbersOf(broken)),
      flawed: flaw !== null,
      fault: untold.count === 0 ? null : t('prompt.quiet.fault', untold),
    };
  });
}
