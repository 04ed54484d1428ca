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
  help: {
    saving: {
      guide: 'redirect',
      'zh-CN': {
        what: '节省等候的依据：某厅某天（或一段日子）的节省分钟由哪些建议合计而来，每条做了什么、按实际叫号少等了多少。',
        how: [
          '合计及其区间与大屏、值守台和分析页上的数字相同；区间不全在零以上时不算见效。',
          '点“依据”打开一条建议，看是哪些票在哪里办的、不做会等多久。',
          '没有执行、或执行后没有接到号的，计为 0。',
        ],
      },
      en: {
        what: 'What the minutes saved of a hall and its days are summed from: what was done of each prompt, and what it saved by the calls there were.',
        how: [
          'The sum and its band are those of wall, desk and analysis; it counts as worked only where the whole band is above zero.',
          '“Grounds” opens a prompt: which tickets were served where, and how long they would have waited without it.',
          'What was not carried out, or got no ticket, counts as 0.',
        ],
      },
    },
  },
};
