/** Words for what a change does before it is saved. */
export const consequencesMessages = {
  'zh-CN': {
    consequences: {
      title: '保存后会怎样',
      titleWeek: '保存后会怎样（{from} 至 {to}）',
      asking: '正在推算…',
      failed: '没能推算出来；仍可保存',
      tone: { worse: '变差', better: '变好', note: '说明' },
      wait: '{when} {queue}等候 {before} → {after} 分钟；{days}',
      longerDays: '这一周有 {n} 天变长',
      shorterDays: '这一周有 {n} 天变短',
      unserved: '{queue}：{when} 等不到办理的人 {before} → {after} 位，这一周 {n} 天有此变化',
      gap: '{queue}：{days} {span} 窗口上没有人能办',
      covered: '{queue}：{days} {span} 又有人能办了',
      prompts: '过去 {days} 天“联动、改派窗口”的 {given} 条提示里，有 {n} 条照此将无法给出',
      sameWaits: '等候不变',
      unclearWaits: '等候的差别分辨不出',
      noPast: '有 {n} 天没有来人记录，等候推算不出',
      howSetup:
        '按过去四周的来人推演同一批人：前后两种设置各走一遍，只写分辨得出的差别。窗口按排班办理自己的队列，未计入提示调度；新开的时段没有记录，按没有新增来人计。',
    },
  },
  en: {
    consequences: {
      title: 'What saving does',
      titleWeek: 'What saving does ({from} to {to})',
      asking: 'Working it out…',
      failed: 'It could not be worked out; you can still save',
      tone: { worse: 'Worse', better: 'Better', note: 'Note' },
      wait: '{when}: {queue} waits {before} → {after} min; {days}',
      longerDays: 'longer on {n} days of that week',
      shorterDays: 'shorter on {n} days of that week',
      unserved: '{queue}, {when}: {before} → {after} people are not served; so on {n} days of that week',
      gap: '{queue}: nobody at a window can serve it {span} on {days}',
      covered: '{queue}: somebody can serve it again {span} on {days}',
      prompts:
        'Of {given} prompts of the last {days} days to link or reassign a window, {n} could not be given any more',
      sameWaits: 'Waits stay as they are',
      unclearWaits: 'No difference of waits can be told',
      noPast: 'Of {n} days nobody knows who would come, so nothing is said of waits',
      howSetup:
        'The same people as in the last four weeks are played through both setups; only what can be told apart is written. Windows serve their own queues as rostered, without prompts. Of hours that are new nothing is known: nobody more is counted.',
    },
  },
};
