import type { Task } from './task';

export const OFFICER_TASKS: readonly Task[] = [
  {
    name: 'plan-for-me',
    page: 'me',
    'zh-CN': {
      title: '答复给我的指令和安排',
      when: '值班长采纳了建议或下发了方案，请您支援别的队列，或改午餐、小休时间。',
      steps: [
        '打开我的待办，最上面是给您的指令和方案安排。',
        '能办就点“收到”，到时照办；系统看到实际叫号后自动了结。',
        '办不了就点“办不了”，写明原因，值班长会另行安排。',
        '一直不答复，会再次提醒，然后转给值班长。',
      ],
    },
    en: {
      title: 'Answer orders and plans for me',
      when: 'The shift lead accepted a prompt or issued the plan: you are to help another queue, or your break moves.',
      steps: [
        'Open My work: orders and what the plan asks of you stand on top.',
        'If you can, press Received and do it in time; it is ended by what the window really calls.',
        'If you cannot, press Cannot and write why: the shift lead arranges something else.',
        'Without an answer you are reminded, and then the shift lead is asked.',
      ],
    },
  },
  {
    name: 'my-window',
    page: 'me',
    'zh-CN': {
      title: '看下一位和我的休息时间',
      when: '想知道队里还有多少人、下一位等了多久、今天几点休息。',
      steps: [
        '在窗口登录叫号系统后，打开我的待办（手机也可以）。',
        '看“下一位”“我的休息”和本队列等候人数；休息有改动会写明谁在什么时候改的。',
        '“本窗预警”是发给您的，点“确认”；队列的预警由值班长处理，供您知晓。',
      ],
    },
    en: {
      title: 'See who is next and when my break is',
      when: 'You want to know how many wait, how long the next person has waited, and when your break is.',
      steps: [
        'Sign in at your window in the ticketing system, then open My work, on a phone too.',
        'Read who is next, your break, and how many wait; a break that moved says who moved it and when.',
        'Warnings of your window are for you: acknowledge them. Those of the queue are for the shift lead.',
      ],
    },
  },
  {
    name: 'due-matters',
    page: 'me',
    'zh-CN': {
      title: '看我名下快到期的事项',
      when: '每天上班后，或收到到期提醒。',
      steps: [
        '打开我的待办，最上面一行是最急的一件。',
        '“在办事项”按到期先后排列，写明剩几个工作日、到了哪个环节。',
        '点“查看”，看时限逐日怎样算出；再办理、移交、要求补正或回复。',
      ],
    },
    en: {
      title: 'See my matters that fall due soon',
      when: 'When the day begins, or after a reminder.',
      steps: [
        'Open My work: the first line is the most urgent matter.',
        'Matters stand by due time, with the working days left and the stage reached.',
        'Open one to see how its deadline is computed day by day; then act: hand over, ask for documents, or reply.',
      ],
    },
  },
  {
    name: 'explain-card',
    page: 'cases',
    'zh-CN': {
      title: '对黄牌、红牌说明或申诉',
      when: '名下的事项亮了黄牌或红牌。',
      steps: [
        '在办件监督点“黄牌”或“红牌”，打开这一件（我的待办里也列着自己的牌）。',
        '看“逐日说明”：哪些日子计入，哪些暂停，还剩多少。',
        '在“黄红牌”里，待签收的点“签收”；要说明的点“说明”，写明原因。',
        '认为亮牌有误，点“申诉”；由管理者裁定，成立的撤销。',
      ],
    },
    en: {
      title: 'Explain a yellow or red card, or appeal',
      when: 'A matter of yours has a yellow or red card.',
      steps: [
        'In Cases choose yellow or red and open the matter; My work lists your own cards too.',
        'Read how the deadline was computed: which days count, which are paused, what is left.',
        'Under Yellow and red cards, acknowledge a new card; to explain it, press Explain and write the reason.',
        'If the card is wrong, appeal: a manager decides, and a card that was wrong is taken back.',
      ],
    },
  },
  {
    name: 'item-materials',
    page: 'catalogue',
    'zh-CN': {
      title: '查一个事项要带什么、去哪里办',
      when: '群众在窗口问，或接咨询电话。',
      steps: [
        '打开事项清单，在“查找”里输入名称或编码；也可以在任何页面按 Ctrl K 输入拼音首字母。',
        '点事项名称，看材料、办理时限、办理渠道。',
        '看“何处可办”：哪些大厅、自助终端或掌办可以办。',
      ],
    },
    en: {
      title: 'Look up what an item needs and where it is handled',
      when: 'Somebody asks at the window or on the phone.',
      steps: [
        'Open the catalogue and type the name or code; or press Ctrl K on any page and type the first letters of its pinyin.',
        'Open the item: its documents, time limits and channels.',
        'See where it is handled: which halls, terminals, or on the phone.',
      ],
    },
  },
];
