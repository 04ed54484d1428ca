/** Words of the one map. */
export const networkMessages = {
  'zh-CN': {
    page: { network: '一张图' },
    network: {
      title: '一张图', lead: '{bureau}：大厅、延伸点与自助终端的负载和数据新鲜度', failed: '网络没能取到', none: '网络里还没有地点', noneDetail: '导入机构文件后，这里会画出大厅和延伸点。',
      map: '地图', list: '各处一览', tiers: '三级网络', department: '服务部', hall: '大厅', point: '延伸点', terminal: '自助终端', station: '派出所窗口',
      heard: '在线 {heard} / {halls}', waiting: '等候', longestJoining: '现在取号最长约等', joining: '现在取号约等 {n} 分', open: '开放窗口', served: '今日办结', warnings: '预警', noPlace: '这些地点没有坐标，只列在表中：{names}',
      wallOf: '{name}：{state}，打开大屏', quiet: '已静默 {age}', never: '尚无数据', unwatched: '未接入', closed: '未开放', aged: '数据 {age}', terminals: '终端 {n}', terminalState: '正常 {up} · 故障 {fault} · 静默 {silent}', terminalUnknown: '未知 {n}',
      waitingN: '等候 {n}', stale: '更新中断，以下是 {age}的情况，正在重试', red: '红 {n}', yellow: '黄 {n}', redWarnings: '红色预警', yellowWarnings: '黄色预警', nothing: '无', pointWithout: '无窗口',
    },
  },
  en: {
    page: { network: 'One map' },
    network: {
      title: 'One map', lead: '{bureau}: load and freshness of halls, extension points and terminals', failed: 'The network could not be fetched', none: 'No places in the network yet', noneDetail: 'Once an organisation document is imported, halls and extension points are drawn here.',
      map: 'Map', list: 'Places', tiers: 'Three tiers', department: 'Departments', hall: 'Halls', point: 'Extension points', terminal: 'Terminals', station: 'Station windows',
      heard: '{heard} of {halls} heard', waiting: 'Waiting', longestJoining: 'Joining now, at most', joining: 'joining now: about {n} min', open: 'Open windows', served: 'Served today', warnings: 'Warnings', noPlace: 'Without coordinates, in the list only: {names}',
      wallOf: '{name}: {state}, open its wall', quiet: 'silent since {age}', never: 'no data yet', unwatched: 'not connected', closed: 'closed', aged: 'data {age}', terminals: 'terminals: {n}', terminalState: '{up} up · {fault} at fault · {silent} silent', terminalUnknown: '{n} unknown',
      waitingN: '{n} waiting', stale: 'No update: this is how it was {age}, trying again', red: '{n} red', yellow: '{n} yellow', redWarnings: 'Red warnings', yellowWarnings: 'Yellow warnings', nothing: 'none', pointWithout: 'no windows',
    },
  },
};
