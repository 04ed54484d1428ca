/** Words of the sources and their quarantine. */
export const feedsMessages = {
  'zh-CN': {
    page: { feeds: '数据来源' },
    feeds: {
      title: '数据来源', lead: '每个来源的新鲜度、速率、钟差、完整度与被拒数据', failed: '数据来源没能取到', stale: '更新中断，以下是 {ago}的情况，正在重试', none: '还没有数据来源', noneDetail: '管理员新建来源并发放密钥后，这里会列出它。',
      source: '来源', state: '状态', last: '最近到达', rate: '近一小时', usual: '平时 {n}', skew: '钟差', complete: '完整度', rejected: '近期被拒', landed: '已入库', backlog: '积压 {n}', repeated: '另有重复 {n}',
      states: { refused: '全部被拒', live: '正常', stale: '变慢', silent: '静默', quiet: '无新数据', never: '尚无数据' }, expected: '此刻不应有数据：平时此时段没有，或已由其他来源接续', never: '从未', noUsual: '平时尚不可知', share: '{n}%',
      skewNone: '—', skewFast: '快 {n}', skewSlow: '慢 {n}', simulated: '仿真或历史时间', sandbox: '沙箱', all: '全部大厅', andMore: '{names}等 {n} 处', jumped: '被拒比例突增', odd: '异常 {n} 项', detail: '查看 {name}',
      unit: { second: '{n} 秒', minute: '{n} 分', hour: '{n} 小时', day: '{n} 天' },
      about: '来源 {name}', against: { sequence: '按自身序号', numbers: '按票号连续性', yesterday: '与前一日同时段相比' }, gotOf: '收到 {got}，应有 {expected}', missing: '缺号', examples: '例如', noGaps: '没有缺号', noCompleteness: '完整度暂不可知', oddities: '数据异常', noOddities: '没有发现异常', range: '{first} 至 {last}', keys: '密钥', keyLive: '有效', keyGone: '已失效', close: '收起', day: '{day} 当日',
    },
    laws: {
      title: '数据守恒', lead: '每条等式两边取自不同的表；不成立时列出两边的数', failed: '守恒检查没能取到', loading: '正在核对各表，可能要一两分钟…', sum: '{from} 至 {to}：成立 {holds} 项，无法成立 {cannot} 项，不成立 {broken} 项', law: '等式', holds: '成立', cannot: '无法成立', broken: '不成立', more: '另有 {n} 项，见命令 cockpit check-figures',
      of: {
        waiting: '等候人数', 'open-windows': '开放窗口', level: '忙闲程度', 'window-level': '窗口与队列的忙闲程度', 'desk-waiting': '主管台等候人数', 'desk-open-windows': '主管台开放窗口', 'metric-waiting': '等候人数指标',
        'no-show': '过号', waits: '等候人次',
      },
      unit: { seconds: '{left} 秒与 {right} 秒', minutes: '{left} 分与 {right} 分', count: '{left} 与 {right}', level: '程度 {left} 与 {right}' },
      reason: { 'no-window-events': '当日没有窗口数据', 'no-ticket-events': '当日没有票号数据', 'no-end-known': '有票号没有结束数据：{who}', 'not-over': '当日尚未结束', 'not-landed': '两处不是同一时刻的数据', 'shared-register': '多个来源共用一个登记簿' },
    },
    quarantine: {
      title: '隔离区', lead: '被拒的数据：查看、修正、重新提交或作废', none: '没有待处理的隔离数据', failed: '隔离区没能取到', reasonOf: '原因', count: '待处理', first: '最早', last: '最近', hall: '大厅', pick: '查看', keep: '保留 {n} 天后自动清除', allHalls: '全部',
      reason: { malformed: '无法解析', 'unknown-type': '未知类型', invalid: '字段不合约定', 'unknown-hall': '未知大厅', 'out-of-scope': '超出权限', 'future-time': '时间在未来', 'older-than-retention': '超出保留期', 'id-reused': '编号重复使用', 'too-large': '过大', 'too-deep': '嵌套过深' },
      events: '{source} · {reason}', at: '收到', path: '位置', message: '说明', open: '打开', resubmitAll: '全部重新提交', discardAll: '全部作废', resubmitted: '重新提交 {tried} 条：接受 {accepted}，仍被拒 {rejected}', discarded: '已作废 {n} 条', discardTitle: '作废：请写明原因', discardReason: '原因', submit: '提交',
      one: '隔离数据 {id}', body: '内容（可修改，按 JSON）', unreadable: '原文无法解析，密封保存', resubmit: '修正并重新提交', discard: '作废', accepted: '已接受', refused: '仍被拒：{message}', notJson: '不是合法的 JSON', attempts: '已重试 {n} 次', more: '仅列出最近 {n} 条',
    },
  },
  en: {
    page: { feeds: 'Sources' },
    feeds: {
      title: 'Sources', lead: 'Freshness, rate, clock skew, completeness and rejections of every source', failed: 'The sources could not be fetched', stale: 'No update: this is how it was {ago}, trying again', none: 'No sources yet', noneDetail: 'Once an administrator adds a source and hands out its key, it is listed here.',
      source: 'Source', state: 'State', last: 'Last arrival', rate: 'Last hour', usual: 'usually {n}', skew: 'Clock skew', complete: 'Completeness', rejected: 'Rejected lately', landed: 'Landed', backlog: 'backlog {n}', repeated: 'repeats: {n}',
      states: { refused: 'All rejected', live: 'Live', stale: 'Slow', silent: 'Silent', quiet: 'Nothing new', never: 'No data yet' }, expected: 'none expected now: not usual at this hour, or another source has gone on', never: 'never', noUsual: 'usual not known yet', share: '{n}%',
      skewNone: '—', skewFast: '{n} fast', skewSlow: '{n} slow', simulated: 'simulated or past time', sandbox: 'sandbox', all: 'all halls', andMore: '{names} and others, {n} in all', jumped: 'rejections jumped', odd: 'oddities: {n}', detail: 'Look at {name}',
      unit: { second: '{n} s', minute: '{n} min', hour: '{n} h', day: '{n} d' },
      about: 'Source {name}', against: { sequence: 'by its own sequence', numbers: 'by its ticket numbers', yesterday: 'against the same stretch of the day before' }, gotOf: '{got} of {expected} expected', missing: 'Missing', examples: 'For example', noGaps: 'No gaps', noCompleteness: 'Completeness is not known yet', oddities: 'Oddities', noOddities: 'Nothing odd', range: '{first} to {last}', keys: 'Keys', keyLive: 'valid', keyGone: 'no longer valid', close: 'Close', day: 'on {day}',
    },
    laws: {
      title: 'Laws of conservation', lead: 'The two sides of each are read from different tables; where one is broken both are shown', failed: 'The laws could not be checked', loading: 'The tables are being compared, which may take a minute or two…', sum: '{from} to {to}: {holds} hold, {cannot} cannot hold, {broken} are broken', law: 'Law', holds: 'holds', cannot: 'cannot hold', broken: 'broken', more: '{n} more: see cockpit check-figures',
      of: {
        waiting: 'Waiting', 'open-windows': 'Open windows', level: 'Level', 'window-level': 'Level of windows and queues', 'desk-waiting': 'Waiting at the desk', 'desk-open-windows': 'Open windows at the desk', 'metric-waiting': 'The metric of those waiting',
        'no-show': 'No-shows', waits: 'Waits',
      },
      unit: { seconds: '{left} s and {right} s', minutes: '{left} min and {right} min', count: '{left} and {right}', level: 'level {left} and {right}' },
      reason: { 'no-window-events': 'no window events on this day', 'no-ticket-events': 'no ticket events on this day', 'no-end-known': 'nobody told how these ended: {who}', 'not-over': 'the day is not over', 'not-landed': 'the two were not said at one instant', 'shared-register': 'several sources share one register' },
    },
    quarantine: {
      title: 'Quarantine', lead: 'Rejected events: look, mend, submit again or discard', none: 'Nothing open in quarantine', failed: 'The quarantine could not be fetched', reasonOf: 'Reason', count: 'Open', first: 'First', last: 'Last', hall: 'Hall', pick: 'Show', keep: 'deleted after {n} days', allHalls: 'All',
      reason: { malformed: 'Unparsable', 'unknown-type': 'Unknown type', invalid: 'Not to the contract', 'unknown-hall': 'Unknown hall', 'out-of-scope': 'Out of scope', 'future-time': 'In the future', 'older-than-retention': 'Older than retention', 'id-reused': 'Id used again', 'too-large': 'Too large', 'too-deep': 'Nested too deep' },
      events: '{source} · {reason}', at: 'Received', path: 'Where', message: 'Why', open: 'Open', resubmitAll: 'Submit all again', discardAll: 'Discard all', resubmitted: 'Submitted {tried} again: {accepted} accepted, {rejected} refused', discarded: '{n} discarded', discardTitle: 'Discard: say why', discardReason: 'Reason', submit: 'Submit',
      one: 'Quarantined event {id}', body: 'Body (JSON, may be mended)', unreadable: 'It could not be read and is kept sealed', resubmit: 'Mend and submit again', discard: 'Discard', accepted: 'Accepted', refused: 'Refused again: {message}', notJson: 'This is not JSON', attempts: 'tried {n} times again', more: 'only the latest {n} are listed',
    },
  },
};
