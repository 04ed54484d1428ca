/** Words of the skill matrix. */
export const skillsMessages = {
  'zh-CN': {
    page: { skills: '技能矩阵' },
    skills: {
      title: '技能矩阵',
      lead: '大厅每名民警今日能办哪些业务，由管理员在组织设置中维护',
      failed: '技能没能取到',
      none: '这个大厅还没有登记民警',
      officer: '民警',
      signs: '单项授权',
      from: '{day} 起',
      until: '至 {day}',
      able: '具备人数',
    },
  },
  en: {
    page: { skills: 'Skill matrix' },
    skills: {
      title: 'Skill matrix',
      lead: 'What each officer of the hall can serve today. Administrators keep it in the settings of the organisation.',
      failed: 'The skills could not be fetched',
      none: 'No officer of this hall is entered yet',
      officer: 'Officer',
      signs: 'Single items',
      from: 'from {day}',
      until: 'until {day}',
      able: 'Officers who have it',
    },
  },
  help: {
    skills: {
      guide: 'organisation',
      'zh-CN': {
        what: '技能矩阵：大厅里谁能办哪些业务，从哪天起、到哪天止。',
        how: ['选大厅，按列看每项业务有几人具备。', '需要改动时，请管理员在组织设置的大厅页面维护。'],
      },
      en: {
        what: 'Who of the hall can serve which business, from which day and until which day.',
        how: [
          'Choose a hall and read down a column how many officers can serve that business.',
          'Ask an administrator to change it: it is kept on the page of the hall, in the settings of the organisation.',
        ],
      },
    },
  },
};
