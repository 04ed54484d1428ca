/** Words of the page of opening days, holidays, limits and targets. */
export const registersMessages = {
  'zh-CN': { page: { registers: '日历、时限与目标' } },
  en: { page: { registers: 'Calendars, limits and targets' } },
};
