/** Words of the forecast and the warnings page. */
export const forecastMessages = {
  'zh-CN': {
    page: { forecast: '预测与预警' },
    forecast: {
      title: '预测与预警', failed: '预测没能取到', load: '今日各队列负荷与人手', loadLabel: '{queue}今日每半小时的预计工作量与在岗人手；缺口最大在 {time}，预计 {work} 分，人手 {staffed} 分', loadCalm: '{queue}今日每半小时的预计工作量与在岗人手', unknown: '过往数据不足，暂不能预测', unknownDetail: '有几天的取号数据后，这里会画出每半小时的工作量。',
      work: '工作量（含积压，分钟）', band: '八成区间', staffed: '在岗人手（分钟）', came: '已到 {came} 人，预计 {expected} 人', gap: '{time} 最紧：差 {n} 分', enough: '人手足够', backlog: '已有积压：{n} 人等候，现在取号约等 {m} 分', left: '尚有 {n} 人等候', noRoster: '没有排班', perPerson: '人均 {n} 分',
      live: '当前预警', past: '过往预警', none: '没有预警', noPast: '还没有过往预警', timeline: '经过', show: '看 {message} 的经过', rule: '规则 {name}', silenced: '已静音至 {time}', fired: '{time} 触发', over: '{time} 解除', by: '{actor}', loadMore: '更多',
      rules: '生效规则', ruleName: '规则', severity: '级别', lasting: '持续', clears: '解除后保持', ahead: '提前预警', nowLive: '当前', secs: '{n} 秒', version: '第 {n} 版', test: '回测',
      ruleOf: { 'queue-longest-wait': '最长等候超过目标', 'queue-wait-doubled': '最长等候达目标两倍', 'queue-predicted-wait': '预计等候将超过目标', 'window-overload': '窗口负荷过重', 'window-idle': '窗口空闲而有人在等', 'feed-silent': '数据来源静默', 'source-rejections': '被拒数据突增', 'work-stalled': '后台处理停滞' }, scope: { hall: '大厅', queue: '队列', window: '窗口', feed: '来源' },
      testing: '回测：{rule}', days: '回测天数', run: '开始', stop: '停止', progress: '已回测 {done} / {of} 天', result: '{days} 天里会触发 {fired} 次，其中 {acted} 次有处置；', leadBefore: '中位提前 {n} 分钟', leadAfter: '中位晚于超限 {n} 分钟', leadAt: '中位与超限同时', leadNone: '与等候无关或其后没有超限', unannounced: '实际超限 {reached} 次，其中 {n} 次没有事先预警；', calls: '触发后没有超限 {n} 次。', firstFirings: '触发明细', testFailed: '{day} 没能回测：{why}', dayLabel: '每日触发次数',
      silences: '静音', noSilences: '没有静音', silenceHow: '静音只停止通知，规则照常计算和显示。', allRules: '全部规则', until: '结束', weekly: '每周', weeklyAt: '每{days} {from}–{to}', reason: '原因', owner: '{name} 设置', end: '提前结束', ended: '{name} 已提前结束', active: '静音中', waiting: '未到时间', overNow: '已结束', hours: { 1: '1 小时', 4: '4 小时', 24: '1 天', 168: '7 天', 672: '4 周', 2184: '3 个月', 4368: '6 个月' }, lasts: '时长', save: '保存', saved: '已静音', endedNow: '已结束静音',
      sampled: '预测类规则每 {n} 分钟取样一次',
    },
  },
  en: {
    page: { forecast: 'Forecast and warnings' },
    forecast: {
      title: 'Forecast and warnings', failed: 'The forecast could not be fetched', load: 'Work and staff of today by queue', loadLabel: '{queue}: expected work and staff by half hour; widest gap at {time}: {work} min of work, {staffed} min of staff', loadCalm: '{queue}: expected work and staff by half hour', unknown: 'Too few past days to expect anything', unknownDetail: 'After a few days of tickets the work of each half hour is drawn here.',
      work: 'work, backlog included (minutes)', band: '80% interval', staffed: 'staff on duty (minutes)', came: '{came} came, {expected} expected', gap: 'tightest at {time}: {n} min short', enough: 'staff suffices', backlog: 'backlog: {n} waiting, joining now about {m} min', left: '{n} still waiting', noRoster: 'no roster', perPerson: '{n} min each',
      live: 'Warnings now', past: 'Past warnings', none: 'No warnings', noPast: 'No past warnings yet', timeline: 'Course', show: 'Show the course of {message}', rule: 'rule {name}', silenced: 'silenced until {time}', fired: 'fired {time}', over: 'over {time}', by: '{actor}', loadMore: 'More',
      rules: 'Rules in force', ruleName: 'Rule', severity: 'Severity', lasting: 'Must hold', clears: 'Kept after', ahead: 'looks ahead', nowLive: 'Now', secs: '{n} s', version: 'version {n}', test: 'Back-test',
      ruleOf: { 'queue-longest-wait': 'Longest wait beyond target', 'queue-wait-doubled': 'Longest wait twice the target', 'queue-predicted-wait': 'Predicted wait beyond target', 'window-overload': 'Window overloaded', 'window-idle': 'Window idle while people wait', 'feed-silent': 'Feed silent', 'source-rejections': 'Rejections jumped', 'work-stalled': 'Background work stands still' }, scope: { hall: 'hall', queue: 'queue', window: 'window', feed: 'source' },
      testing: 'Back-test: {rule}', days: 'Past days', run: 'Run', stop: 'Stop', progress: '{done} of {of} days', result: 'In {days} days it would have fired {fired} times, {acted} with an action;', leadBefore: 'median {n} min before the limit', leadAfter: 'median {n} min after the limit', leadAt: 'median at the limit itself', leadNone: 'about no wait, or no wait beyond the limit followed', unannounced: 'waits went beyond the limit {reached} times, {n} of them unannounced;', calls: '{n} firings were followed by no such wait.', firstFirings: 'Firings', testFailed: '{day} could not be run: {why}', dayLabel: 'Firings by day',
      silences: 'Silences', noSilences: 'No silences', silenceHow: 'A silence stops notification only: the rule is evaluated and shown all the same.', allRules: 'All rules', until: 'Ends', weekly: 'Every week', weeklyAt: 'every {days} {from}–{to}', reason: 'Reason', owner: 'by {name}', end: 'End now', ended: 'ended by {name}', active: 'silent', waiting: 'not yet', overNow: 'over', hours: { 1: '1 hour', 4: '4 hours', 24: '1 day', 168: '7 days', 672: '4 weeks', 2184: '3 months', 4368: '6 months' }, lasts: 'For', save: 'Save', saved: 'Silenced', endedNow: 'The silence has ended',
      sampled: 'rules that predict are sampled every {n} min',
    },
  },
};
