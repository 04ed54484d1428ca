import { HALL_DAYS, definer, type InWords, type MetricBy } from './definition';

const m = definer('channel');
const CASES: readonly MetricBy[] = [...HALL_DAYS, 'item', 'branch', 'unit', 'source'];
const VISIT: readonly MetricBy[] = [...HALL_DAYS, 'hour', 'queue', 'branch', 'item', 'window', 'officer'];
const CONSULT: readonly MetricBy[] = ['hall', 'day', 'weekday', 'tier', 'channel', 'source'];
const ACCEPTED: [string, string] = ['只计办件；按受理日', 'only cases; counted on the day of acceptance'];
const ORDINARY: [string, string] = [
  '只计办件；高频事项不计；按受理日',
  'only cases; items of high volume; counted on the day of acceptance',
];
const TOTALS: [string, string] = [
  '只计办件与只报总数的延伸点；高频事项不计；按受理日',
  'all but cases and points that report only totals; items of high volume; counted on the day of acceptance',
];
const ASKED: InWords = [
  '按提问日；没有所属大厅的咨询只在看全局时计入',
  'counted on the day of asking; consultations of no hall count only in the view of everything',
  ['by=tier 时每级各计', 'by=tier each tier counts what it was asked'],
];

/** Metrics of channels, self-service, ratings and consultations. */
export const CHANNEL_METRICS = {
  online_share: m('网办率', 'Online share', 'share', 'ratio', 'more', {
    by: CASES,
    formula: ['网办 ÷ 受理', 'online ÷ accepted'],
    leftOut: TOTALS,
  }),
  self_service_share: m('自助办理率', 'Self-service share', 'share', 'ratio', 'more', {
    by: [...HALL_DAYS, 'item', 'branch', 'terminal'],
    formula: [
      '终端办成次数 ÷（终端办成 + 窗口办结）',
      'handled at terminals ÷ (handled at terminals + finished at windows)',
    ],
    leftOut: [
      '高频事项不计；终端使用结果以 done、success、ok、accepted、printed 为办成；窗口按取号日；各台终端的分母为所在大厅的全部',
      'items of high volume; a use counts when its outcome is done, success, ok, accepted or printed; what windows finished counts on the day the ticket began; a terminal is measured against all of its hall',
    ],
  }),
  terminal_uptime: m('终端在线率', 'Terminal uptime', 'share', 'ratio', 'more', {
    by: [...HALL_DAYS, 'terminal'],
    formula: ['正常时间 ÷（正常 + 故障 + 静默）', 'up ÷ (up + fault + silent)'],
    leftOut: ['从未上报的终端不计', 'terminals never heard of'],
  }),
  mobile_guided: m('掌办引导人次', 'Guided to the phone app', 'count', 'sum', 'more', {
    by: VISIT,
    formula: ['因引导至掌办而离开队列的号数', 'tickets that left the queue guided to the phone app'],
  }),
  package_share: m('一件事', 'Package share', 'share', 'ratio', 'more', {
    by: [...CASES, 'channel'],
    formula: ['属于一件事的办件 ÷ 受理', 'cases of a package ÷ accepted'],
    leftOut: ORDINARY,
  }),
  cross_region: m('通办件', 'Anywhere handling', 'count', 'sum', 'more', {
    by: [...CASES, 'channel'],
    formula: [
      '受理大厅与办理大厅不同的办件数，计在办理大厅',
      'cases accepted by another hall than the one that handles them, counted at the hall that handles them',
      ['受理大厅的另见 by=aspect', 'at the hall that accepted them is by=aspect'],
    ],
    leftOut: ACCEPTED,
    aspects: ['handled', 'accepted'],
  }),
  rating_share: m('评价率', 'Share of cases rated', 'share', 'ratio', 'more', {
    by: VISIT,
    formula: ['被评价的办结号数 ÷ 办结号数', 'finished tickets that were rated ÷ tickets finished'],
    leftOut: [
      '办件评价不计入此率；认定为误评、恶意的评价不计',
      'ratings of cases; ratings found mistaken or malicious',
    ],
  }),
  satisfied: m('满意率', 'Satisfaction rate', 'share', 'ratio', 'more', {
    by: [...HALL_DAYS, 'item', 'window', 'officer'],
    formula: ['（5+4+3 星）÷ 被评价', '(5+4+3 stars) ÷ rated', ['五星占比见 by=aspect', 'the share of 5 is by=aspect']],
    leftOut: [
      '号的评价按取号日，办件的评价按评价日；同一对象以最后一次为准；认定为误评、恶意的不计；附 95% 置信区间',
      'of tickets on the day they began, of cases on the day of the rating; the last rating of each counts, and none found mistaken or malicious; with a 95% interval',
    ],
    aspects: ['satisfied', 'five-stars'],
  }),
  bad_rating_answered: m('差评整改率', 'Bad ratings rectified', 'share', 'ratio', 'more', {
    by: [...HALL_DAYS, 'unit', 'officer', 'source'],
    formula: ['已办结的差评 ÷ 差评', 'bad ratings closed ÷ bad ratings'],
    leftOut: [
      '二星及以下各成一件；按评价日；认定为误评、恶意的不计',
      'two stars and less open a matter each; counted on the day of the rating; none found mistaken or malicious',
    ],
  }),
  settled_by_visit: m('来厅办结率', 'Settled by a visit', 'share', 'ratio', 'more', {
    by: VISIT,
    formula: [
      '当日办结了在办事项的来厅 ÷ 取号时有在办事项的来厅',
      'visits on whose day an open matter of the visitor was closed ÷ visits of people with an open matter',
    ],
    leftOut: [
      '按取号日；只计办结的号，且取号人与申请人为同一匿名标识；重启的事项按最后一次办结计',
      'counted on the day of the visit; only finished tickets whose visitor has the pseudonym of an applicant; a matter that was reopened counts by its last closing',
    ],
  }),
  consult_answered: m('咨询接答率', 'Consultations answered', 'share', 'ratio', 'more', {
    by: CONSULT,
    formula: ['已答复 ÷ 提问', 'answered ÷ asked'],
    leftOut: ASKED,
  }),
  consult_answer_time: m('咨询答复时长', 'Answer time', 'seconds', 'ratio', 'less', {
    by: CONSULT,
    formula: ['（答复 − 提问）之和 ÷ 已答复', 'sum of (answered − asked) ÷ answered'],
    leftOut: ASKED,
  }),
  consult_escalated: m('咨询转办率', 'Escalated', 'share', 'ratio', 'less', {
    by: CONSULT,
    formula: ['转办 ÷ 提问', 'escalated ÷ asked'],
    leftOut: ASKED,
  }),
} as const;
