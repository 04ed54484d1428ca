/** Anomalies of feeds. */
export const anomalies = {
  'odd.clock': '时钟不可信：{n} 条数据的时间停在过去，最近一条是 {subject}',
  'odd.backwards': '{subject}：叫号号码倒退 {n} 次',
  'odd.frozen': '{subject}：有人等候而显示屏一小时以上没有变化（{n} 次快照）',
  'odd.closed-day': '{subject}：不办公的日子显示屏仍在发送，{n} 次快照毫无变化',
  'odd.restarted': '{subject} 的流水号重新开始 {n} 次',
} as const;
