/** What leaves the building: headings and times around the sentence of a warning. */
export const notices = {
  'notice.red': '红色预警 · {hall}',
  'notice.yellow': '黄色预警 · {hall}',
  'notice.held': '有人处理 · {hall}',
  'notice.held-by': '由{by}处理',
  'notice.ended': '预警解除 · {hall}',
  'notice.order': '调度提醒 · {hall}',
  'notice.order-ended': '调度结束 · {hall}',
  'notice.simulated': '{hall}（模拟）',
  'notice.since': '{at} 起',
  'notice.from-to': '{from} 起，{to} 解除',
  'notice.again': '（重发：上一次是否送达不明）',
  'notice.digest': '{count} 条消息：红色 {red}，黄色 {yellow}，解除 {ended}',
  'notice.unreadable': '（这条消息无法读取）',
  'notice.open': '打开驾驶舱',
  'notice.test-title': '测试消息 · 大厅数据驾驶舱',
  'notice.test': '收到这条消息，说明这个通知渠道可用。',
} as const;
