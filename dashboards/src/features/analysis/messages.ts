/** Words of the analysis page. */
export const analysisMessages = {
  'zh-CN': {
    page: { analysis: '运行分析' },
    analysis: {
      title: '运行分析', metric: '指标', compare: '对比', compareWith: { before: '环比（前一时段）', year: '同比（去年同期）' }, other: '{from} 至 {to}', restsOn: '本期 {now} 天有数据，对比期 {then} 天', notComparable: '不可比：本期 {now} 天有数据，对比期只有 {then} 天有数据',
      heat: '星期 × 时段', heatNone: '这段时间没有可分时段的数据', heatLabel: '{metric}按星期和小时的热力图，最高在{weekday} {hour} 时', waits: '等候时长分布', waitsLabel: '等候时长分布：本期与对比期各区间的占比', trend: '逐日变化', trendLabel: '{metric}逐日变化：本期与对比期', current: '本期', previous: '对比期',
      drill: { hall: '各大厅', queue: '各队列', window: '各窗口', officer: '各民警', item: '各事项' }, by: '分解', name: '名称', value: '数值', share: '分子 / 分母', was: '对比期', change: '变化', up: '全部大厅', under: '往下看 {name}', formula: '口径', leftOut: '不计', more: '{low}–{high} 分', last: '{low} 分以上', first: '不足 {high} 分',
    },
  },
  en: {
    page: { analysis: 'Analysis' },
    analysis: {
      title: 'Analysis', metric: 'Metric', compare: 'Compare', compareWith: { before: 'with the period before', year: 'with a year ago' }, other: '{from} to {to}', restsOn: 'data on {now} days here, on {then} of the period compared', notComparable: 'cannot be compared: data on {now} days here, on {then} of the period compared',
      heat: 'Weekday × hour', heatNone: 'Nothing in this period that could be told by hour', heatLabel: '{metric} by weekday and hour; highest on {weekday} at {hour}', waits: 'Distribution of waits', waitsLabel: 'Distribution of waits: shares of this period and of the one compared', trend: 'Day by day', trendLabel: '{metric} day by day: this period and the one compared', current: 'this period', previous: 'compared',
      drill: { hall: 'Halls', queue: 'Queues', window: 'Windows', officer: 'Officers', item: 'Items' }, by: 'Split by', name: 'Name', value: 'Value', share: 'Numerator / denominator', was: 'Compared', change: 'Change', up: 'All halls', under: 'Look into {name}', formula: 'Formula', leftOut: 'Left out', more: '{low}–{high} min', last: '{low} min and more', first: 'under {high} min',
    },
  },
};
