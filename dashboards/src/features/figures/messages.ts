/** Words that every page of figures uses. */
export const figuresMessages = {
  'zh-CN': {
    figures: {
      period: '时段', today: '今天', lastDays: '近 {n} 天', own: '自选', from: '自', to: '至', choose: '请选起止日期', hall: '大厅', allHalls: '全部大厅', silent: '数据静默，数字停在 {time}', failed: '数字没能取到', none: '这段时间没有数据', approximate: '约', behind: '分子 / 分母：{text}',
      unit: { min: '分', percent: '%', days: '天' }, weekday: { 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六', 7: '周日' }, download: '下载 CSV', stale: '更新中断，以下是 {ago}的情况，正在重试',
    },
  },
  en: {
    figures: {
      period: 'Period', today: 'Today', lastDays: 'Last {n} days', own: 'Own', from: 'from', to: 'to', choose: 'Choose both days', hall: 'Hall', allHalls: 'All halls', silent: 'The data are silent: these figures stopped at {time}', failed: 'The figures could not be fetched', none: 'No data in this period', approximate: 'about', behind: 'numerator / denominator: {text}',
      unit: { min: 'min', percent: '%', days: 'd' }, weekday: { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat', 7: 'Sun' }, download: 'Download CSV', stale: 'No update: this is how it was {ago}, trying again',
    },
  },
};
