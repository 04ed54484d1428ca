/** Words of the self-service terminals. */
export const terminalsMessages = {
  'zh-CN': {
    page: { terminals: '自助终端' },
    terminals: {
      title: '自助终端', lead: '心跳、故障、使用与自助办理率', failed: '自助终端没能取到', none: '本厅没有自助终端', noneDetail: '自助终端写入机构文件或开始上报后会列在这里。', name: '终端', state: '状态', since: '自', heard: '最近心跳', uses: '今日使用', minutes: '今日时长', faults: '今日故障', never: '从未',
      states: { up: '正常', fault: '故障', silent: '静默', unknown: '未知' }, code: '故障码 {code}', used: '{n} 分', silentAfter: '{n} 分钟没有心跳即为静默', extra: '未登记', summary: '正常 {up} · 故障 {fault} · 静默 {silent} · 未知 {unknown}',
    },
  },
  en: {
    page: { terminals: 'Terminals' },
    terminals: {
      title: 'Self-service terminals', lead: 'Signs of life, faults, use and self-service share', failed: 'The terminals could not be fetched', none: 'No terminals in this hall', noneDetail: 'Terminals of the organisation document, or that begin to report, are listed here.', name: 'Terminal', state: 'State', since: 'since', heard: 'Last heard', uses: 'Uses today', minutes: 'Time used today', faults: 'Faults today', never: 'never',
      states: { up: 'Up', fault: 'Fault', silent: 'Silent', unknown: 'Unknown' }, code: 'fault code {code}', used: '{n} min', silentAfter: 'silent after {n} min without a sign of life', extra: 'not registered', summary: '{up} up · {fault} at fault · {silent} silent · {unknown} unknown',
    },
  },
};
