/** Who has a warning, and why it is that one. */
export const duty = {
  'duty-level.officer': '窗口人员',
  'duty-level.supervisor': '值班长',
  'duty-level.guide': '导办员',
  'duty-level.unit': '责任单位',
  'duty-level.liaison': '联络员',
  'duty-level.director': '大厅主任',
  'duty-level.bureau': '局值班',
  'escalation.first': '已通知{level}',
  'escalation.unanswered': '{minutes} 分钟无人应答，已上报{level}',
  'escalation.empty': '{passed}无人当班，已转{level}',
  'escalation.acknowledged': '{person}已确认，{minutes} 分钟内处置',
  'escalation.ran-out': '{person}确认后 {minutes} 分钟未处置，退回{level}',
  'escalation.acting': '{person}正在处置',
  'escalation.quiet': '免打扰时段，结束后通知',
  'escalation.nobody': '各级均无人当班',
  'escalation.over': '已结束',
} as const;
