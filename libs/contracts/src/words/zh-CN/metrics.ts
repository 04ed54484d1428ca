/** Why a metric has no value. */
export const metrics = {
  'no-value.silent': '数据源已静默',
  'no-value.nothing-to-divide-by': '没有可作分母的数',
  'no-value.nobody-notified': '此期间没有任何预警的通知记录',
  'no-value.nothing-compared': '此期间的提示都没有对照',
} as const;
