/** Words of the league table. */
export const rankingMessages = {
  'zh-CN': {
    page: { ranking: '指标排名' },
    ranking: {
      title: '指标排名', metric: '指标', size: '同类大厅', sizes: { all: '全部', small: '小型（10 窗以下）', middle: '中型（11–30 窗）', large: '大型（31 窗以上）' }, rank: '名次', hall: '大厅', value: '数值', interval: '95% 区间', moved: '名次变化', up: '升 {n}', down: '降 {n}', stay: '持平', fresh: '新进', none: '没有同类大厅的数据', noneDetail: '换一个时段、指标或类别看看。',
      level: '≈ 与上一名没有明显差别', levelShort: '≈', unranked: '无数据', noInterval: '此指标没有区间', legend: '{better}，对比期 {from} 至 {to}', better: { more: '越高越好', less: '越低越好' }, behind: '分子 / 分母', numerator: '分子', denominator: '分母', csv: '下载 CSV', excel: '下载 Excel', file: '{metric}排名 {from} 至 {to}', windows: '{n} 窗',
    },
  },
  en: {
    page: { ranking: 'Ranking' },
    ranking: {
      title: 'Ranking', metric: 'Metric', size: 'Halls alike', sizes: { all: 'All', small: 'Small (up to 10 windows)', middle: 'Middle (11–30 windows)', large: 'Large (31 windows and more)' }, rank: 'Rank', hall: 'Hall', value: 'Value', interval: '95% interval', moved: 'Rank change', up: 'up {n}', down: 'down {n}', stay: 'no change', fresh: 'new', none: 'No figures of halls alike', noneDetail: 'Try another period, metric or class.',
      level: '≈ no clear difference from the place above', levelShort: '≈', unranked: 'no data', noInterval: 'no interval for this metric', legend: '{better}; compared with {from} to {to}', better: { more: 'more is better', less: 'less is better' }, behind: 'Numerator / denominator', numerator: 'Numerator', denominator: 'Denominator', csv: 'Download CSV', excel: 'Download Excel', file: '{metric} ranking {from} to {to}', windows: '{n} windows',
    },
  },
};
