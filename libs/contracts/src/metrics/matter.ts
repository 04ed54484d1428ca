import { HALL_DAYS, definer, type MetricBy } from './definition';

const m = definer('matter');
const MATTER: readonly MetricBy[] = [...HALL_DAYS, 'kind', 'item', 'branch', 'channel', 'unit', 'officer', 'source'];
const NOW: readonly MetricBy[] = MATTER.filter((by) => by !== 'day' && by !== 'weekday');
const ACCEPTED: [string, string] = [
  '只计办件（case）；高频事项不计；按受理日',
  'only cases; items of high volume; counted on the day of acceptance',
];

/** Metrics of cases and other matters with a deadline. */
export const MATTER_METRICS = {
  elapsed: m('已用工作日', 'Elapsed', 'days', 'ratio', 'less', {
    by: MATTER,
    formula: ['办结事项的已用时限之和 ÷ 办结数', 'sum of elapsed working time ÷ matters closed'],
    leftOut: [
      '按办结日；暂停扣除；没有时限的不计；各按自己时限的单位',
      'counted on the day of closing, pauses out; matters without a clock do not count; each in the unit of its own limit',
    ],
  }),
  remaining: m('剩余工作日', 'Remaining', 'days', 'ratio', 'more', {
    by: [...NOW, 'stage'],
    formula: ['在办事项此刻的剩余时限之和 ÷ 在办数', 'sum of remaining working time now ÷ open matters'],
    leftOut: ['没有时限的不计；超期为负', 'matters without a clock; below zero when overdue'],
  }),
  on_time_rate: m('按时办结率', 'On-time rate', 'share', 'ratio', 'more', {
    by: MATTER,
    formula: [
      '按时办结 ÷（办结 + 在办且已超期），计期内到期的事项',
      'closed within the promise ÷ (closed + open and overdue), of matters due in the period',
    ],
    leftOut: [
      '尚未到期的在办事项不计；高频事项不计；暂停前未超期的，暂停中不算超期',
      'open matters not overdue; items of high volume; one that was not overdue when it was paused does not become so while it is',
    ],
  }),
  on_the_spot_rate: m('即办率', 'On-the-spot rate', 'share', 'ratio', 'more', {
    by: MATTER,
    formula: ['受理当日办结 ÷ 受理数', 'closed on the day of acceptance ÷ accepted'],
    leftOut: ACCEPTED,
  }),
  compression: m('时限压缩率', 'Limit compression', 'share', 'ratio', 'more', {
    by: MATTER,
    formula: [
      '1 − 承诺时限之和 ÷ 法定时限之和',
      '1 − sum of promised limits ÷ sum of statutory limits',
      ['按实际用时的见 by=aspect', 'the same of the time taken is by=aspect'],
    ],
    leftOut: [
      '没有法定时限的不计，承诺还不计没有承诺时限的；高频事项不计；承诺按受理日，实际按办结日且只计以天为单位的时限',
      'cases without a statutory limit, for promised also those without a promised one; items of high volume; promised counts on the day of acceptance, actual on the day of closing and only for limits in days',
    ],
    aspects: ['promised', 'actual'],
  }),
  yellow: m('本期发出黄牌', 'Yellow cards issued', 'count', 'sum', 'less', {
    by: [...HALL_DAYS, 'unit', 'officer', 'source', 'state'],
    formula: [
      '期内发出的黄牌数',
      'yellow cards issued in the period',
      ['此刻有效的见 by=aspect', 'those standing now are by=aspect'],
    ],
    leftOut: [
      '撤回的不计；按发牌日；此刻只计在办且未到红牌的',
      'withdrawn ones; counted on the day of issue; now: only of open matters that are not red',
    ],
    aspects: ['issued', 'now'],
  }),
  red: m('本期发出红牌', 'Red cards issued', 'count', 'sum', 'less', {
    by: [...HALL_DAYS, 'unit', 'officer', 'source', 'state'],
    formula: [
      '期内发出的红牌数',
      'red cards issued in the period',
      ['此刻有效的见 by=aspect', 'those standing now are by=aspect'],
    ],
    leftOut: [
      '撤回的不计；按发牌日；此刻只计在办的',
      'withdrawn ones; counted on the day of issue; now: only of open matters',
    ],
    aspects: ['issued', 'now'],
  }),
  supplement_rate: m('补正率', 'Supplement rate', 'share', 'ratio', 'less', {
    by: MATTER,
    formula: ['有补正要求的办件 ÷ 受理数', 'cases with a supplement request ÷ accepted'],
    leftOut: ACCEPTED,
  }),
  unattended: m('失管', 'Unattended', 'count', 'now', 'less', {
    by: [...NOW, 'stage'],
    formula: [
      '在办而无主、或超过环节时限没有动静的事项数',
      'open, no owner or no event for longer than the stage allows',
    ],
    leftOut: ['目标为零', 'the target is 0'],
  }),
  rework: m('重启率', 'Rework', 'share', 'ratio', 'less', {
    by: MATTER,
    formula: ['重启过的 ÷ 办结过的', 'reopened ÷ ever closed'],
    leftOut: ['按受理日；所有种类；高频事项不计', 'items of high volume; counted on the day of acceptance; all kinds'],
  }),
} as const;
