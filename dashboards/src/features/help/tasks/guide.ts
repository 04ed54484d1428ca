import type { Task } from './task';

export const GUIDE_TASKS: readonly Task[] = [
  {
    name: 'lead-to-terminal',
    page: 'guide',
    'zh-CN': {
      title: '引导群众去自助终端或用手机办',
      when: '大厅人多，等候的人里有能自助办、手机办的事项。',
      steps: [
        '手机打开导办，“引导”一栏按事项列出可以引导的人和票号，还要等得最久的在前。',
        '请他到“空闲最久”的终端；手机办的点“出示二维码”让他扫。',
        '办到了就点“已带到自助终端”或“已改用手机办”；点错了在几秒内点“撤销”。',
        '最上面有“调度：现在请做”时先做它，点“收到”，办不了点“办不了”。',
      ],
    },
    en: {
      title: 'Lead people to a terminal or to their phone',
      when: 'The hall is full, and some of those who wait could use a terminal or their phone.',
      steps: [
        'Open the guide page on your phone: it lists whom to lead by item, longest wait first.',
        'Take them to the terminal that has been free longest; for the phone, show the code to scan.',
        'Record that they were led; a mistake can be undone for some seconds.',
        'An order on top comes first: press Received, or Cannot with the reason.',
      ],
    },
  },
  {
    name: 'send-to-hall',
    page: 'guide',
    'zh-CN': {
      title: '告诉群众去哪个大厅更快',
      when: '本厅要等很久，附近大厅可能更快。',
      steps: [
        '点下面的“其他大厅”。',
        '看“路上 + 等候 = 合计”，写着“早几分”的才值得去；注意关门时间。',
        '写着“数据静默”的，去之前先打电话确认。',
      ],
    },
    en: {
      title: 'Tell people which hall is faster',
      when: 'The wait here is long, and a hall nearby may be faster.',
      steps: [
        'Choose Other halls at the bottom.',
        'Compare travel plus wait with the wait here: it is worth going where minutes are saved. Mind the closing time.',
        'Where data are silent, call that hall first.',
      ],
    },
  },
  {
    name: 'check-terminals',
    page: 'guide',
    'zh-CN': {
      title: '看哪台自助终端能用',
      when: '开门前巡检，或群众说机器坏了。',
      steps: [
        '点下面的“自助终端”，看每台是“可用”“故障”还是“没有心跳”。',
        '“没有心跳”先看电源和网络；“故障”按预警里的说明报修。',
        '全部终端的使用次数和自助办理率在“自助终端”页（菜单里）。',
      ],
    },
    en: {
      title: 'See which terminals work',
      when: 'On the round before opening, or when somebody says that a machine is broken.',
      steps: [
        'Choose Terminals at the bottom: each one works, has a fault, or sends no heartbeat.',
        'Without a heartbeat, look at its power and network first; a fault is reported for repair.',
        'How often terminals are used is on the page Terminals, in the menu.',
      ],
    },
  },
];
