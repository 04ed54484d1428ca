import { HALL_DAYS, definer, type MetricBy } from './definition';

const m = definer('window');
const TIME: readonly MetricBy[] = [...HALL_DAYS, 'hour', 'window', 'officer'];

/** Metrics of the time of windows and officers. */
export const WINDOW_METRICS = {
  busy: m('忙', 'Busy', 'seconds', 'sum', null, {
    by: TIME,
    formula: ['叫号与办理的时间', 'time with somebody called or served'],
    leftOut: ['重叠的上报合并', 'overlapping reports are merged'],
  }),
  idle: m('闲', 'Idle', 'seconds', 'sum', null, {
    by: TIME,
    formula: ['开着而无人的时间', 'time open with nobody'],
    leftOut: ['还开着的窗口算到大厅最近一条上报', 'a window still open counts up to the last word of its hall'],
  }),
  paused: m('暂停', 'Paused', 'seconds', 'sum', null, {
    by: TIME,
    formula: ['暂停的时间', 'time paused'],
    leftOut: ['故障时间另计，不在忙、闲、暂停、离线之内', 'faults are neither busy, idle, paused nor offline'],
  }),
  offline: m('离线', 'Offline', 'seconds', 'sum', 'less', {
    by: [...HALL_DAYS, 'hour', 'window'],
    formula: ['开放时间内至此刻没有任何上报覆盖的时间', 'opening hours so far that no report covers'],
    leftOut: [
      '没有开放时间的日子不计；以当日配置的窗口为准',
      'days without opening hours; windows are those of the plan of that day',
    ],
  }),
  occupancy: m('窗口饱和度', 'Occupancy', 'share', 'ratio', null, {
    by: TIME,
    formula: ['忙 ÷（忙 + 闲）', 'busy ÷ (busy + idle)'],
  }),
  load_now: m('当前负荷', 'Load now', 'minutes', 'now', null, {
    by: ['hall', 'tier', 'window'],
    formula: ['预计还有多少分钟的活在等各窗口，合计', 'predicted minutes of work waiting for the windows, added up'],
    leftOut: ['关着的窗口不计；考虑技能与队列份额', 'closed windows; skills and shares of queues are considered'],
  }),
  balance: m('忙闲均衡度', 'Balance', 'index', 'gini', 'more', {
    by: [...HALL_DAYS, 'hour'],
    formula: ['1 − 各开放窗口饱和度的基尼系数', '1 − Gini coefficient of the occupancy of the open windows'],
    leftOut: [
      '既不忙也不闲的窗口不计；几个大厅合看时取全部窗口',
      'windows neither busy nor idle; over several halls all their windows are taken together',
    ],
  }),
  idle_while_waiting: m('空等分钟', 'Idle while waiting', 'minutes', 'sum', 'less', {
    by: TIME,
    formula: [
      '窗口空闲而有此人能办的号在等的分钟',
      'window-minutes idle while a ticket this officer is qualified for was waiting',
    ],
    leftOut: [
      '资格取当日有效的技能；不知何人在窗口时取当日排班，仍不知的不计',
      'qualification is that of the day; where nobody was named the roster says who it was, and without that nothing counts',
    ],
  }),
  comprehensive_share: m('一窗通办率', 'Comprehensive share', 'share', 'ratio', 'more', {
    by: [...HALL_DAYS, 'hour', 'window', 'officer'],
    formula: [
      '在一个窗口办了两个或更多警种的事项、或在综合窗口办了任一事项的来访 ÷ 办结的来访',
      'visits that touched items of two or more branches at one window, or any item at a comprehensive window ÷ visits finished',
    ],
    leftOut: [
      '转过窗的来访只按最后的窗口是否综合窗口计',
      'a visit sent on counts only by whether the window that served it last is comprehensive',
    ],
  }),
} as const;
