import type { RulePlace, RuleRecord, RuleSettings } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import type { Locale } from '../../shared/format';
import { useHallsStore } from '../halls/store';
import { useRuleName } from '../warnings/rule-name';

/** Rules, places and hours as people read them. */
export function useRuleNames() {
  const i18n = useI18n();
  const { t } = i18n;
  const halls = useHallsStore();
  const ruleName = useRuleName();
  const hallName = (code: string | null): string => (code === null ? t('rules.everyHall') : halls.nameOf(code));
  const thingName = ({ kind, hall, code }: RulePlace): string => {
    const queues = halls.halls?.find((one) => one.code === hall)?.queues ?? [];
    const name = kind === 'queue' ? (queues.find((one) => one.code === code)?.name ?? code) : code;
    return `${t(`forecast.scope.${kind}`)} ${name ?? ''}`;
  };
  const placeName = (place: RulePlace): string =>
    place.kind === 'bureau'
      ? t('rules.bureau')
      : place.kind === 'hall'
        ? hallName(place.hall)
        : `${hallName(place.hall)} · ${thingName(place)}`;
  const hoursText = (active: RuleSettings['active']): string =>
    active === undefined || active === null
      ? t('rules.always')
      : t('forecast.weeklyAt', {
          days: active.days.map((day) => t(`figures.weekday.${String(day)}`)).join(t('list.comma')),
          from: active.from,
          to: active.to,
        });
  const unitText = (unit: string): string => (i18n.te(`rules.unit.${unit}`) ? t(`rules.unit.${unit}`) : unit);
  /** where nobody has set a number: what the rule follows */
  const writtenText = (rule: RuleRecord, field: 'threshold' | 'clear'): string => {
    const written = field === 'clear' ? rule.clears : rule.fires;
    if (typeof written === 'number') return t('rules.below', { n: Math.round(written * 100) });
    return written?.[i18n.locale.value as Locale] ?? t(field === 'clear' ? 'rules.byShare' : 'rules.follows');
  };
  return { ruleName, placeName, hoursText, unitText, writtenText };
}
