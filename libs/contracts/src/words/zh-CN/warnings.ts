/** What a warning says when it fires. */
export const warnings = {
  'warning.queue-longest-wait': '{queue}最长等候 {value} 分钟，超过目标 {limit} 分钟',
  'warning.queue-wait-doubled': '{queue}最长等候 {value} 分钟，已达目标 {limit} 分钟的两倍以上',
  'warning.queue-predicted-wait': '{queue}预计等候（八成把握）将达 {value} 分钟，超过目标 {limit} 分钟',
  'warning.queue-wait-limit': '{queue}最长等候 {value} 分钟，已达设定的 {limit} 分钟',
  'warning.queue-predicted-limit': '{queue}预计等候（八成把握）将达 {value} 分钟，超过设定的 {limit} 分钟',
  'warning.window-overload': '{window} 号窗口待办负荷 {value} 分钟，已达上限 {limit} 分钟',
  'warning.window-idle': '{window} 号窗口空闲 {value} 分钟，而{queue}有 {waiting} 人在等',
  'warning.window-fault': '{window} 号窗口故障 {value} 分钟，请联系维修或调整人手',
  'warning.terminal-fault': '自助机{terminal}故障 {value} 分钟，请联系维修',
  'warning.windows-overloaded': '开放的 {windows} 个窗口都已过载：最轻的也有 {value} 分钟待办，上限 {limit} 分钟',
  'warning.reserve-used-up': '{windows} 个备用窗口已全部开放，{queues}仍有人等候超过目标，需从别处调人',
  'warning.feed-odd': '数据源 {source} 有异常：{what}',
  'warning.feed-silent': '数据源 {source} 已 {value} 分钟没有数据，相关数字不可信',
  'warning.source-rejections':
    '数据源 {source} 最近几分钟有 {rejected} 条数据被拒收（{value}%），远高于平时，请查看隔离区',
  'warning.duty-gap': '{level} {from}–{to} 无人值班',
  'warning.work-stalled': '系统后台处理停滞 {value} 分钟（{workers}），页面数字可能不再更新，请通知系统管理员',
  'warning.watchdog': '预警自检心跳',
  'warning-step.ack-ran-out': '确认已过 {minutes} 分钟，情况未消除',
} as const;
