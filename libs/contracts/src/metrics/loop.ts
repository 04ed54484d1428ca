import { HALL_DAYS, definer, type MetricBy } from './definition';

const m = definer('loop');
const WARNING: readonly MetricBy[] = [...HALL_DAYS, 'hour', 'rule'];
const PROMPT: readonly MetricBy[] = [...HALL_DAYS, 'hour', 'kind'];
const FROM_NOTICE: [string, string] = [
  '没有人得知的以发出时刻起算；尚未发生的不计；按发出日',
  'a warning nobody noticed counts from its firing; what has not happened yet does not count; on the day of firing',
];

/** Metrics of warnings and prompts: from firing to closing, and their effect. */
export const LOOP_METRICS = {
  time_to_notice: m('发现时长', 'Time to notice', 'seconds', 'ratio', 'less', {
    by: WARNING,
    formula: [
      '（最早有人得知 − 情况成立）之和 ÷ 有人得知的预警',
      'sum of (first notice − condition true) ÷ warnings somebody has noticed',
    ],
    leftOut: [
      '得知＝渠道回执送达，或登录者的页面显示了它，以早者为准；大屏不算；没有人得知的不计，一条也没有时为空',
      'noticed = a channel confirmed delivery, or a page showed it to somebody signed in, whichever came first; a wall screen is nobody; warnings nobody noticed do not count, null when there is none at all',
    ],
  }),
  time_to_ack: m('响应时长', 'Time to acknowledge', 'seconds', 'ratio', 'less', {
    by: WARNING,
    formula: ['（首次确认 − 得知）之和 ÷ 已确认', 'sum of (first acknowledged − noticed) ÷ acknowledged'],
    leftOut: FROM_NOTICE,
  }),
  time_to_act: m('处置时长', 'Time to act', 'seconds', 'ratio', 'less', {
    by: WARNING,
    formula: ['（首次处置 − 得知）之和 ÷ 已处置', 'sum of (first acted − noticed) ÷ acted upon'],
    leftOut: FROM_NOTICE,
  }),
  time_to_resolve: m('结束时长', 'Time to end', 'seconds', 'ratio', 'less', {
    by: WARNING,
    formula: ['（消除 − 得知）之和 ÷ 已消除', 'sum of (resolved − noticed) ÷ resolved'],
    leftOut: FROM_NOTICE,
  }),
  closed_loop_rate: m('闭环率', 'Closed-loop rate', 'share', 'ratio', 'more', {
    by: WARNING,
    formula: ['处置后消除或已说明 ÷ 发出', 'over after a measure against it was carried out, or explained ÷ raised'],
    aspects: ['by-action', 'explained', 'cleared', 'left', 'open'],
    leftOut: [
      '自行消除的、人已散去的不算闭环；确认过而没有处置的也不算；只计发出过的预警，不含系统自检',
      'what cleared by itself or because people left is no closed loop; nor is what was acknowledged and not acted upon; only warnings that fired, without those about the product itself',
      ['各类见 by=aspect', 'each kind is by=aspect'],
    ],
  }),
  false_alarm_rate: m('误报率', 'False alarms', 'share', 'ratio', 'less', {
    by: WARNING,
    formula: ['以误报关闭 ÷ 发出', 'dismissed as wrong ÷ raised'],
    leftOut: ['由人标为误报而关闭的', 'ended by a person as a false alarm'],
  }),
  prompt_accepted: m('采纳率', 'Prompts accepted', 'share', 'ratio', 'more', {
    by: PROMPT,
    formula: ['采纳 ÷ 显示', 'accepted ÷ shown'],
    leftOut: [
      '按提示产生日；未作答而大厅照做的也算采纳',
      'on the day of the prompt; one the hall carried out unanswered was accepted too',
    ],
  }),
  prompt_hit: m('见效率', 'Prompts that worked', 'share', 'ratio', 'more', {
    by: PROMPT,
    formula: ['等候下降达到预测一半以上 ÷ 采纳', 'wait fell by at least half of what was predicted ÷ accepted'],
    leftOut: [
      '看所涉队列执行后半小时内取号者的平均等候；未执行、未接到号、没有引导走人的不算见效；其间无人取号被叫、或尚未满半小时的不计',
      'judged by the mean wait of those who came within half an hour of acting; what was not carried out, served nobody or led nobody away has not worked; prompts not over yet, or after which nobody was called, do not count',
    ],
  }),
  minutes_saved: m('节省等候分钟', 'Minutes saved', 'minutes', 'sum', 'more', {
    by: PROMPT,
    formula: [
      '（没有这样做的等候 − 实际等候）之和，附和的 95% 区间',
      'wait without what was done − wait observed, summed over those affected, with the 95% interval of the sum',
    ],
    leftOut: [
      '没有接到所助队列的号、没有引导走人的为 0，不论推演多少；没有对照的不计，一条对照也没有时为空',
      'nobody of the helped queue served and nobody led away is 0, whatever a simulation says; prompts without a counterfactual do not count, null when there is none at all',
      [
        '没有这样做的等候：当天实际的取号、办理时长和在岗，减去此举，重新叫一遍；只推演过的旧建议不计',
        'without: the real arrivals, services and presence of that day less the deed, called once more; prompts of old that were only simulated do not count',
      ],
    ],
  }),
} as const;
