/** Words of what a supervisor does at the desk. */
export const deskMessages = {
  'zh-CN': {
    page: { manual: '手工登记' },
    move: {
      title: '调整 {number} 号窗', titleInstead: '换个做法：{number} 号窗', open: '调整受理业务…', how: '怎么调', queue: '队列', note: '说明（可不填）', commit: '执行', instead: '换个做法',
      kind: { link: '加办（先办本窗业务）', reassign: '改办（只办这一队）', open: '开窗', close: '关窗（只看影响）' },
      targets: '拖放目标：各队列', dragHint: '把窗口拖到一个队列上，先看影响再执行；也可点开窗口调整。', dropHint: '把 {number} 号窗放到要支援的队列上',
      foreseen: '现在取号约等（分钟），调整前后', before: '不调整', after: '调整后', asking: '正在推演…', failed: '没能推演', nothing: '各队列的等候基本不变。', noChange: '这样与现在没有不同。',
      saved: '预计共省 {n} 分钟等候（{low} 至 {high}）', lost: '预计多等 {n} 分钟（省 {low} 至 {high}）', unqualified: '在岗人员没有「{queues}」的资格，不能执行。', closeHint: '关窗请在叫号系统中操作，这里只看影响。',
      unknown: '{queue}：说不准（{why}）', tone: { better: '变好', worse: '变差', same: '基本不变' },
      why: { 'silent-feed': '数据静默', 'no-open-window': '没有窗口受理', 'nobody-qualified': '无人有资格', 'no-history': '没有历史', closed: '已到关门时间' },
      made: '已安排，等待现场执行', asOf: '按 {time} 的现场推演',
    },
    deskTab: { record: '今日记录', plan: '当日方案', near: '邻近大厅', stuck: '滞留票', notes: '交接班', close: '日终' },
    record: {
      own: '值班长自定', later: '效果一小时后核算', unknown: '效果未能核算', worked: '实省 {n} 分钟（{low} 至 {high}）', unclear: '效果不明显：{n} 分钟（{low} 至 {high}）', harmed: '多等了：{n} 分钟（{low} 至 {high}）',
      missed: '若执行约可省 {n} 分钟（{low} 至 {high}）', notMissed: '执行也省不了（{low} 至 {high}）', total: '已核算 {n} 条，共省 {saved} 分钟等候（{low} 至 {high}）', missedTotal: '未执行的 {n} 条，若单独执行，各可省约 {saved} 分钟（中位数；彼此重叠，不相加）',
    },
    plan: {
      failed: '方案没能取到', making: '正在制定方案…', madeAt: '自 {time} 起', remake: '重排余下时段', worth: '方案本身的作用（不含调度建议）：平均等候 {without} → {with} 分，降 {cut} ± {ci}（{days} 个模拟日）', worthUnknown: '方案的作用说不准：{why}',
      links: '联动窗口（{n}）', absences: '用餐与小休', openings: '备用窗口', guides: '引导自助', none: '无', window: '窗口', kind: '类型', time: '时段', rostered: '原排', asRostered: '同排班', absence: { lunch: '用餐', break: '小休' },
      dayRange: '五天中有四天在 {low}–{high} 之间', broken: '方案违反以下规则，不予显示', brokenAt: '{rule}（{time}）', presence: '在岗 / 需要', wholeHall: '全大厅',
      forced: '无法避免的情形（{n}）', forcedLine: '{time} {where}：{rule}，离岗 {away}，可离 {allowed}（{numbers}）', cause: { roster: '排班本身如此', hours: '规定时段内没有更好的时间' },
      rule: {
        complete: '每人的用餐与小休须齐全', hours: '须在规定时段内', gap: '两次离岗之间至少 30 分钟', 'zone-third': '同一警种同时离岗不超过三分之一', 'hall-third': '全大厅同时离岗不超过三分之一', counter: '同一柜台一次一人离岗', demand: '在岗不少于需要',
        skills: '联动须在资质之内', 'link-while-away': '人员离岗时不切换系统', 'reserve-window': '只开备用窗口，不重复', 'reserve-budget': '备用窗口警力分钟不超限', doors: '只在开放时间内', 'guides-at-once': '同时引导不超过两项', terminal: '须有能办该事项的终端',
      },
    },
    near: {
      failed: '邻近大厅没能取到', none: '15 分钟内没有可去的大厅', noneDetail: '邻近大厅未开放、数据静默，或办不了同类业务。', travel: '路程 {n} 分钟', here: '在此等候', there: '前往（路程 + 等候）', verdict: '比较',
      wayAndWait: '{way} + {wait} 分', sooner: '快 {n} 分', later: '慢 {n} 分', same: '相差不大', both: '在此等候 {here} 分；前往：路程 {way} 分 + 等候 {there} 分',
    },
    stuck: {
      failed: '滞留票没能取到', none: '没有滞留的票', noneDetail: '叫号或办理过久、一直没有结束的票会列在这里。', byHand: '值守台人工结束',
      state: { called: '{time} 叫号，已 {n} 分钟未到窗', serving: '{time} 开始办理，已 {n} 分钟未结束' }, why: { long: '时间过长', 'end-lost': '该窗已叫后续号，结束记录丢失', 'window-gone': '窗口已关' },
      advice: { finish: '应补录办结', 'no-show': '应记为过号', recall: '应重呼或记过号', ask: '请到窗口核实' }, step: { finished: '补录办结', cancelled: '作废', recalled: '重呼', 'no-show': '记过号' },
      told: { finished: '已补录办结', cancelled: '已作废', recalled: '已重呼', 'no-show': '已记过号' },
    },
    note: { write: '给下一班的话', keep: '留言', kept: '已留言', failed: '交接记录没能取到', none: '还没有交接留言', by: '{name} 留', unread: '尚未阅读', readBy: '{names} 已读', read: '已读', marked: '已标记为已读' },
    dayClose: {
      failed: '日终清单没能取到', open: '大厅仍在开放，可先逐项核对。', todo: '请逐项核对后签字。', asOf: '以下按 {time} 的数据（{ago}）', stillOpen: '仍有 {n} 个窗口未关：请先关窗；确需留开的，写明原因再签字。', closed: '{name} 于 {time} 日终，结转 {n} 张票', sign: '日终签字', done: '已日终', note: '说明', ticked: '已核对', unticked: '已取消核对', left: '还有 {n}',
      unserved: '未办的票 {n} 张（签字后结转）', openWindows: '未关的窗口 {n} 个',
      step: { unserved: '未办的票已告知并结转', windows: '窗口均已关闭', stuck: '滞留票已处理', prompts: '调度建议已了结', warnings: '预警已处置', terminals: '自助机已巡检', cash: '票据印章已清点', note: '已给下一班留言' },
    },
    manual: {
      title: '{hall} · 手工登记', lead: '数据来源中断时，在这里登记取号、叫号和窗口；来源恢复后自动核对，不会重复计数。', advised: '本厅数据来源已静默，建议手工登记。', calm: '数据来源正常，一般不需要手工登记。', failed: '手工登记没能取到',
      ticket: '发纸质号', queue: '队列', number: '号码', next: '下一个：{number}', issue: '发号', issued: '已登记 {number}', repeated: '{number} 刚才已登记过，没有重复登记', windows: '窗口状态', tickets: '已登记的号', step: '进展', at: '窗口', entries: '登记记录',
      counts: '生效 {standing} 条 · 已由来源替代 {superseded} 条 · 作废 {voided} 条', state: { standing: '生效', superseded: '已由来源替代', voided: '已作废' }, void: '作废', voidReason: '录入错误', voided: '已作废', told: '已登记', none: '还没有登记',
      steps: { called: '叫号', started: '开始', finished: '办结', 'no-show': '过号', cancelled: '作废' }, windowStates: { opened: '开窗', closed: '关窗', paused: '暂停', resumed: '恢复' }, back: '回值守台', choose: '选择窗口',
    },
  },
  en: {
    page: { manual: 'By hand' },
    move: {
      title: 'Change window {number}', titleInstead: 'Do it differently: window {number}', open: 'Change what it serves…', how: 'How', queue: 'Queue', note: 'Note (optional)', commit: 'Do it', instead: 'Differently',
      kind: { link: 'Also serve (own queue first)', reassign: 'Serve only this queue', open: 'Open', close: 'Close (effect only)' },
      targets: 'Queues to drop a window on', dragHint: 'Drag a window to a queue to see the effect before doing it; or open the window and change it there.', dropHint: 'Drop window {number} on the queue it is to help',
      foreseen: 'Joining now: about so many minutes, before and after', before: 'as it is', after: 'with the change', asking: 'Playing it through…', failed: 'It could not be played through', nothing: 'The waits hardly change.', noChange: 'That is what it does now.',
      saved: 'About {n} minutes of waiting saved ({low} to {high})', lost: 'About {n} more minutes of waiting (saved {low} to {high})', unqualified: 'Whoever sits there is not qualified for {queues}.', closeHint: 'Close a window in the ticketing system; here you see the effect only.',
      unknown: '{queue}: cannot be told ({why})', tone: { better: 'better', worse: 'worse', same: 'about the same' },
      why: { 'silent-feed': 'data are silent', 'no-open-window': 'no window serves it', 'nobody-qualified': 'nobody is qualified', 'no-history': 'no history', closed: 'closing time' },
      made: 'Arranged; the hall is to carry it out', asOf: 'Played from the hall as it was at {time}',
    },
    deskTab: { record: 'Today', plan: 'Plan of the day', near: 'Halls nearby', stuck: 'Stuck tickets', notes: 'Handover', close: 'Day close' },
    record: {
      own: "supervisor's own", later: 'judged an hour later', unknown: 'effect could not be judged', worked: 'saved {n} min ({low} to {high})', unclear: 'effect unclear: {n} min ({low} to {high})', harmed: 'cost time: {n} min ({low} to {high})',
      missed: 'would have saved about {n} min ({low} to {high})', notMissed: 'would not have saved time ({low} to {high})', total: '{n} judged, {saved} minutes of waiting saved ({low} to {high})', missedTotal: '{n} not done would each have saved some {saved} minutes alone (median; they overlap and do not add up)',
    },
    plan: {
      failed: 'The plan could not be fetched', making: 'Making the plan…', madeAt: 'From {time} on', remake: 'Plan the rest anew', worth: 'What the plan does by itself, prompts not counted: mean wait {without} → {with} min, {cut} ± {ci} less ({days} simulated days)', worthUnknown: 'What the plan is worth cannot be told: {why}',
      links: 'Linked windows ({n})', absences: 'Lunch and breaks', openings: 'Reserve windows', guides: 'Lead to self-service', none: 'None', window: 'Window', kind: 'Kind', time: 'Time', rostered: 'Rostered', asRostered: 'as rostered', absence: { lunch: 'lunch', break: 'break' },
      dayRange: 'four days in five lie between {low} and {high}', broken: 'The plan breaks these rules and is not shown', brokenAt: '{rule} ({time})', presence: 'There / needed', wholeHall: 'whole hall',
      forced: 'What cannot be avoided ({n})', forcedLine: '{time} {where}: {rule}; {away} away, {allowed} allowed ({numbers})', cause: { roster: 'the roster itself has it so', hours: 'no better time within the hours' },
      rule: {
        complete: 'everybody gets every absence', hours: 'within the hours allowed', gap: 'at least 30 minutes between two absences', 'zone-third': 'at most a third of a branch away at once', 'hall-third': 'at most a third of the hall away at once', counter: 'one away at a time at a counter', demand: 'no fewer there than needed',
        skills: 'links within skills', 'link-while-away': 'no system switch while away', 'reserve-window': 'reserve windows only, none twice', 'reserve-budget': 'within the officer-minutes of reserve windows', doors: 'only while the doors are open', 'guides-at-once': 'at most two items guided at once', terminal: 'a terminal that does the item',
      },
    },
    near: {
      failed: 'Halls nearby could not be fetched', none: 'No hall within 15 minutes', noneDetail: 'They are closed, silent, or do not do this business.', travel: '{n} min away', here: 'Wait here', there: 'Go (way + wait)', verdict: 'Verdict',
      wayAndWait: '{way} + {wait} min', sooner: '{n} min sooner', later: '{n} min later', same: 'about the same', both: 'Waiting here {here} min; going there: {way} min way + {there} min wait',
    },
    stuck: {
      failed: 'Stuck tickets could not be fetched', none: 'No stuck tickets', noneDetail: 'Tickets called or under service for far too long and never ended are listed here.', byHand: 'ended by hand at the desk',
      state: { called: 'called at {time}, not at the window for {n} min', serving: 'begun at {time}, not ended for {n} min' }, why: { long: 'far too long', 'end-lost': 'the window has called others since: its end got lost', 'window-gone': 'the window has closed' },
      advice: { finish: 'tell that it was finished', 'no-show': 'tell that nobody came', recall: 'call again or tell that nobody came', ask: 'ask at the window' }, step: { finished: 'Was finished', cancelled: 'Cancel', recalled: 'Call again', 'no-show': 'Nobody came' },
      told: { finished: 'Told as finished', cancelled: 'Cancelled', recalled: 'Called again', 'no-show': 'Told as no-show' },
    },
    note: { write: 'To the next shift', keep: 'Leave note', kept: 'Kept', failed: 'Notes could not be fetched', none: 'No notes yet', by: 'from {name}', unread: 'not read yet', readBy: 'read by {names}', read: 'Read', marked: 'Marked as read' },
    dayClose: {
      failed: 'The list could not be fetched', open: 'The hall is still open; steps may be ticked already.', todo: 'Tick every step, then sign.', asOf: 'As of {time} ({ago})', stillOpen: '{n} windows are still open: close them, or say in the note why they stay open.', closed: 'Closed by {name} at {time}, {n} tickets carried over', sign: 'Sign and close', done: 'Day closed', note: 'Note', ticked: 'Ticked', unticked: 'Tick taken away', left: '{n} left',
      unserved: '{n} tickets not served (carried over on signing)', openWindows: '{n} windows not closed',
      step: { unserved: 'Those not served were told and are carried over', windows: 'All windows are closed', stuck: 'Stuck tickets are seen to', prompts: 'Prompts are settled', warnings: 'Warnings are handled', terminals: 'Terminals were checked', cash: 'Papers and seals were counted', note: 'A note to the next shift was left' },
    },
    manual: {
      title: '{hall} · by hand', lead: 'When the feed is down, enter tickets, calls and windows here; they are reconciled when the feed is back and never counted twice.', advised: "This hall's feed is silent: enter by hand.", calm: 'The feed speaks; usually nothing needs to be entered by hand.', failed: 'Entries could not be fetched',
      ticket: 'Paper ticket', queue: 'Queue', number: 'Number', next: 'next: {number}', issue: 'Issue', issued: '{number} entered', repeated: '{number} had been entered just now: it is not there twice', windows: 'Windows', tickets: 'Tickets entered', step: 'Progress', at: 'Window', entries: 'Entries',
      counts: '{standing} standing · {superseded} superseded by the feed · {voided} voided', state: { standing: 'standing', superseded: 'superseded', voided: 'voided' }, void: 'Void', voidReason: 'typing error', voided: 'Voided', told: 'Entered', none: 'Nothing entered yet',
      steps: { called: 'Call', started: 'Begin', finished: 'Finish', 'no-show': 'No-show', cancelled: 'Cancel' }, windowStates: { opened: 'Open', closed: 'Close', paused: 'Pause', resumed: 'Resume' }, back: 'To the desk', choose: 'choose a window',
    },
  },
};
