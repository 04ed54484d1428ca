/** Answers to a message through its own channel. */
export const answers = {
  'notice.answer': '我来处理',
  'notice.by-group': '{kind}「{name}」',
  'notice.by-person': '{person}（{kind}）',
  'answer.title': '预警',
  'answer.ask': '点一下就表示您来处理，大家都会看到。15 分钟内没有结果会再次提醒。',
  'answer.button': '我来处理',
  'answer.done': '已记录：由{by}处理。大屏和值班台已显示。',
  'answer.used': '这个链接已经用过：{at}，{by}。一个链接只能用一次。',
  'answer.held': '已经有人在处理：{by}。',
  'answer.over': '这条预警已经结束，不用处理了。',
  'answer.expired': '这个链接已过期（{hours} 小时内有效）。请打开驾驶舱处理，或点最新一条消息里的链接。',
  'answer.unknown': '这个链接无效。请检查地址是否完整，或点消息里的链接重新打开。',
  'answer.slow': '已收到，正在记录，卡片稍后更新。',
  'answer.too-often': '操作太频繁，请稍后再试。',
  'answer.away': '系统暂时不可用，没有记录。请稍后再点一次。',
} as const;
