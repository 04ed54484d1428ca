import { problems } from './problems';

/** The words of the screens; the field's own terms. Every other language has the same keys. */
export const zhCN = {
  app: { name: '大厅数据驾驶舱', tagline: '一窗通办', title: '一窗通办 · 大厅数据驾驶舱' },
  module: { aggregation: '数据汇聚', analysis: '数据分析', indicators: '指标晾晒', warning: '预测预警', supervision: '监督管理' },
  nav: { label: '主导航', home: '大厅', skip: '跳到正文', menu: '菜单' },
  page: { wall: '大屏', desk: '值守台' },
  action: { retry: '重试', cancel: '取消', close: '关闭' },
  switches: { language: 'English', languageLabel: '切换到英文', toDark: '深色', toLight: '浅色', themeLabel: '切换明暗' },
  session: {
    username: '用户名', password: '密码', enter: '登录', entering: '正在登录…', leave: '退出', wrong: '用户名或密码不对。',
    expired: '登录已失效，请重新登录。', leaveFailed: '没能退出。',
  },
  role: {
    administrator: '管理员', manager: '服务部领导', supervisor: '值班长', guide: '导办员', officer: '窗口民警', unit: '后台审批', screen: '大屏', source: '数据源',
  },
  tier: { department: '服务部', hall: '大厅', station: '派出所窗口', 'extension-point': '延伸点' },
  home: {
    title: '我的大厅', failed: '大厅列表没能取到', none: '还没有大厅', noneDetail: '导入机构文件后，这里会列出您权限内的大厅。',
    windows: '{n} 个窗口', simulated: '模拟', twinOf: '{hall} 的对照厅', noQueues: '暂无队列', notLive: '未接入实时数据',
  },
  list: { comma: '、', colon: '：', semicolon: '；' },
  field: { day: '选择日期', time: '选择时间' },
  warningSay: {
    'queue-longest-wait': '{name}最长等候 {value} 分钟，超过目标 {limit} 分钟', 'queue-wait-doubled': '{name}最长等候 {value} 分钟，已达目标 {limit} 分钟的两倍以上',
    'queue-predicted-wait': '{name}预计等候（八成把握）将达 {value} 分钟，超过目标 {limit} 分钟', 'window-overload': '{name} 号窗口待办负荷 {value} 分钟，已达上限 {limit} 分钟', 'window-idle': '{name} 号窗口空闲 {value} 分钟，而其可办业务有人在等',
    'work-stalled': '系统后台处理停滞 {value} 分钟，页面数字可能不再更新，请通知系统管理员',
    'feed-silent': '数据源 {name} 已 {value} 分钟没有数据，相关数字不可信', 'source-rejections': '数据源 {name} 最近几分钟有 {value}% 的数据被拒收，远高于平时，请查看隔离区',
  },
  state: { loading: '正在取数…' },
  level: { normal: '正常', busy: '偏忙', overloaded: '过载', unknown: '未知' },
  mark: { normal: '忙', busy: '偏忙', overloaded: '过载', idle: '空闲', off: '暂停 / 未开', fault: '故障', unknown: '未知' },
  unit: { min: '分', hour: '时', minutes: '{n} 分', people: '{n} 人', secondsAgo: '{n} 秒前', minutesAgo: '{n} 分钟前', hoursAgo: '{n} 小时前', daysAgo: '{n} 天前' },
  window: {
    name: '{number} 号窗', unknownTicket: '办理中', load: '待办 {minutes} 分', officer: '值守', ticket: '当前票号', since: '已持续',
    serves: '正在受理', home: '本窗业务', skills: '可办业务', reason: '原因', loadTitle: '待办工作量', none: '无', noOfficer: '未上岗', kind: '窗口类型',
  },
  windowKind: { specialised: '专窗', comprehensive: '综合窗口', reserve: '备用窗口' },
  windowState: { idle: '空闲', called: '已叫号', serving: '办理中', paused: '暂停', closed: '未开', fault: '故障', offline: '离线' },
  map: { title: '窗口分布', otherZone: '其他窗口', waiting: '{n} 人等候', longest: '最长 {minutes} 分', tiles: '窗口', plan: '平面图', view: '视图' },
  queue: {
    title: '队列', name: '队列', waiting: '等候', longest: '最长', newcomer: '现在取号约等', likely: '半数人不超过 {p50} 分，八成人不超过 {p80} 分', ahead: '未来 2 小时', level: '等级',
    forecastSpoken: '{queue}未来两小时等候高峰在 {time}，约 {low} 至 {high} 分', noForecast: '{queue}暂无预测', lastCalled: '叫到', openWindows: '开放窗口',
    waitingPeople: '人等候', none: '还没有队列数据', noneDetail: '收到第一批取号或显示屏数据后，这里会出现各队列。',
  },
  prompt: {
    title: '调度建议', nth: '本小时第 {n} 条', confidence: '可信度 ', more: '另有 {n} 条', gainOf: '{queue} 预计共省等候', nowOf: '{queue} 现在取号约等（{time} 推算）', p80Of: '{queue} 现在取号，八成人等候（{time} 推算）', likely: '半数人不超过 {p50} → {p50After} 分，八成人不超过 {p80} → {p80After} 分', to: '降到',
    sideEffect: '{queue} {before} → {after} 分', gain: '预计共省 {n} 分钟等候', expiresIn: '失效倒计时', lastOne: '上一条：', saved: '已省 {n} 分钟等候',
    quiet: { calm: '运行平稳，暂无需调度', trouble: '暂无可行的调度建议', closed: '大厅未开放', afterHours: '不在开放时间，仍有 {n} 个窗口开着', twin: '对照厅：同一批来客，不作调度', stale: '数据中断，建议暂停给出', line: '{n} 人等候，最长 {minutes} 分', count: '{n} 人等候', past: '当时没有给出调度建议' },
    helpless: {
      said: '{queue} {n} 人 · 最长 {minutes} 分：窗口无可调', sep: '，', remains: '；可{list}', nothing: '；暂无其他办法',
      unqualified: '{n} 个窗口无此业务资格', away: '{n} 个有资格的窗口离岗或关闭', asked: '{n} 个窗口刚建议过', 'no-relief': '{n} 个窗口调来也减不了多少', 'attention-used': '待处理的建议已满', unanswered: '最近几条建议无人处理，暂停建议',
      guide: '引导「{item}」到自助机', guideMobile: '引导「{item}」用掌办', 'other-hall': '引导去 {hall}（连路程约 {minutes} 分）',
    },
    do: {
      link: '{window} 号窗 加办「{queues}」', reassign: '{window} 号窗 改办「{queues}」', open: '开 {window} 号窗 办「{queues}」',
      recall: '请 {window} 号窗 提前回岗', selfService: '引导「{item}」到自助机', mobile: '引导「{item}」用掌办', otherHall: '引导「{queues}」去 {hall}',
    },
    why: '{queue}等候中位预计由 {before} 分钟变为 {after} 分钟。', whyMost: '{queue}等候（八成把握）预计由 {before} 分钟变为 {after} 分钟。',
    accept: '采纳', decline: '不采纳', undo: '撤销', accepting: '正在提交…',
    declineTitle: '为什么不采纳？', declineFree: '补充说明（可选其一或自行填写）', declineSubmit: '提交不采纳', today: '今日建议',
    none: '今天还没有建议', noneNow: '此刻没有待处理的建议', until: '至 {time}', by: '{name}',
    reasonIs: '原因：{reason}', readOnly: '您的角色可查看，不能处理。',
    declined: '已记录不采纳', undone: '已撤销',
  },
  /** why a prompt was withdrawn, as the product says it */
  promptFault: {
    'window-closed': '窗口已关闭', 'window-paused': '窗口已暂停', 'window-fault': '窗口故障', 'window-open': '备用窗口已开启', 'window-present': '人员已返岗',
    'not-qualified': '在岗人员没有资格', 'no-terminal': '没有可用的自助终端', 'hall-closed': '大厅未开门', 'ends-after-closing': '到关门时还未结束', 'repaid-after-closing': '关门前补不上休息',
    'giver-suffers': '支援方将等候过久', 'saves-nothing': '已不能减少等候', 'wait-not-shorter': '等候不会缩短', 'nobody-waits': '已无人等候', 'own-queue': '本来就是自己的队列',
    'no-better-hall': '他厅已不更快',
  },
  promptReason: {
    notSeen: '采纳后未见执行', dayOver: '当日结束', otherPlan: '值班长另有安排', instead: '改用其他做法', notOpen: '当日不开放', noHistory: '没有可用的历史，无法预测来客', rulesBroken: '方案违反规则，不予显示',
  },
  declineReason: {
    staff: '窗口人员不便调整', busyHere: '该窗手上业务走不开', soonOver: '高峰即将过去', wrong: '与现场情况不符', done: '已用其他办法处理',
  },
  confidence: { high: '高', medium: '中', low: '低' },
  promptState: {
    shown: '待处理', accepted: '已采纳', 'carried-out': '已执行', done: '已完成', declined: '未采纳', expired: '已失效', cancelled: '已取消', undone: '已撤销',
  },
  twin: {
    title: '采纳建议后，今日平均等候比不调度', interval: '95% 区间 {low} 至 {high}', pairs: '同一批来客对照 {n} 人',
    tooLittle: '样本不足', same: '尚无差别', sameWhy: '还没有采纳的建议起作用', unclear: '尚不能断定', with: '采纳', without: '不调度', curves: '今日平均等候：采纳建议与不调度的两条曲线',
  },
  kpi: {
    issued: '今日取号', waiting: '等候人数', waitP50: '等候中位', serviceLevel: '{min} 分钟接待率', open: '开放窗口', saved: '今日节省等候', savedHint: '已核算的采纳建议：{low} 至 {high} 分', served: '今日办结', cards: '现有红 / 黄牌', cardsHint: '在办 {open} 件，现有红牌 {red}，现有黄牌 {yellow}',
    fraction: '{numerator} / {denominator}', label: '今日指标',
  },
  feed: {
    live: '{source} {age}', stale: '{source} {age}（变慢）', silent: '{source} 已静默 {age}', never: '{source} 尚无数据', watchdogOk: '预警引擎 正常', watchdogDown: '预警引擎 停止',
    title: '数据来源', oddities: '数据异常', noOddities: '各来源数据正常',
  },
  stale: {
    line: '连接中断，画面停在 {time}（{ago}），正在重连', refused: '本屏已看不到这个大厅，画面停在 {time}（{ago}），正在重试；请重新登录或配对', picture: '实时画面停在 {time}（{ago}），等待恢复', feed: '数据来源静默，最后一条 {time}（{ago}）', feedNever: '数据来源尚未送来数据',
    slow: '仿真 {n} 倍速',
  },
  wall: {
    opensUntil: '开放至 {time}', closed: '未开放', afterHours: '不在开放时间，{n} 窗仍开', legend: '图例', waiting: '正在连接大厅…', notReady: '大厅还没有实时数据', notReadyDetail: '收到第一条取号、窗口或显示屏数据后，画面会自动出现。', refused: '看不到这个大厅', refusedDetail: '您的账号没有这个大厅的权限，或大厅不存在。',
    toDesk: '值守台', toHome: '全部大厅', forecast: '未来 2 小时等候',
  },
  warning: {
    title: '预警', none: '没有未关闭的预警', ack: '确认', resolve: '关闭', resolveTitle: '关闭预警：请写明原因', reason: '原因', submit: '提交', since: '自 {time}', by: '{name} 已确认',
    acked: '已确认', resolved: '已关闭', more: '另有 {n} 条预警',
  },
  severity: { yellow: '黄色', red: '红色' },
  condition: { normal: '正常', pending: '观察中', firing: '触发', recovering: '恢复中', resolved: '已解除', no_data: '无数据', error: '无法判断' },
  handling: { new: '未通知', notified: '已通知', acknowledged: '已确认', acting: '处置中', explained: '已说明', snoozed: '已推迟' },
  screen: {
    title: '这块屏幕的配对码', how: '请值班长在值守台打开「配对大屏」，输入这六位数字。配对后本屏只读显示该大厅，随时可以解除。', left: '{time} 后换新码',
    signIn: '改用账号登录', manage: '配对大屏', typeHow: '在大屏的浏览器里打开本系统的 /pair，把屏上六位数字填在这里。', code: '配对码', name: '屏幕名称', defaultName: '{hall}大屏',
    pair: '配对', paired: '已配对，大屏几秒内会亮起', revoke: '解除', revoked: '已解除配对', none: '本厅还没有配对的大屏。', failed: '已配对的大屏没能取到', onThisDevice: '把这台设备配对为大屏',
  },
  desk: { toWall: '看大屏', detail: '窗口详情', cannotLoadPrompts: '今日建议没能取到', late: '没能更新，以下是 {ago}的情况', tools: '值守事项', tabsHint: '用左右方向键切换' },
  problem: { ...problems['zh-CN'], said: '服务器没有接受：{detail}', unreachable: '连不上服务器，请稍后再试。', 'unexpected-answer': '服务器的答复与约定不符。', unknown: '请求失败（{status}）', title: '没有成功' },
};

export type Messages = typeof zhCN;
