import type { Level } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { worstLevel } from '../../design/marks';
import { withUnits } from '../../shared/format';
import { openingOf } from '../live/opening';
import { warningGroups } from '../warnings/order';
import { useWarningText } from '../warnings/text';
import { useCalm } from './use-calm';
import type { HallSituation, Shown } from './use-situation';

/** What is said of a hall while no prompt stands open, in the language of the page. */
export interface Quiet {
  isCalm: ComputedRef<boolean>;
  tone: ComputedRef<Level | 'stale'>;
  /** how grave what a hall calm but for it begins with is: a wait that is expected, a warning, a fault, or data that are late: that is written in no green */
  seen: ComputedRef<'red' | 'yellow' | null>;
  text: ComputedRef<string>;
}

export function useQuiet(
  of: () => Shown & { /** why nothing may be believed; null while it may */ staleText: string | null },
  { trouble, worst, expected, answer, todo, chased }: HallSituation,
): Quiet {
  const { t } = useI18n();
  const warningText = useWarningText();
  const tone = computed(() => {
    const { staleText, snapshot, isTwin } = of();
    if (staleText !== null) return 'stale';
    return snapshot.open && !isTwin ? worstLevel(snapshot.queues.map(({ level }) => level)) : 'unknown';
  });
  const isCalm = computed(
    () =>
      of().staleText === null &&
      trouble.value.length === 0 &&
      tone.value !== 'unknown' &&
      openingOf(of().snapshot) === 'open',
  );
  /** what was warned of and still holds, the worst first */
  const warned = computed(() =>
    warningGroups(of().snapshot.warnings).flatMap(({ first }) => (first.condition === 'firing' ? [first] : [])),
  );
  const calm = useCalm(() => ({ snapshot: of().snapshot, chased: chased.value, past: of().past }));
  const seen = computed(() => {
    if (!isCalm.value) return null;
    if (expected.value !== null) return 'yellow';
    return warned.value[0]?.severity ?? (calm.value.flawed ? 'yellow' : null);
  });
  const text = computed(() => {
    const { staleText, snapshot, isTwin, past } = of();
    if (staleText !== null) return staleText;
    const hours = openingOf(snapshot);
    if (hours === 'after-hours') {
      // who came in time is served: how many are still inside says when the day ends
      const waiting = snapshot.queues.reduce((sum, queue) => sum + queue.waiting, 0);
      const n = snapshot.kpis.openWindows;
      return waiting > 0 ? t('prompt.quiet.servingOut', { waiting, n }) : t('prompt.quiet.afterHours', { n });
    }
    if (hours === 'closed') return t('prompt.quiet.closed');
    if (isTwin) return t('prompt.quiet.twin');
    if (past && trouble.value.length > 0) return t('prompt.quiet.past');
    if (worst.value !== null) return todo.value ?? answer.value?.because ?? t('prompt.quiet.trouble');
    if (expected.value !== null)
      return todo.value ?? calm.value.fault ?? t('prompt.quiet.expected', { queue: expected.value.queue });
    const [first] = warned.value;
    if (first === undefined) return calm.value.text;
    // a tile in red is not to stand there without a word; what else is warned of is in the list
    if (first.severity === 'yellow' && calm.value.fault !== null) return calm.value.fault;
    const what = withUnits(warningText(first));
    const n = warned.value.length;
    return t(n > 1 ? 'prompt.quiet.warnedMany' : 'prompt.quiet.warned', { what, n });
  });
  return { isCalm, tone, seen, text };
}
