import type { NetworkWall } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAgingAnswer } from '../../shared/answer';
import { count, DASH, minutes, type Locale } from '../../shared/format';
import { fetchCounts } from '../cases/counts-api';
import { fetchMetric } from '../figures/api';
import { fetchSaving, savingOf } from '../figures/use-saving';

const EVERY_MS = 60_000;

export interface Total {
  key: string;
  label: string;
  value: string;
  unit?: string;
  /** its 95 % interval, or why there is none */
  range?: string;
  hint?: string;
  tone?: 'good' | 'warn' | 'bad';
}

/** Today in all halls of the scope, what measures saved, and the cards. */
export function useTotals(wall: () => NetworkWall | null): ComputedRef<Total[]> {
  const { t, locale } = useI18n();
  const said = (n: number): string => count(n, locale.value as Locale);
  const place = (): string | null => {
    const own = wall()?.place;
    return own === undefined ? null : (own.hall ?? '');
  };
  const saving = useAgingAnswer({
    name: 'bureau-saving',
    about: place,
    everyMs: EVERY_MS,
    ask: (hall) => (hall === '' ? fetchMetric('minutes_saved', {}) : fetchSaving(hall)),
  });
  const cards = useAgingAnswer({
    name: 'bureau-cards',
    about: place,
    everyMs: EVERY_MS,
    ask: async (hall) => (await fetchCounts('kind', { state: 'all', ...(hall === '' ? {} : { hall }) })).total,
  });
  /** First on the wall, also while nothing is judged and while the interval does not bear it out: then it says so. */
  const saved = (): Total => {
    const found = saving.stale.value ? null : savingOf(saving.data.value ?? {});
    const base = { key: 'saved', label: t('kpi.saved') };
    if (found === null) return { ...base, value: DASH, range: t('bureauWall.saved.none') };
    const [value, low, high] = [found.value, found.low, found.high].map((n) => said(n).replace('-', '−'));
    const sum = { ...base, value: value ?? '', unit: t('unit.min'), hint: t('kpi.savedHint', { low, high }) };
    return found.low > 0
      ? { ...sum, range: t('kpi.range', { low, high }), tone: 'good' }
      : { ...sum, range: t('bureauWall.saved.unproven', { low, high }) };
  };
  return computed(() => {
    const sum = wall()?.sum;
    if (sum === undefined) return [];
    const { red } = sum.warnings;
    const matters = cards.stale.value ? null : cards.data.value;
    const isHeard = sum.heard > 0;
    const known = (value: string): string => (isHeard ? value : DASH);
    return [
      saved(),
      { key: 'waiting', label: t('network.waiting'), value: known(said(sum.waiting)) },
      {
        key: 'longest',
        label: t('network.longestJoining'),
        value: known(minutes(sum.waitSec)),
        ...(sum.waitSec === null || !isHeard ? {} : { unit: t('unit.min') }),
      },
      { key: 'issued', label: t('kpi.issued'), value: known(said(sum.issued)) },
      { key: 'served', label: t('network.served'), value: known(said(sum.served)) },
      { key: 'open', label: t('network.open'), value: known(`${said(sum.openWindows)}/${said(sum.windows)}`) },
      { key: 'red', label: t('network.redWarnings'), value: said(red), ...(red > 0 ? { tone: 'bad' as const } : {}) },
      ...(matters === null || matters.total === 0
        ? []
        : [
            {
              key: 'cards',
              label: t('bureauWall.redCards'),
              value: said(matters.red),
              hint: t('kpi.cardsHint', matters),
              ...(matters.red > 0 ? { tone: 'bad' as const } : {}),
            },
          ]),
    ];
  });
}
