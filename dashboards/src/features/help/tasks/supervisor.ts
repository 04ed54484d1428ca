import type { Task } from './task';

export const SUPERVISOR_TASKS: readonly Task[] = [
  {
    name: 'accept-prompt',
    page: 'desk',
    'zh-CN': {
      title: '采纳调度建议',
      when: '大屏或值守台出现调度建议，您同意这样做。',
      steps: [
        '打开值守台，看右侧“调度建议”：做什么、现在取号约等几分钟变成几分钟、还有多久失效。',
        '点“采纳”（或按 A 键），指令立即发给窗口和导办员。',
        '在“正在执行”里看进展：已下达、已送达、已看到、已执行；情况有变就点“撤销”。',
        '一小时后在“今日记录”看实际少等了多少。',
      ],
    },
    en: {
      title: 'Accept a prompt',
      when: 'The wall or the desk shows a prompt, and you agree with it.',
      steps: [
        'Open the desk and read the prompt on the right: what to do, how the expected wait changes, and when it expires.',
        'Press Accept (or the key A): the order goes to the window and the guides at once.',
        'Follow it under In force: told, delivered, seen, done. If the situation changes, press Undo.',
        'After an hour, see under Today how much waiting it saved.',
      ],
    },
  },
  {
    name: 'decline-prompt',
    page: 'desk',
    'zh-CN': {
      title: '不采纳建议，或换个做法',
      when: '建议不符合现场情况，或您有更好的安排。',
      steps: [
        '点“不采纳”（或按 D 键），选一个原因或写明原因，提交。',
        '想用别的窗口，点“换个做法”（或按 E 键），选窗口和队列，看影响后点“执行”。',
        '没有执行的建议，一小时后也会核算：若执行约可省多少。',
      ],
    },
    en: {
      title: 'Decline a prompt, or do it differently',
      when: 'The prompt does not fit the hall, or you know something better.',
      steps: [
        'Press Decline (or the key D), choose or write a reason, and send it.',
        'To use another window, press Do it differently (or the key E), choose the window and the queue, look at the effect, and press Do it.',
        'Prompts that were not carried out are judged after an hour too: what they would have saved.',
      ],
    },
  },
  {
    name: 'move-window',
    page: 'desk',
    'zh-CN': {
      title: '自己调整窗口，先看影响',
      when: '某个队列等得久，系统没有建议，您想让别的窗口去支援。',
      steps: [
        '在值守台把窗口拖到队列上；也可以点窗口，再点要支援的队列。',
        '选“加办”（先办本窗业务）或“改办”（只办这一队）。',
        '看“不调整”和“调整后”两列：各队列现在取号约等几分钟，预计共省多少。',
        '合适就点“执行”。人员没有资格时会说明，不能执行。',
      ],
    },
    en: {
      title: 'Move a window and see the effect first',
      when: 'A queue waits long, there is no prompt, and you want another window to help.',
      steps: [
        'On the desk, drag a window onto a queue; or choose the window, then the queue it is to help.',
        'Choose “also serve” (own queue first) or “serve only this queue”.',
        'Compare the two columns: the wait of each queue as it is and with the change, and the minutes saved.',
        'If it is worth it, press Do it. Where the officer lacks the skill, the page says so and refuses.',
      ],
    },
  },
  {
    name: 'answer-warning',
    page: 'desk',
    'zh-CN': {
      title: '处置预警',
      when: '收到红色或黄色预警。到时间没有确认，会报给上一级。',
      steps: [
        '在值守台的“预警”里点“确认”，表示您来处理，不再上报。',
        '到现场处理；有建议就采纳，没有就自己调整窗口。',
        '处理完或情况不属实，点“关闭”，写明原因；误报请勾选“这是误报”。',
      ],
    },
    en: {
      title: 'Deal with a warning',
      when: 'A red or yellow warning comes. If nobody acknowledges it in time, it goes to the next level.',
      steps: [
        'Press Acknowledge in the warnings of the desk: you deal with it, and it is not passed up.',
        'Act in the hall: accept a prompt, or move a window yourself.',
        'When it is dealt with or was not true, press Close and write the reason; tick “false alarm” if it was one.',
      ],
    },
  },
  {
    name: 'adopt-plan',
    page: 'plan',
    'zh-CN': {
      title: '采用并下发当日方案',
      when: '早上开门前后，安排今天的午餐、小休和支援；或下午重排余下时段。',
      steps: [
        '打开当日方案，看预计平均等候从几分钟降到几分钟；虚线是原来的排班。',
        '要改就拖动午餐或小休，先看影响；已过时间点“重排余下时段”。',
        '点“采用”（拖动过的点“按调整采用”），再点“下发”，各窗口会被请求确认。',
        '在“窗口确认”看谁已收到、谁办不了、谁未答复。',
      ],
    },
    en: {
      title: 'Adopt and issue the plan of the day',
      when: "Around opening, to set today's lunches, breaks and help between queues; or later, to plan the rest of the day anew.",
      steps: [
        'Open the plan and read how the mean wait is expected to fall; dashed bars are the roster.',
        'To change it, drag a lunch or a break and look at the effect; if it is late, plan the rest of the day anew.',
        'Press Adopt (Adopt as changed if you dragged something), then Issue: each window is asked to confirm.',
        'Under the confirmations, see who has received it, who cannot, and who has not answered.',
      ],
    },
  },
  {
    name: 'see-shortage',
    page: 'forecast',
    'zh-CN': {
      title: '看今天和明天哪个时段缺人',
      when: '安排午休、备用窗口，或准备明天的人手。',
      steps: [
        '打开预测与预警，最上面两行说今天此刻和明天的情况。',
        '看各队列的图：绿色虚线是在岗人手，色块是要办的工作量；色块高过虚线的时段会积压。',
        '红字写明哪个时段缺、差几个人、到关门办不完多少。',
        '点“今后七天”看每天预计来多少人。',
      ],
    },
    en: {
      title: 'See when today or tomorrow is short of staff',
      when: 'You plan breaks, a reserve window, or the staff of tomorrow.',
      steps: [
        'Open the forecast: the first two lines say how today and tomorrow stand.',
        'In the chart of each queue, the green dashed line is the staff and the area is the work; where the area is higher, work piles up.',
        'The red line says when staff are short, by how many, and what is left at closing.',
        'Open the next seven days to see how many people are expected on each.',
      ],
    },
  },
  {
    name: 'stuck-ticket',
    page: 'desk',
    'zh-CN': {
      title: '处理一直没有结束的票',
      when: '叫号后没有人来，或办完了叫号系统没有记结束，窗口显示一直在办。',
      steps: [
        '打开值守台的“滞留票”，每张票写着停了多久、可能的原因和该怎么做。',
        '到窗口核实。',
        '按实际情况点“补录办结”“重呼”“记过号”或“作废”。',
      ],
    },
    en: {
      title: 'End a ticket that never ended',
      when: 'Nobody came when a ticket was called, or its end was never recorded, and the window still seems busy.',
      steps: [
        'Open Stuck tickets on the desk: each says how long it has stood, the likely reason, and what to do.',
        'Ask at the window.',
        'Record what happened: finished, recalled, no-show or cancelled.',
      ],
    },
  },
  {
    name: 'manual-entry',
    page: 'manual',
    'zh-CN': {
      title: '叫号系统中断时手工登记',
      when: '值守台提示数据中断，大厅改发纸质号。',
      steps: [
        '在值守台点“手工登记”。',
        '选队列，点“发号”；号码自动往下排，也可以自己填。',
        '按现场顺序登记：先选窗口点“叫号”，再点“开始”“办结”；右侧登记窗口的开、关、暂停和恢复。',
        '叫号系统恢复后自动核对，同一件事不会计两次；录错的在“登记记录”里点“作废”。',
      ],
    },
    en: {
      title: 'Record by hand while ticketing is down',
      when: 'The desk says that data have stopped, and the hall issues paper tickets.',
      steps: [
        'Open Manual entry from the desk.',
        'Choose the queue and issue a ticket; numbers go on by themselves, or type one.',
        'Record what happens in its order: choose the window and press Call, then Begin and Finish; on the right, open, close, pause and resume windows.',
        'When ticketing is back, both are compared and nothing counts twice; void a mistake in the list of entries.',
      ],
    },
  },
  {
    name: 'close-day',
    page: 'desk',
    'zh-CN': {
      title: '交接班和日终签字',
      when: '换班时给下一班留话；关门后结束这一天。',
      steps: [
        '在值守台的“交接班”写给下一班的话，点“留言”；接班的人点“已读”。',
        '关门后打开“日终”，看未办的票、未关的窗口。',
        '逐项核对并打勾。',
        '点“日终签字”，未办的票结转到次日。',
      ],
    },
    en: {
      title: 'Hand over and close the day',
      when: 'At a change of shift, to leave a note; after closing, to end the day.',
      steps: [
        'Write to the next shift under Handover on the desk; whoever takes over marks the note as read.',
        'After closing, open Day close and look at tickets not served and windows still open.',
        'Check each point and tick it.',
        'Sign: tickets not served are carried over.',
      ],
    },
  },
  {
    name: 'replay-day',
    page: 'replay',
    'zh-CN': {
      title: '复盘某一天为什么排长队',
      when: '开会讲评、培训，或群众反映那天等得久。',
      steps: [
        '打开回放，选日期，点“播放”，可以加快。',
        '时间轴上的标记是当时的预警和建议，点一个就到那一刻。',
        '点“换种做法”，选少开窗口、多一名人员或不给建议，点“推演”，比较两种做法的等候。',
        '点“复制链接”，别人打开就是同一刻。',
      ],
    },
    en: {
      title: 'Find out why a day had long queues',
      when: 'For a review, for training, or when people complain about a day.',
      steps: [
        'Open the replay, choose the day and play it, as fast as you like.',
        'Marks on the time line are the warnings and prompts of that day: choose one to go to its moment.',
        'Compare another way of running the day: fewer windows, one more officer, or no prompts.',
        'Copy the link: whoever opens it sees the same moment.',
      ],
    },
  },
];
