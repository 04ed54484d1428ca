/** Words of the page of opening days, holidays, limits and targets. */
export const registersMessages = {
  'zh-CN': { page: { registers: '日历、时限与目标' } },
  en: { page: { registers: 'Calendars, limits and targets' } },
  help: {
    registers: {
      guide: 'matters',
      'zh-CN': {
        what: '开放日、每年的放假通知、默认时限和指标目标。',
        how: [
          '开放日：先点第一天，再点最后一天；选择不开放或填写时间，写明告诉群众的原因；先看会改什么，再保存。',
          '工作日历：选好年份，逐条录入节日和调休上班日，或导入 Excel、CSV、JSON 文件；未载入前期限标为暂定。',
          '默认时限：按类别、部门和渠道填写首次联系、答复、办结各几个工作日；此前受理的不变。',
          '指标目标：从某个月起设定新目标，以前的月份不变；可以看到多少地点达标。',
        ],
      },
      en: {
        what: 'Opening days, the notices of holidays, default limits, and targets.',
        how: [
          'Opening days: click the first day, then the last; say closed or the hours, and what visitors are told; look, then save.',
          'Working calendar: choose the year and type in holidays and make-up working days, or import an Excel, CSV or JSON file; until then limits are provisional.',
          'Default limits: by kind, unit and channel, working days to first contact, answer and end; what was accepted before keeps its own.',
          'Targets: set a new one from a month on; earlier months keep theirs. Beside it stands who meets it.',
        ],
      },
    },
  },
};
