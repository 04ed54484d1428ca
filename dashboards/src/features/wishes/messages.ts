/** Words of the page on which people say how they want to be told. */
export const wishesMessages = {
  'zh-CN': {
    page: { wishes: '我的通知' },
    wishes: {
      title: '我的通知',
      lead: '属于您的预警、提醒和指令，除群通知外怎样单独发给您',
      failed: '未能读取您的通知设置',
      nobody: '您的账号还没有对应值班表上的姓名',
      toDuty: '打开「值班」页',
      nobodyHow: '请管理员在「值班」页的「怎样联系到人」中，把您的账号填到您的姓名下。',
      person: '值班表姓名',
      reached: '已登记的地址',
      unreached: '没有登记：只能在群里通知您。地址由管理员登记。',
      told: '单独通知',
      quiet: '免打扰时段',
      quietHow: '这段时间里黄色预警不单独发给您，群里照发；红色预警不受影响。可跨午夜。',
      quietNoSpan: '开始和结束不能是同一时间',
      from: '从',
      to: '到',
      save: '保存',
      saved: '已保存',
    },
  },
  en: {
    page: { wishes: 'My notifications' },
    wishes: {
      title: 'My notifications',
      lead: 'How your own warnings, reminders and orders reach you, besides the group message',
      failed: 'Your wishes could not be fetched',
      nobody: 'Your account is not linked to anyone on the duty roster',
      toDuty: 'Open the Duty roster',
      nobodyHow:
        'Ask an administrator to enter your account beside your name, under “How people are reached” on the Duty roster.',
      person: 'Name on the roster',
      reached: 'Known addresses',
      unreached: 'None: you are told in the group only. Addresses are entered by an administrator.',
      told: 'Told alone',
      quiet: 'Quiet hours',
      quietHow:
        'Between these times yellow warnings are not sent to you alone; the group has them. Red ones are sent. They may go over midnight.',
      quietNoSpan: 'They cannot begin and end at the same time',
      from: 'from',
      to: 'to',
      save: 'Save',
      saved: 'Saved',
    },
  },
  help: {
    wishes: {
      guide: 'alerts',
      'zh-CN': {
        what: '我的通知：除群通知外，哪些预警和提醒怎样单独发给您，什么时间不打扰。',
        how: ['选渠道和级别，填免打扰时间。', '红色预警不受免打扰影响。'],
      },
      en: {
        what: 'Which warnings and reminders come to you alone, by which way, and when not to disturb.',
        how: ['Choose ways and levels, and quiet hours.', 'Red warnings come during quiet hours too.'],
      },
    },
  },
};
