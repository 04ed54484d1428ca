/** Words of the guide's page. */
export const guideMessages = {
  'zh-CN': {
    page: { guide: '导办', 'guide-start': '导办' },
    guide: {
      fitting: '可引导', waitingAll: '等候', guidedToday: '今日已引导', people: '引导', terminals: '自助机', halls: '其他大厅', tabs: '导办内容',
      waited: '已等 {n} 分', left: '预计还等 {n} 分', leftUnknown: '还等多久暂不能预测', soon: '即将叫号', asked: '调度建议', person: '{number} 号，{item}，已等 {n} 分',
      done: { 'self-service': '已到自助机', mobile: '已用掌办' }, by: { 'self-service': '自助机', mobile: '掌办' }, led: '{number} 已引导：{to}', undoIn: '撤销（{n} 秒）', undone: '{number} 已放回队列', ledFailed: '没有记下 {number}',
      none: '现在没有可以引导的人', noneDetail: '等候的人里，没有自助机或掌办能办的事项。', unknown: '另有 {n} 人取号时未登记事项，可当面询问。', more: '共 {n} 人可引导，先列出等得最久的 {shown} 人。',
      prompt: { shown: '建议（待值班长采纳）', inForce: '进行中，至 {time}' }, selfService: '引导「{item}」到自助机', mobile: '引导「{item}」用掌办', otherHall: '引导「{queues}」去 {hall}', gain: '预计省 {n} 分钟等候',
      terminal: { up: '可用', fault: '故障', silent: '没有心跳', never: '尚无心跳' }, lastUsed: '上次使用 {n} 分钟前', neverUsed: '今天还没人用过', heard: '最近心跳 {n} 分钟前', items: '可办：{items}', allItems: '可办全部自助事项', allDay: '24 小时', noTerminals: '本厅没有登记自助机', noTerminalsDetail: '自助机写入机构文件后会列在这里。',
      noHalls: '附近没有更合适的大厅', noHallsDetail: '没有人等候，或附近开放的大厅不办这些业务。', here: '本厅约 {n} 分', travel: '路上 {n} 分', wait: '等候约 {n} 分', waitUnknown: '等候暂不能预测', total: '合计约 {n} 分', unheard: '数据静默，到前请电话确认', closes: '{time} 关门', better: '早 {n} 分', worse: '晚 {n} 分', same: '差不多',
      offline: '连不上系统，名单停在 {ago}，恢复前不能记录', silent: '取号数据静默，最后一条 {time}，名单可能已变', silentNever: '取号数据尚未送来', failed: '导办信息没能取到', closedDetail: '开门取号后，这里会列出可以引导的人。', starting: '正在打开导办页…', noHall: '您名下没有可导办的大厅',
    },
  },
  en: {
    page: { guide: 'Guide', 'guide-start': 'Guide' },
    guide: {
      fitting: 'Can be led', waitingAll: 'Waiting', guidedToday: 'Led away today', people: 'People', terminals: 'Terminals', halls: 'Other halls', tabs: 'Parts of the guide page',
      waited: 'waited {n} min', left: 'about {n} min to go', leftUnknown: 'time to go cannot be predicted yet', soon: 'called soon', asked: 'prompted', person: 'Ticket {number}, {item}, waited {n} min',
      done: { 'self-service': 'At a terminal', mobile: 'On the phone' }, by: { 'self-service': 'terminal', mobile: 'phone' }, led: '{number} led to the {to}', undoIn: 'Undo ({n} s)', undone: '{number} is back in line', ledFailed: '{number} was not recorded',
      none: 'Nobody to lead away now', noneDetail: 'None of those waiting has an item that a terminal or the phone can take.', unknown: '{n} more drew a ticket without naming an item: ask them.', more: '{n} people can be led; the {shown} who have waited longest come first.',
      prompt: { shown: 'Proposed (the supervisor decides)', inForce: 'In force until {time}' }, selfService: 'Lead {item} to the terminals', mobile: 'Lead {item} to mobile handling', otherHall: 'Lead “{queues}” to {hall}', gain: 'saves about {n} min of waiting',
      terminal: { up: 'Available', fault: 'Out of order', silent: 'No sign of life', never: 'Never heard' }, lastUsed: 'last used {n} min ago', neverUsed: 'not used today', heard: 'last heard {n} min ago', items: 'Takes: {items}', allItems: 'Takes every self-service item', allDay: '24 h', noTerminals: 'No terminals in this hall', noTerminalsDetail: 'Terminals of the organisation document are listed here.',
      noHalls: 'No better hall nearby', noHallsDetail: 'Nobody waits, or no open hall nearby does this business.', here: 'here about {n} min', travel: '{n} min away', wait: 'about {n} min wait', waitUnknown: 'wait cannot be predicted yet', total: 'about {n} min in all', unheard: 'its data are silent: call before sending anyone', closes: 'closes {time}', better: '{n} min sooner', worse: '{n} min later', same: 'about the same',
      offline: 'The system cannot be reached: the list stopped {ago}, nothing can be recorded until it is back', silent: 'Ticket data are silent, last at {time}: the list may have changed', silentNever: 'No ticket data yet', failed: 'The guide page could not be fetched', closedDetail: 'Once tickets are drawn, people who can be led are listed here.', starting: 'Opening the guide page…', noHall: 'You have no hall to guide in',
    },
  },
};
