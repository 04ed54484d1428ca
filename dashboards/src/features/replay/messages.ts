/** Words of the replay. */
export const replayMessages = {
  'zh-CN': {
    page: { replay: '回放' },
    replay: {
      mark: '回放', notLive: '这是 {day} 的回放，不是实时画面', day: '日期', play: '播放', pause: '暂停', speed: '倍速', at: '时刻', buffering: '正在取画面…', failed: '回放没能取到', none: '还没有可回放的日子', noneDetail: '有一天的事件入库之后就可以回放。',
      back: '退回 5 分钟', forward: '前进 5 分钟', prompts: '当日建议 {n} 条', prompt: '{time} 的建议', other: '换一种做法会怎样', toDesk: '值守台', loading: '正在取这一天…',
    },
    compare: {
      title: '这一天换一种做法会怎样', lead: '同一批来客、同样的办理时长，按两种做法各走一遍，逐人比较。', base: '对照', rule: '换成', prompts: '调度建议', none: '不给建议', recommender: '按建议', maxPerHour: '每小时最多', acceptance: '采纳率', plan: '先排当日方案',
      without: '少开窗口', extra: '增加一名', nobody: '不增加', all: '都开', run: '推演', running: '正在推演…', failed: '没能推演', mean: '平均等候', p90: 'P90', count: '建议条数', visitors: '{n} 人逐一比较',
      saved: '共省 {n} 分钟等候（95% 区间 {low} 至 {high}），平均等候变化 {cut}', lost: '多等 {n} 分钟（节省的 95% 区间 {low} 至 {high}），平均等候变化 {cut}', unclear: '说不准：当日来客太少，给不出区间', stranded: '{n} 人无窗可办',
    },
  },
  en: {
    page: { replay: 'Replay' },
    replay: {
      mark: 'Replay', notLive: 'This is a replay of {day}, not the live hall', day: 'Day', play: 'Play', pause: 'Pause', speed: 'Speed', at: 'Time', buffering: 'Fetching pictures…', failed: 'The replay could not be fetched', none: 'No day to replay yet', noneDetail: 'A day can be replayed once its events have landed.',
      back: 'Five minutes back', forward: 'Five minutes on', prompts: '{n} prompts that day', prompt: 'Prompt of {time}', other: 'What if it had been done otherwise', toDesk: 'Desk', loading: 'Fetching the day…',
    },
    compare: {
      title: 'What if that day had been run otherwise', lead: 'The same visitors with the same service times, played once each way and compared one by one.', base: 'Instead of', rule: 'With', prompts: 'Prompts', none: 'none', recommender: 'as recommended', maxPerHour: 'At most per hour', acceptance: 'Accepted', plan: 'with a plan of the day',
      without: 'Window left empty', extra: 'One more officer for', nobody: 'nobody', all: 'none', run: 'Play', running: 'Playing…', failed: 'It could not be played', mean: 'Mean wait', p90: 'P90', count: 'Prompts', visitors: '{n} visitors compared one by one',
      saved: '{n} minutes of waiting saved (95% interval {low} to {high}), mean wait {cut}', lost: '{n} more minutes of waiting (95% interval of what is saved {low} to {high}), mean wait {cut}', unclear: 'Cannot be told: too few visitors for an interval', stranded: '{n} could not be served',
    },
  },
};
