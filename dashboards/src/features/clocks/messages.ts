/** Words of the table of default clocks. */
export const clocksMessages = {
  'zh-CN': {
    page: { clocks: '默认时限' },
    clocks: {
      title: '默认时限',
      lead: '来源没有给出到期时间、事项目录也没有时限的事项，按这张表计时',
      failed: '时限表没能取到',
      table: '时限表（工作日）',
      asShipped: '系统默认，尚未改过',
      since: '第 {revision} 版，自 {from} 起受理的适用；{author} 于 {at} 修改：{reason}',
      shipped: '恢复系统默认',
      kind: '类别',
      unit: '单位',
      channel: '渠道',
      any: '不限',
      bundle: '随心办（各件都没有时限时）',
      reopened: '重启件',
      days: '{n} 天',
      how: {
        count: '自受理次日起算。',
        done: '进入“首次联系”“答复”环节即算完成；办结则两项都算完成。',
        narrow: '有单位的行优先，其次是有渠道的行，再次是只有类别的行；留空的一项沿用范围更大的行。',
        reopened: '重启件没有单列一行的，按原来的时限从头计。',
        bundle: '随心办的期限随其中各件。',
      },
      wrong: '有 {n} 行不能保存：每行至少填一项，同一类别、单位、渠道只能有一行，先后不能颠倒',
      from: '自哪天受理起适用',
      fromHow: '不填即自今天起。此前受理的按当时的时限；在办的数秒内重新计时。',
      saved: '时限表已保存，数秒内生效',
    },
    clockPhase: { contact: '首次联系', answer: '答复', resolution: '办结' },
  },
  en: {
    page: { clocks: 'Default time limits' },
    clocks: {
      title: 'Default time limits',
      lead: 'Used for matters whose source gives no due time and whose item has no limit',
      failed: 'The table of time limits could not be fetched',
      table: 'Limits in working days',
      asShipped: 'As shipped, never changed',
      since: 'Version {revision}, for matters accepted from {from} on; changed by {author} at {at}: {reason}',
      shipped: 'Back to what is shipped',
      kind: 'Kind',
      unit: 'Unit',
      channel: 'Channel',
      any: 'any',
      bundle: 'Bundle, none of its parts having a limit',
      reopened: 'Reopened',
      days: '{n} {n|day|days}',
      how: {
        count: 'Days count from the day after acceptance.',
        done: 'First contact and answer are done once the matter enters that stage; closing it does both.',
        narrow:
          'Lines naming a unit come first, then lines naming a channel, then lines of the kind alone. An empty field takes the limit of the wider line.',
        reopened: 'A reopened matter without a line of its own has its old limit again from the start.',
        bundle: 'A bundle is due when its parts are.',
      },
      wrong:
        '{n} {n|line|lines} cannot be saved: each needs a number, kind, unit and channel only once, and nothing due before what precedes it',
      from: 'For matters accepted from',
      fromHow: 'Empty: from today on. What was accepted before keeps its limit; open matters follow within seconds.',
      saved: 'The table is saved and holds within seconds',
    },
    clockPhase: { contact: 'First contact', answer: 'Answer', resolution: 'Resolution' },
  },
  help: {
    clocks: {
      guide: 'matters',
      'zh-CN': {
        what: '默认时限：来源没有给出到期时间、事项清单也没有时限时，按这张表计时。',
        how: ['按类别、部门和渠道填写：首次联系、答复、办结各几个工作日。', '修改从所填日期起生效，此前受理的不变。'],
      },
      en: {
        what: 'Times that hold where neither the source nor the catalogue gives one.',
        how: [
          'By kind, unit and channel: working days to first contact, answer and end.',
          'A change holds from its date; what was accepted before keeps its own.',
        ],
      },
    },
  },
};
