/** Words of the page on which a hall is chosen. */
export const hallsMessages = {
  'zh-CN': {
    home: {
      title: '我的大厅',
      failed: '大厅列表没能取到',
      none: '还没有大厅',
      noneDetail: '导入机构文件后，这里会列出您权限内的大厅。',
      noneBegin: '起步会一步步引导：建立大厅、接入数据源、邀请值班长、配对大屏。',
      begin: '起步：还要做什么',
      windows: '{n} 个窗口',
      simulated: '模拟',
      twinOf: '{hall} 的对照厅',
      nextDays: '下一个开门日：何时人手最紧',
      twinAside: '只供比较，不显示状态，也不计入大厅数和各项数字',
      overTarget: '有队列已到等候目标',
      nextComes: '正在计算次日预测…',
      nextNone: '过往数据不足，次日暂无预测',
      tomorrow: '明天（{date}）',
      nextFits: '{day}：{staff}',
      noQueues: '暂无队列',
      notLive: '未接入实时数据',
    },
  },
  en: {
    home: {
      title: 'My halls',
      failed: 'The list of halls could not be fetched',
      none: 'No halls yet',
      noneDetail: 'Once an organisation document is imported, the halls in your scope are listed here.',
      noneBegin: '“First steps” leads you through it: a hall, its source, a supervisor, a wall.',
      begin: 'First steps: what is left to do',
      windows: '{n} {n|window|windows}',
      simulated: 'simulated',
      twinOf: 'twin of {hall}',
      nextDays: 'The next day open: when staff is shortest',
      twinAside: 'For comparison only: no state is shown, and it counts in no figure',
      overTarget: 'a queue is at its wait target',
      nextComes: 'the next day is being computed…',
      nextNone: 'too few past days to foresee the next one',
      tomorrow: 'Tomorrow, {date}',
      nextFits: '{day}: {staff}',
      noQueues: 'no queues yet',
      notLive: 'Without live data',
    },
  },
  help: {
    home: {
      guide: 'live',
      'zh-CN': {
        what: '您能看到的所有大厅：此刻的等候、窗口负载和数据是否新鲜。',
        how: ['点一个大厅，进入它的值守台或大屏。', '灰色的大厅数据中断：数字停在最后一次收到的时刻。'],
      },
      en: {
        what: 'All halls that you may see: people waiting now, load of the windows, and whether the data are fresh.',
        how: [
          'Choose a hall to open its desk or wall.',
          'A grey hall sends nothing: its numbers stand at the last moment it did.',
        ],
      },
    },
  },
};
