import type { BackTestSum } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';

/** "28 days: 41 firings, 9 acted on, median 6 min before the limit; 3 over quota, 5 to nobody on duty". */
export function usePeriodText(): (sum: BackTestSum) => string {
  const { t } = useI18n();
  return ({ days, fired, acted, medianLeadMin: lead, overQuota, toNobody }) => {
    const when =
      lead === null
        ? []
        : [t(`rules.median.${lead > 0 ? 'before' : lead < 0 ? 'after' : 'at'}`, { n: Math.abs(lead) })];
    const routed = toNobody === null ? t('rules.overQuota', { overQuota }) : t('rules.routed', { overQuota, toNobody });
    return [
      [t('rules.wouldFire', { days: t('rules.nDays', days), fired: t('rules.nFired', fired), acted }), ...when].join(
        t('list.clause'),
      ),
      routed,
    ].join(t('list.semicolon'));
  };
}
