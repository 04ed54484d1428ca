/** Words of a house that has no administrator yet, and of what it lacks then. */
export const firstStartMessages = {
  'zh-CN': {
    page: { 'first-steps': '起步' },
    firstStart: {
      title: '第一次使用：创建管理员',
      lead: '还没有人能登录。控制台口令在启动本系统的终端（或服务日志）里。',
      token: '控制台口令',
      name: '用户名',
      displayName: '姓名（可空）',
      password: '密码（至少 10 位）',
      again: '再输一次密码',
      differ: '两次输入的密码不一样。',
      make: '创建并登录',
      orCommand: '也可以用命令：',
      steps: '起步',
      stepsLead: '这几步之后，大厅就在大屏上；随时可从“管理”菜单回到这里',
      done: '已完成',
      failed: '已完成哪些步骤没能取到',
      step: { hall: '第一个大厅', source: '数据源', people: '值班长', wall: '大屏' },
      how: {
        hall: '名称、开放时间、窗口和队列。上传叫号文件时也可以顺便建立。',
        source: '上传叫号系统的文件，或接入它的数据库表。',
        people: '给值班长建立账号，选定大厅；首次登录用一次性密码，登录后自行修改。',
      },
      go: { hall: '建立大厅', source: '接入数据源', people: '新增人员', wall: '配对大屏' },
    },
  },
  en: {
    page: { 'first-steps': 'First steps' },
    firstStart: {
      title: 'First start: make an administrator',
      lead: "Nobody can sign in yet. The token stands in the terminal (or the service's log) in which the cockpit was started.",
      token: 'Token from the console',
      name: 'User name',
      displayName: 'Your name (may be empty)',
      password: 'Password (at least 10 characters)',
      again: 'The password again',
      differ: 'The two passwords are not the same.',
      make: 'Make it and sign in',
      orCommand: 'Or by command:',
      steps: 'First steps',
      stepsLead: 'After these steps the hall is on the wall; the menu “Admin” leads back here at any time',
      done: 'done',
      failed: 'What is done so far could not be fetched',
      step: { hall: 'The first hall', source: 'The source', people: 'The supervisor', wall: 'The wall' },
      how: {
        hall: 'Name, hours, windows and queues. Connecting a ticket file can also create it.',
        source: 'Upload a file of the ticketing system, or connect its table.',
        people:
          'Create an account for the supervisor and choose the hall. The first sign-in uses a one-time password, which they then change.',
      },
      go: { hall: 'Create a hall', source: 'Connect a source', people: 'Add a person', wall: 'Pair a screen' },
    },
  },
  help: {
    'first-steps': {
      guide: 'operations',
      'zh-CN': {
        what: '起步：从空系统到第一块大屏。',
        how: ['依次完成：大厅、数据源、值班长、大屏。', '每一步也可以用命令行完成，命令就写在旁边。'],
      },
      en: {
        what: 'From an empty product to the first wall.',
        how: ['One after the other: hall, source, people, wall.', 'Each step has its command beside it.'],
      },
    },
  },
};
