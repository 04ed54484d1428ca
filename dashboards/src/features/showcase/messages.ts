/** Words of the page that shows every component in every state. */
export const showcaseMessages = {
  'zh-CN': {
    page: { showcase: '组件陈列' },
    showcase: {
      title: '组件陈列', lead: '每个组件的每种状态，明暗两色、中英两文各看一遍。切换右上角即可。', type: '字号', spacing: '间距', colours: '颜色角色', light: '浅色', dark: '深色', marks: '标记：颜色加形状', levels: '负载等级', standings: '办件状态', cards: '督办卡',
      numbers: '数字格式', states: '空、加载、错误、陈旧', buttons: '按钮', fields: '输入', figures: '指标', tables: '表格', tiles: '窗口', band: '调度建议', charts: '图表', dialogs: '对话框与提示', sample: '大厅数据驾驶舱 0123456789', empty: '这里还没有内容', emptyDetail: '有了数据会自动出现。',
      error: '没能取到', errorDetail: '服务器的答复与约定不符。', stale: '更新中断，以下是 2 分钟前的情况，正在重试', plain: '普通', primary: '主要', small: '小', disabled: '不可用', pressed: '已选', openDialog: '打开对话框', notifyDone: '成功提示', notifyFailed: '失败提示', done: '已提交', field: '文本', choice: '选择',
      wait: '等候（秒 → 分）', range: '区间', timer: '计时', share: '占比', amount: '数量', agedFor: '数据年龄', saving: '节省', instant: '时刻', day: '日期', time: '时间', masked: '姓名打码', unknown: '未知', live: '实时', quiet: '陈旧', warnings: '预警条', series: '系列 {n}', bars: '柱', lines: '线',
    },
  },
  en: {
    page: { showcase: 'Components' },
    showcase: {
      title: 'Components', lead: 'Every component in every state; look at it in both themes and both languages with the switches at the top.', type: 'Type scale', spacing: 'Spacing', colours: 'Colour roles', light: 'Light', dark: 'Dark', marks: 'Marks: colour and shape', levels: 'Levels', standings: 'Matters', cards: 'Cards',
      numbers: 'Number formats', states: 'Empty, loading, error, stale', buttons: 'Buttons', fields: 'Fields', figures: 'Figures', tables: 'Tables', tiles: 'Windows', band: 'Prompt', charts: 'Charts', dialogs: 'Dialogs and notes', sample: 'Hall Cockpit 0123456789', empty: 'Nothing here yet', emptyDetail: 'It appears by itself once there are data.',
      error: 'Could not be fetched', errorDetail: 'The server answered something else than agreed.', stale: 'No update: this is how it was 2 min ago, trying again', plain: 'Plain', primary: 'Primary', small: 'Small', disabled: 'Disabled', pressed: 'Chosen', openDialog: 'Open a dialog', notifyDone: 'Note of success', notifyFailed: 'Note of failure', done: 'Submitted', field: 'Text', choice: 'Choice',
      wait: 'Wait (s → min)', range: 'Range', timer: 'Timer', share: 'Share', amount: 'Amount', agedFor: 'Age of data', saving: 'Saving', instant: 'Instant', day: 'Day', time: 'Time', masked: 'Masked name', unknown: 'Unknown', live: 'Live', quiet: 'Stale', warnings: 'Warnings', series: 'Series {n}', bars: 'bars', lines: 'lines',
    },
  },
};
