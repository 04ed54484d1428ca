import { HALL_DAYS, definer, type InWords, type MetricBy } from './definition';

const m = definer('queue');
const VISIT: readonly MetricBy[] = [
  ...HALL_DAYS,
  'hour',
  'weekday-hour',
  'queue',
  'branch',
  'item',
  'channel',
  'window',
  'officer',
];
const BOOKING: readonly MetricBy[] = [...HALL_DAYS, 'hour', 'queue', 'branch', 'item'];
const WAITS: InWords = [
  '未叫到的号不计；缺取号事件的不计；转窗的号以首次叫号计；时段按取号时刻',
  'tickets not called; tickets without an issue time. A transferred ticket counts with its first call. Hours are those of issue',
  ['转窗的号各段与合计见 by=aspect', 'the legs of a transferred ticket and their total are by=aspect'],
];
const EXACT = [
  '100 个厅日以内按逐号的等候时长计，超出的由直方图读出并标为约数',
  'up to 100 hall days from the waits themselves, beyond that read from the histogram and marked approximate',
] as const;
const LEGS = ['first', 'later', 'total'] as const;

/** Metrics of tickets, waits, bookings and quotes. */
export const QUEUE_METRICS = {
  arrivals: m('取号数', 'Tickets issued', 'count', 'sum', null, {
    by: VISIT,
    formula: ['取号的号数', 'tickets issued'],
    leftOut: ['缺取号事件的号不计', 'tickets of which no issue is known'],
  }),
  served: m('办结号数', 'Tickets finished', 'count', 'sum', 'more', {
    by: VISIT,
    formula: ['办结的号数', 'tickets finished'],
    leftOut: [
      '计入取号当日；先后在两个窗口办结的号只计一个',
      'counted on the day the ticket began; a ticket finished at two windows is one',
    ],
  }),
  waiting: m('等候人数', 'Waiting now', 'count', 'now', 'less', {
    by: ['hall', 'tier', 'queue', 'branch', 'item', 'channel'],
    formula: ['此刻已取号、未叫到、未取消的号数', 'issued, not called, not cancelled, now'],
    leftOut: [
      '只看大厅当前日；起止日期不起作用；转窗后等候的计入所在队列，未见取号的也算',
      'only the day the hall is on; from and to do not matter. Somebody sent on waits in the queue they were sent to, also when nobody told of the issue',
    ],
  }),
  wait: m('等候时长', 'Wait', 'seconds', 'ratio', null, {
    by: VISIT,
    formula: [
      '等候时长（首次叫号 − 取号）之和 ÷ 已叫号数',
      'sum of (first call − issue) ÷ tickets called',
      ['超 15、20、30 分钟的占比见 by=aspect', 'the shares over 15, 20 and 30 minutes are by=aspect'],
    ],
    leftOut: [
      '占比连同仍在等候的号，按已等到的时长计，过往日按等到当日结束计；叫号前离开的不计',
      'shares count whoever still waits with the age reached, on days that are over to the end of the day; who left before being called does not count',
    ],
    aspects: ['over-15', 'over-20', 'over-30'],
  }),
  wait_p50: m('等候中位', 'Median wait', 'seconds', 'histogram', 'less', {
    by: VISIT,
    formula: ['已叫号的等候时长（首次叫号 − 取号）的中位', 'median of first call − issue', EXACT],
    leftOut: WAITS,
    aspects: LEGS,
  }),
  wait_p90: m('九成等候时长', 'Wait P90', 'seconds', 'histogram', 'less', {
    by: VISIT,
    formula: ['已叫号的等候时长的九成位', '90th percentile of first call − issue', EXACT],
    leftOut: WAITS,
    aspects: LEGS,
  }),
  wait_mean: m('平均等候', 'Mean wait', 'seconds', 'ratio', 'less', {
    by: VISIT,
    formula: ['等候时长之和 ÷ 已叫号数', 'sum of (first call − issue) ÷ tickets called'],
    leftOut: WAITS,
    aspects: LEGS,
  }),
  service_level: m('限时接待率', 'Service level', 'share', 'ratio', 'more', {
    by: VISIT,
    formula: [
      '限时内叫到 ÷（叫到 + 弃号 + 已等超限时仍未叫到）',
      'called within target ÷ (called + abandoned + waiting beyond target)',
    ],
    leftOut: [
      '限时取当日有效的事项目标，无则取队列、再取大厅目标；引导至自助、掌办的不计；过往日仍未叫到的按等到当日结束计',
      'the target is that of the item, else of the queue, else of the hall, on that day; guided visitors do not count; who was never called waited to the end of the day',
    ],
  }),
  service_time: m('办理时长', 'Service time', 'seconds', 'ratio', null, {
    by: VISIT,
    formula: ['办结号的窗口办理时长之和 ÷ 办结号数', 'sum of (finish − start) ÷ tickets finished'],
    leftOut: [
      '缺开始时刻的不计；转窗的号各段相加，其间等候不计',
      'tickets without a start; legs of a ticket add up, the wait between them does not count',
    ],
  }),
  no_show_rate: m('过号率', 'No-show rate', 'share', 'ratio', 'less', {
    by: VISIT,
    formula: ['叫号未到的号数 ÷ 叫过的号数', 'tickets not present when called ÷ tickets called'],
    leftOut: ['未到后重新叫到的仍计未到', 'a ticket counts once, also when it was called again later and came'],
  }),
  abandon_rate: m('弃号率', 'Abandon rate', 'share', 'ratio', 'less', {
    by: VISIT,
    formula: ['叫号前离开 ÷ 取号数', 'left before being called ÷ issued'],
    leftOut: ['引导至自助、掌办不算离开', 'guided to self-service or the phone app is not leaving'],
  }),
  transfer_rate: m('转窗率', 'Transfer rate', 'share', 'ratio', 'less', {
    by: VISIT,
    formula: ['多于一段的号数 ÷ 办结号数', 'tickets with more than one leg ÷ served'],
  }),
  booking_lead_days: m('预约提前量', 'Booking lead', 'days', 'ratio', null, {
    by: BOOKING,
    formula: ['（号段开始 − 预约创建）之和 ÷ 预约数', 'sum of (slot start − created) ÷ bookings'],
    leftOut: [
      '按号段所在日；取消的预约也计；缺创建事件的不计',
      'counted on the day of the slot; cancelled ones too; bookings whose creation is unknown do not count',
    ],
  }),
  slot_fill: m('满号率', 'Slot fill', 'share', 'ratio', null, {
    by: HALL_DAYS,
    formula: ['已约（未取消）÷ 放号', 'booked and not cancelled ÷ offered'],
    leftOut: [
      '放号取当日大厅的号段配置；没有号段配置的日子不计',
      'offered is what the hall plan of that day says; days on which nothing is offered do not count',
    ],
  }),
  booking_no_show: m('爽约率', 'Booking no-show', 'share', 'ratio', 'less', {
    by: BOOKING,
    formula: ['已约未到 ÷ 已约', 'booked and not attended ÷ booked'],
    leftOut: [
      '取消的不计；号段尚未结束的不计；取了号即为到',
      'cancelled ones and slots not over yet; who took a ticket has attended',
    ],
  }),
  carry_over: m('结转', 'Carried over', 'count', 'sum', 'less', {
    by: [...HALL_DAYS, 'queue', 'branch'],
    formula: ['闭厅时仍在等候的号数', 'tickets waiting for a call when the hall closes'],
    leftOut: [
      '没有开放时间的日子按当日结束计；当日尚未闭厅的不计',
      'on days without opening hours the end of the day; a day that has not closed yet does not count',
    ],
  }),
  forecast_error: m('预测误差', 'Quote error', 'minutes', 'ratio', 'less', {
    by: [...HALL_DAYS, 'hour', 'queue', 'branch', 'item'],
    formula: ['|取号时报的中位 − 实际等候| 之和 ÷ 号数', 'sum of |quoted P50 at issue − real wait| ÷ tickets'],
    leftOut: [
      '未叫到的不计；第一次报的为准',
      'tickets not called; the first quote of a ticket is the one it is judged by',
    ],
    aspects: ['mae', 'within', 'p90-coverage'],
  }),
} as const;
