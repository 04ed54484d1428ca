/** Words of the officer's own page. */
export const officerMessages = {
  'zh-CN': {
    page: { me: '我的待办' },
    me: {
      title: '我的待办', failed: '您的待办没能取到', stale: '更新中断，以下是 {ago}的情况，正在重试', partFailed: '这一部分没能取到',
      seat: '我在 {number} 号窗 · {hall}', seatState: '{state}，待办 {n} 分', noSeat: '现在没有上岗的窗口', noSeatDetail: '在窗口登录叫号系统后，这里会显示本窗的预警。', noOfficer: '本账号没有对应的窗口民警，只列出办件和黄红牌。', silent: '本厅数据静默，窗口情况可能已变', queueLine: '{name} 等候 {n} 人，最长 {m} 分', queueCount: '{name} 等候 {n} 人',
      own: '本窗预警', ownNone: '本窗没有预警', around: '本窗队列的预警', aroundHow: '由值班长处理，供您知晓',
      ack: '我知道了', acked: '已确认', by: '{name} 已确认',
      cards: '黄红牌', cardsNone: '没有未了结的黄红牌', cardsAll: '未了结的黄红牌 {n} 张，先列出最要紧的 {shown} 张', explain: '说明', explainTitle: '说明原因', explained: '已说明', explainLabel: '原因', submit: '提交',
      card: { yellow: '黄牌', red: '红牌', 'stage-yellow': '环节黄牌', 'stage-red': '环节红牌', unattended: '失管' }, cardState: { issued: '待确认', acknowledged: '已确认', explained: '已说明', withdrawn: '已撤销', over: '已了结' }, issuedAt: '{time} 发出',
      due: '即将到期的办件', dueNone: '没有即将到期的办件', dueAll: '名下在办 {n} 件，先列出最先到期的 {shown} 件', dueAt: '{time} 到期', noDue: '没有期限', left: '剩 {n} 天', over: '超期 {n} 天', paused: '暂停中', provisional: '暂定', stage: '环节 {stage}', open: '查看办件 {id}',
    },
  },
  en: {
    page: { me: 'My work' },
    me: {
      title: 'My work', failed: 'Your work could not be fetched', stale: 'No update: this is how it was {ago}, trying again', partFailed: 'This part could not be fetched',
      seat: 'I am at window {number} · {hall}', seatState: '{state}, {n} min of work waiting', noSeat: 'Not at a window now', noSeatDetail: 'Once you are signed in at a window of the calling system, its warnings are shown here.', noOfficer: 'This account belongs to no window officer: only cases and cards are listed.', silent: 'The data of this hall are silent: the window may have changed', queueLine: '{name}: {n} waiting, longest {m} min', queueCount: '{name}: {n} waiting',
      own: 'Warnings of my window', ownNone: 'No warnings of this window', around: 'Warnings of its queues', aroundHow: 'For the supervisor to answer; for you to know',
      ack: 'Acknowledge', acked: 'Acknowledged', by: 'acknowledged by {name}',
      cards: 'Cards', cardsNone: 'No open cards', cardsAll: '{n} open cards; the {shown} most pressing are listed', explain: 'Explain', explainTitle: 'Say why', explained: 'Explained', explainLabel: 'Reason', submit: 'Submit',
      card: { yellow: 'Yellow card', red: 'Red card', 'stage-yellow': 'Stage yellow', 'stage-red': 'Stage red', unattended: 'Unattended' }, cardState: { issued: 'new', acknowledged: 'acknowledged', explained: 'explained', withdrawn: 'withdrawn', over: 'over' }, issuedAt: 'issued {time}',
      due: 'Cases about to fall due', dueNone: 'No cases about to fall due', dueAll: '{n} open cases; the {shown} due first are listed', dueAt: 'due {time}', noDue: 'no limit', left: '{n} d left', over: '{n} d over', paused: 'paused', provisional: 'provisional', stage: 'stage {stage}', open: 'Open case {id}',
    },
  },
};
