/** Words of what stands behind the minutes saved. */
export const savingMessages = {
  'zh-CN': {
    page: { saving: '节省等候的依据' },
    saving: {
      title: '节省等候的依据',
      lead: '每条建议做了什么、按实际叫号少等了多少；点“依据”看是哪些票',
      day: '日期',
      to: '至',
      failed: '依据没能取到',
      none: '这一天没有核算过效果的建议',
      noneHint: '执行过的建议一小时后核算；没有执行的不计入',
      open: '看依据',
    },
  },
  en: {
    page: { saving: 'What minutes saved stand on' },
    saving: {
      title: 'What minutes saved stand on',
      lead: 'What was done of each prompt and what that saved by the calls there were; “Grounds” shows the tickets',
      day: 'Day',
      to: 'to',
      failed: 'It could not be fetched',
      none: 'No prompt of this day has been judged by what was seen',
      noneHint: 'Prompts carried out are judged an hour later; what was not done does not count',
      open: 'What it stands on',
    },
  },
};
