import type { Task } from './task';

export const ADMINISTRATOR_TASKS: readonly Task[] = [
  {
    name: 'connect-source',
    page: 'connect',
    'zh-CN': {
      title: '接入一个叫号系统',
      when: '新大厅上线，叫号系统能导出文件或有数据库表。',
      steps: [
        '打开接入数据源，上传导出的文件（CSV、Excel、NDJSON），或选“数据库表”填只读账号。',
        '逐列说明含义：票号、取号时间、叫号时间、窗口、业务；不认识的取值逐个对应。',
        '填数据源名称和修改理由，新名称点“新增”；再点“试送”，看几行被收下、几行被拒和原因。',
        '没有问题，文件点“正式导入”，数据库表点“上线”；之后在数据源状态看它是否一直在送。',
      ],
    },
    en: {
      title: 'Connect a ticketing system',
      when: 'A hall joins, and its ticketing system exports files or has a database table.',
      steps: [
        'Open Connect a source and upload the exported file (CSV, Excel, NDJSON), or choose a database table with a read-only account.',
        'Say what each column means: number, time issued, time called, window, queue; unknown values are matched one by one.',
        'Name the source, give the reason and, if the name is new, press Add; then press Try and see which rows are refused and why.',
        'If all is well, press Import for a file, or go live with a table; afterwards, Feeds shows whether it keeps sending.',
      ],
    },
  },
  {
    name: 'source-silent',
    page: 'feeds',
    'zh-CN': {
      title: '数据中断或被拒时怎么查',
      when: '大屏变灰、值守台提示数据中断，或收到“数据源静默”预警。',
      steps: [
        '打开数据源状态，看“状态”和“最近到达”：“静默”是没有送来，“全部被拒”是送来了但不合格。',
        '点数据源名称，看缺号、钟差、密钥是否有效。',
        '在下面的“隔离区”看被拒的原因，修正后重新提交，或作废。',
        '静默的请对方系统检查网络和密钥；大厅先用手工登记。',
      ],
    },
    en: {
      title: 'Find out why data stopped or are refused',
      when: 'A wall turns grey, the desk says that data have stopped, or a warning says that a source is silent.',
      steps: [
        'Open Feeds and read State and Last arrival: a silent source sends nothing; one that is refused sends what is not valid.',
        'Open the source: missing numbers, clock skew, and whether its key is valid.',
        'Under Quarantine see why data were refused; mend and submit them again, or discard them.',
        'For a silent source, ask the other side to check network and key; meanwhile the hall records by hand.',
      ],
    },
  },
  {
    name: 'pair-screen',
    page: 'screens',
    'zh-CN': {
      title: '给大厅装一块大屏',
      when: '新装大屏、换机器，或大屏丢失要停用。',
      steps: [
        '在大屏的浏览器里打开本系统地址后加 /pair，屏上出现六位数字。',
        '打开大屏管理，点“配对大屏”，选大厅，填这六位数字和屏幕名称。',
        '大屏自动显示，不用登录；要换平面图或轮换，在列表里点“修改”。',
        '丢失或停用的点“解除配对”，立即停止显示。',
      ],
    },
    en: {
      title: 'Put a wall screen into a hall',
      when: 'A screen is new or replaced, or one is lost and must stop.',
      steps: [
        'In the browser of the screen, open the address of this system followed by /pair: six digits appear.',
        'Open Screens, choose Pair a screen, the hall, and type the digits and a name.',
        'The screen begins without a sign-in; change what it shows from the list.',
        'Unpair a screen that is lost or no longer used: it stops at once.',
      ],
    },
  },
  {
    name: 'add-person',
    page: 'users',
    'zh-CN': {
      title: '给新来的人开账号，离岗的停用',
      when: '人员到岗、调动、离岗，或忘记密码。',
      steps: [
        '打开人员与权限，点“新增人员”：用户名、姓名、角色、大厅范围，写明原因。',
        '点“新增并生成密码”，一次性密码只显示一次，当面或电话告知；首次登录必须修改。',
        '忘记密码点“重置密码”；离岗点“停用”，五秒内所有登录失效。',
      ],
    },
    en: {
      title: 'Give somebody an account, or end one',
      when: 'Somebody joins, moves or leaves, or has forgotten the password.',
      steps: [
        'Open People, add a person: user name, name, role, halls, and the reason.',
        'The password is shown once: tell it in person or by phone; it must be changed at the first sign-in.',
        'Reset a forgotten password; disable whoever leaves: all sign-ins end within five seconds.',
      ],
    },
  },
  {
    name: 'closed-day',
    page: 'days',
    'zh-CN': {
      title: '登记闭厅、加开或改时间',
      when: '停电、搬迁、延时服务等；法定节假日不用登记，自动不开放。',
      steps: [
        '打开开放日，选大厅或部门。',
        '点第一天，再点最后一天；选不开放，或填写时间，写明告诉群众的原因。',
        '先看会改什么：预约、班次和预计取号。',
        '写明理由，保存。日子多时下载表格，填好读入。',
      ],
    },
    en: {
      title: 'Close a hall for a day, or change its hours',
      when: 'For a power cut, a move or longer hours; public holidays close by themselves.',
      steps: [
        'Open Open days and choose a hall or a department.',
        'Choose the first day, then the last; close them or set hours, and write what people are told.',
        'Look at what changes: bookings, shifts and expected tickets.',
        'Give the reason and save. For many days, download the table, fill it in and read it back.',
      ],
    },
  },
  {
    name: 'add-channel',
    page: 'channels',
    'zh-CN': {
      title: '把预警发到钉钉、企业微信等',
      when: '新建值班群，或有人说收不到预警。',
      steps: [
        '打开通知渠道，点“新建渠道”：选类型，填名称、地址、大厅和级别，保存。',
        '点“测试”，看群里有没有收到。',
        '在“发送记录”看每一条是否送达；没有送达的写着原因，可以重发。',
      ],
    },
    en: {
      title: 'Send warnings to DingTalk, WeCom and others',
      when: 'A duty group is new, or somebody says that no warnings come.',
      steps: [
        'Open Channels and add one: its kind, name, address, halls and levels.',
        'Press Test and see whether the message arrives.',
        'Deliveries say whether each message arrived, and why not; they can be sent again.',
      ],
    },
  },
];
