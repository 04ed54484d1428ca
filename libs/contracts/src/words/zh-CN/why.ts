/** Why a prompt is given: the sentence and its pieces. */
export const why = {
  'why.link': '{window} 号窗口联动支援{queue}（{crowd}）{relief}{gives}。',
  'why.link-free': '{window} 号窗口在{home}空闲时联动支援{queue}（{crowd}）{relief}{gives}。',
  'why.link-shared': '{window} 号窗口兼顾{home}，联动支援{queue}（{crowd}）{relief}{gives}。',
  'why.reassign': '{window} 号窗口改办{queue}（{crowd}）{relief}{gives}。',
  'why.return': '{window} 号窗口转回{queue}（{crowd}）{relief}{gives}。',
  'why.open': '开启 {window} 号备用窗口 {minutes} 分钟，支援{queue}（{crowd}）{relief}{gives}。',
  'why.recall': '请 {window} 号窗口提前结束小休，{queue}{crowd}{relief}{gives}，余下休息一小时后补足。',
  'why.guide-self-service': '引导办理{item}的新到群众使用自助终端 {minutes} 分钟（{queue}{crowd}）{relief}。',
  'why.guide-mobile': '引导办理{item}的新到群众使用掌办 {minutes} 分钟（{queue}{crowd}）{relief}。',
  'why.other-hall':
    '{queue}此处约等 {here} 分钟，{hall}路程 {travel} 分钟、等候 {there} 分钟，合计更快，可引导新到群众前往。',

  'crowd.waiting': '现有 {waiting} 人等候',
  'crowd.waiting-at': '{time} 时 {waiting} 人等候',
  'crowd.expected': '现无人等候，按预测将有排队',

  'relief.begun': '，现无窗口受理，支援后预计约等 {after} 分钟',
  'relief.half': '，预计{queue}等候由 {before} 分钟降至 {after} 分钟',
  'relief.most': '，预计{queue}等候（八成把握）由 {before} 分钟降至 {after} 分钟',
  'relief.most-hour': '，预计一小时内新到群众等候（八成把握）由 {before} 分钟降至 {after} 分钟',
  'relief.most-later': '，预计 {later} 分钟后新到群众等候（八成把握）由 {before} 分钟降至 {after} 分钟',
  'relief.closing': '，预计关门前少 {people} 人白跑',
  'relief.saved': '，预计一小时内来的人共少等 {minutes} 分钟',

  'gives.unserved': '，{queue}将无窗口受理',
  'gives.half': '，{queue}由 {before} 分钟升至 {after} 分钟',
  'gives.most': '，{queue}（八成把握）由 {before} 分钟升至 {after} 分钟',
  'gives.stays': '，{queue}自身等候 {before} → {after} 分钟',
  'gives.none': '，{queue}基本不受影响',
} as const;
