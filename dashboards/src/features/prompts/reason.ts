import { useI18n } from 'vue-i18n';

/** Reasons the product gives by itself come as one Chinese sentence; what people wrote stays as they wrote it. */
const OWN: readonly { is: RegExp; key: 'closed' | 'notSeen' | 'dayOver' | 'otherPlan' | 'instead' | 'notOpen' | 'noHistory' }[] = [
  { is: /^窗口已关闭$/, key: 'closed' }, { is: /^采纳后.*未见执行$/, key: 'notSeen' }, { is: /^当日结束$/, key: 'dayOver' }, { is: /^值班长另有安排$/, key: 'otherPlan' },
  { is: /^改为：/, key: 'instead' }, { is: /^当日不开放$/, key: 'notOpen' }, { is: /^没有可用的历史/, key: 'noHistory' },
];

export const ownReason = (reason: string): (typeof OWN)[number]['key'] | null => OWN.find(({ is }) => is.test(reason))?.key ?? null;

/** A reason in the language of the page, as far as the product gave it. */
export function useReason(): (reason: string) => string {
  const { t, locale } = useI18n();
  return (reason) => {
    const key = locale.value === 'zh-CN' ? null : ownReason(reason);
    return key === null ? reason : t(`promptReason.${key}`);
  };
}
