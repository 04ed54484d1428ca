import { z } from 'zod';
import { Instant } from './primitives';

/** How a metric's parts combine over intervals and places: ratios and percentiles are computed from rolled-up parts, never averaged. */
export type RollUp = 'sum' | 'ratio' | 'histogram' | 'now' | 'gini';
export interface MetricDefinition {
  readonly zh: string;
  readonly en: string;
  readonly unit: 'count' | 'seconds' | 'minutes' | 'share' | 'days' | 'index';
  readonly rollUp: RollUp;
  readonly group: 'queue' | 'window' | 'matter' | 'channel' | 'loop';
  /** whether more is better (ranking sorts by it); null when neither */
  readonly better: 'more' | 'less' | null;
}

const m = (
  group: MetricDefinition['group'], zh: string, en: string, unit: MetricDefinition['unit'], rollUp: RollUp, better: MetricDefinition['better'],
): MetricDefinition => ({ zh, en, unit, rollUp, group, better });

/** The metric dictionary: one definition each, the same number on every screen, export and API. */
export const METRICS = {
  arrivals: m('queue', '取号数', 'Tickets issued', 'count', 'sum', null),
  served: m('queue', '办结号数', 'Tickets finished', 'count', 'sum', 'more'),
  waiting: m('queue', '等候人数', 'Waiting now', 'count', 'now', 'less'),
  wait_p50: m('queue', '等候中位', 'Median wait', 'seconds', 'histogram', 'less'),
  wait_p90: m('queue', '等候九成', 'Wait P90', 'seconds', 'histogram', 'less'),
  wait_mean: m('queue', '平均等候', 'Mean wait', 'seconds', 'ratio', 'less'),
  service_level: m('queue', '限时接待率', 'Service level', 'share', 'ratio', 'more'),
  service_time: m('queue', '办理时长', 'Service time', 'seconds', 'ratio', null),
  no_show_rate: m('queue', '过号率', 'No-show rate', 'share', 'ratio', 'less'),
  abandon_rate: m('queue', '弃号率', 'Abandon rate', 'share', 'ratio', 'less'),
  transfer_rate: m('queue', '转窗率', 'Transfer rate', 'share', 'ratio', 'less'),
  booking_lead_days: m('queue', '预约提前量', 'Booking lead', 'days', 'ratio', null),
  slot_fill: m('queue', '满号率', 'Slot fill', 'share', 'ratio', null),
  booking_no_show: m('queue', '爽约率', 'Booking no-show', 'share', 'ratio', 'less'),
  carry_over: m('queue', '结转', 'Carried over', 'count', 'sum', 'less'),
  forecast_error: m('queue', '预测误差', 'Quote error', 'minutes', 'ratio', 'less'),
  busy: m('window', '忙', 'Busy', 'seconds', 'sum', null),
  idle: m('window', '闲', 'Idle', 'seconds', 'sum', null),
  paused: m('window', '暂停', 'Paused', 'seconds', 'sum', null),
  offline: m('window', '离线', 'Offline', 'seconds', 'sum', 'less'),
  occupancy: m('window', '窗口饱和度', 'Occupancy', 'share', 'ratio', null),
  load_now: m('window', '当前负荷', 'Load now', 'minutes', 'now', null),
  balance: m('window', '忙闲均衡度', 'Balance', 'index', 'gini', 'more'),
  idle_while_waiting: m('window', '空等分钟', 'Idle while waiting', 'minutes', 'sum', 'less'),
  comprehensive_share: m('window', '一窗通办率', 'Comprehensive share', 'share', 'ratio', 'more'),
  elapsed: m('matter', '已用工作日', 'Elapsed', 'days', 'ratio', 'less'),
  remaining: m('matter', '剩余工作日', 'Remaining', 'days', 'ratio', 'more'),
  on_time_rate: m('matter', '按时办结率', 'On-time rate', 'share', 'ratio', 'more'),
  on_the_spot_rate: m('matter', '即办率', 'On-the-spot rate', 'share', 'ratio', 'more'),
  compression: m('matter', '时限压缩率', 'Limit compression', 'share', 'ratio', 'more'),
  yellow: m('matter', '黄牌', 'Yellow cards', 'count', 'sum', 'less'),
  red: m('matter', '红牌', 'Red cards', 'count', 'sum', 'less'),
  supplement_rate: m('matter', '补正率', 'Supplement rate', 'share', 'ratio', 'less'),
  unattended: m('matter', '失管', 'Unattended', 'count', 'now', 'less'),
  rework: m('matter', '重办/重开率', 'Rework', 'share', 'ratio', 'less'),
  online_share: m('channel', '网办率', 'Online share', 'share', 'ratio', 'more'),
  self_service_share: m('channel', '自助办理率', 'Self-service share', 'share', 'ratio', 'more'),
  terminal_uptime: m('channel', '终端在线率', 'Terminal uptime', 'share', 'ratio', 'more'),
  mobile_guided: m('channel', '掌办引导人次', 'Guided to mobile', 'count', 'sum', 'more'),
  package_share: m('channel', '一件事', 'Package share', 'share', 'ratio', 'more'),
  cross_region: m('channel', '通办件', 'Anywhere handling', 'count', 'sum', 'more'),
  rating_share: m('channel', '评价率', 'Rating share', 'share', 'ratio', 'more'),
  satisfied: m('channel', '满意率', 'Satisfied', 'share', 'ratio', 'more'),
  bad_rating_answered: m('channel', '差评整改率', 'Bad ratings answered', 'share', 'ratio', 'more'),
  consult_answered: m('channel', '咨询接答率', 'Consultations answered', 'share', 'ratio', 'more'),
  consult_answer_time: m('channel', '咨询答复时长', 'Answer time', 'seconds', 'ratio', 'less'),
  consult_escalated: m('channel', '咨询转办率', 'Escalated', 'share', 'ratio', 'less'),
  time_to_notice: m('loop', '发现时长', 'Time to notice', 'seconds', 'ratio', 'less'),
  time_to_ack: m('loop', '响应', 'Time to acknowledge', 'seconds', 'ratio', 'less'),
  time_to_act: m('loop', '处置', 'Time to act', 'seconds', 'ratio', 'less'),
  time_to_resolve: m('loop', '闭环', 'Time to resolve', 'seconds', 'ratio', 'less'),
  closed_loop_rate: m('loop', '闭环率', 'Closed-loop rate', 'share', 'ratio', 'more'),
  false_alarm_rate: m('loop', '误报率', 'False alarms', 'share', 'ratio', 'less'),
  prompt_accepted: m('loop', '采纳率', 'Prompts accepted', 'share', 'ratio', 'more'),
  prompt_hit: m('loop', '见效率', 'Prompts that worked', 'share', 'ratio', 'more'),
  minutes_saved: m('loop', '节省等候分钟', 'Minutes saved', 'minutes', 'sum', 'more'),
} as const satisfies Record<string, MetricDefinition>;

export type MetricKey = keyof typeof METRICS;
export const METRIC_KEYS = Object.keys(METRICS) as MetricKey[];
export const MetricKey = z.enum(METRIC_KEYS as [MetricKey, ...MetricKey[]]);

/** A metric over a period, as a whole or in parts. Every rate carries its numerator and denominator. */
const Figure = z.object({
  /** null when there is nothing to divide by, or the feed is silent */
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** read from a histogram */
  approximate: z.boolean().optional(),
});
export const MetricAnswer = Figure.extend({
  key: MetricKey,
  unit: z.string(),
  hall: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  freshness: z.object({ lastEventAt: Instant.nullable(), ageSec: z.number().nullable(), silent: z.boolean() }),
  parts: z.array(Figure.extend({ by: z.string() })),
});
export type MetricAnswer = z.infer<typeof MetricAnswer>;
