import { useI18n } from 'vue-i18n';
import { en } from '../../shared/i18n/en';
import { zhCN } from '../../shared/i18n/zh-CN';

/** Reasons the product gives by itself come as one Chinese sentence; what people wrote stays as they wrote it. */
const OWN: readonly {
  is: RegExp;
  key: 'notSeen' | 'dayOver' | 'otherPlan' | 'instead' | 'notOpen' | 'noHistory' | 'rulesBroken';
}[] = [
  { is: /^采纳后.*未见执行$/, key: 'notSeen' },
  { is: /^当日结束$/, key: 'dayOver' },
  { is: /^值班长另有安排$/, key: 'otherPlan' },
  { is: /^改为：/, key: 'instead' },
  { is: /^当日不开放$/, key: 'notOpen' },
  { is: /^没有可用的历史/, key: 'noHistory' },
  { is: /^方案违反规则/, key: 'rulesBroken' },
];

type Fault = keyof typeof zhCN.promptFault;
const FAULTS = Object.keys(zhCN.promptFault) as Fault[];
/** Why the product withdrew a prompt, where that is the reason. */
export const faultReason = (reason: string): Fault | null =>
  FAULTS.find((key) => zhCN.promptFault[key] === reason) ?? null;

export const ownReason = (reason: string): (typeof OWN)[number]['key'] | null =>
  OWN.find(({ is }) => is.test(reason))?.key ?? null;

type Quick = keyof typeof zhCN.declineReason;
const QUICK = Object.keys(zhCN.declineReason) as Quick[];
export const quickReason = (reason: string): Quick | null =>
  QUICK.find((key) => zhCN.declineReason[key] === reason || en.declineReason[key] === reason) ?? null;

/** A reason for all to see: in words of the product or of a button; null when somebody wrote it, who may have named somebody. */
export function usePublicReason(): (reason: string) => string | null {
  const { t } = useI18n();
  return (reason) => {
    const [fault, own, quick] = [faultReason(reason), ownReason(reason), quickReason(reason)];
    return fault !== null
      ? t(`promptFault.${fault}`)
      : own !== null
        ? t(`promptReason.${own}`)
        : quick !== null
          ? t(`declineReason.${quick}`)
          : null;
  };
}

/** A reason in the language of the page, as far as the product gave it. */
export function useReason(): (reason: string) => string {
  const { t, locale } = useI18n();
  return (reason) => {
    if (locale.value === 'zh-CN') return reason;
    const [fault, own] = [faultReason(reason), ownReason(reason)];
    return fault !== null ? t(`promptFault.${fault}`) : own !== null ? t(`promptReason.${own}`) : reason;
  };
}
