/** Words of the time of a demonstration. */
export const clockMessages = {
  'zh-CN': {
    clock: {
      demo: '演示时间',
      real: '现实时间',
      why: '各大厅由仿真运行，有自己的时间；“今天”“本月”都按它算。审计、发送记录等标有“现实时间”的除外。',
    },
  },
  en: {
    clock: {
      demo: 'Demo time',
      real: 'real time',
      why: 'The halls are simulated and live in a time of their own; “today” and “this month” go by it. What is marked “real time”, such as the audit and the send log, does not.',
    },
  },
} as const;
