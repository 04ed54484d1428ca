import type { Task } from './task';

export const MANAGER_TASKS: readonly Task[] = [
  {
    name: 'read-overview',
    page: 'overview',
    'zh-CN': {
      title: '一分钟看完全局情况',
      when: '每天上班、开会前，或向上级汇报前。',
      steps: [
        '打开总览，看“待您决定”和“有何变化”（自您上次查看以来）。',
        '看“离目标多远”：红字是未达标的指标，下面写着差在哪个大厅。',
        '点指标名称或下面的大厅，看数字由哪些部分组成，直到每一次办理。',
        '要带走就点“打印”，一页纸。',
      ],
    },
    en: {
      title: 'Read the whole bureau in a minute',
      when: 'At the start of the day, before a meeting, or before you report.',
      steps: [
        'Open the overview: what wants your decision, and what changed since you last looked.',
        'Read how far figures are from their targets; a figure in red misses its target, with the hall that causes it.',
        'Open the name of a figure, or the hall below it, to see what the figure is made of, down to each visit.',
        'Print it on one sheet.',
      ],
    },
  },
  {
    name: 'urge-matters',
    page: 'cases',
    'zh-CN': {
      title: '催办快到期和失管的事项',
      when: '有红牌、黄牌、预计超期，或没有负责人的事项。',
      steps: [
        '打开办件监督，点“红牌”“预计超期”或“失管”。',
        '左边按单位、经办人、环节看集中在哪里。',
        '勾选要处理的事项，成批“催办”或“派件”。',
        '点开一件，看经过了谁、停在哪里，再决定。',
      ],
    },
    en: {
      title: 'Urge matters that are late or without an owner',
      when: 'Matters have cards, are expected to be late, or have nobody in charge.',
      steps: [
        'Open Cases and choose red, expected late, or unattended.',
        'On the left, see at which unit, officer or stage they gather.',
        'Tick several of them and urge or assign them together.',
        'Open one to see who had it and where it stands before you decide.',
      ],
    },
  },
  {
    name: 'compare-halls',
    page: 'ranking',
    'zh-CN': {
      title: '比较各大厅，看谁真的好',
      when: '做指标晾晒、讲评，或有大厅对名次有意见。',
      steps: [
        '打开指标排名，选指标、同类大厅和时段：只和规模相近的比。',
        '同一档的不分先后：差距没有超出平常波动。',
        '名次有变化时，点旁边的“为何”，看变化来自人数、业务结构还是人手。',
        '可以下载 CSV 或 Excel。',
      ],
    },
    en: {
      title: 'Compare halls, and see which is really better',
      when: 'For a ranking or a review, or when a hall disputes its place.',
      steps: [
        'Open the ranking and choose a figure, the peers and the period: only halls of like size are compared.',
        'Halls in one band are not told apart: they differ no more than by chance.',
        'Where a rank moved, press Why beside it: more visitors, other business, or fewer staff.',
        'Download it as CSV or Excel.',
      ],
    },
  },
  {
    name: 'send-bulletin',
    page: 'bulletins',
    'zh-CN': {
      title: '审定并发送周通报、月通报',
      when: '每周一和每月 1 日系统自动生成草稿之后。',
      steps: [
        '打开通报，点一期草稿。',
        '逐段看，需要时点“改写”；数字由系统计算，点数字旁的编号可查口径和来源。',
        '点“审定”，再点“发送”，由通知渠道发出。',
        '需要存档或上报，下载 PDF、DOCX（Word）或 XLSX（Excel），三种文件里的数字相同。',
      ],
    },
    en: {
      title: 'Approve and send the bulletin',
      when: 'After the draft was made, each Monday and on the first of the month.',
      steps: [
        'Open Bulletins and a draft.',
        'Read each paragraph and rewrite it where needed; figures are computed, and the code beside one opens its source.',
        'Approve it, then send it: it goes out by the channels.',
        'To file it, download PDF, DOCX (Word) or XLSX (Excel): all have the same figures.',
      ],
    },
  },
  {
    name: 'inspect-halls',
    page: 'rounds',
    'zh-CN': {
      title: '布置督导检查，盯到销账',
      when: '季度检查、专项检查，或巡厅发现问题。',
      steps: [
        '打开督导检查，点“新建检查”：写名称、选大厅、填检查表（可从表格粘贴）。',
        '检查人员在手机上打开这次检查，点大厅名称，逐项选“合格”或“发现问题”，可拍照；没有网络也能记。',
        '每个问题成为一件督导检查件，有负责人和期限。',
        '在检查详情看各厅已检多少、整改多少；核验后销账。',
      ],
    },
    en: {
      title: 'Order an inspection and follow it to the end',
      when: 'For the quarterly or a special inspection, or after a visit to a hall.',
      steps: [
        'Open Inspections and make one: its name, halls and check list (rows can be pasted from a table).',
        'Inspectors open it on their phones, press the hall, and answer line by line, with photos, also without a network.',
        'Each finding becomes a matter with an owner and a deadline.',
        'See for each hall what was checked and put right; verified findings are struck off.',
      ],
    },
  },
  {
    name: 'prove-saving',
    page: 'saving',
    'zh-CN': {
      title: '说明“节省等候”的数字从哪里来',
      when: '有人问大屏上的节省分钟可不可信，或写材料要依据。',
      steps: [
        '在大屏、值守台或分析页点节省的数字，打开这一页；选日期。',
        '每条建议写着做了什么、实测少等多少和区间；没有执行的计为 0。',
        '点“依据”，看是哪些票、实际等了多久、不这样做约等多久。',
        '区间跨过零的，只能说“效果不明显”，不要当作成绩写。',
      ],
    },
    en: {
      title: 'Prove where the minutes saved come from',
      when: 'Somebody doubts the figure on the wall, or a report needs its grounds.',
      steps: [
        'Open the page from the figure on the wall, the desk or the analysis, and choose the day.',
        'Each prompt says what was done and what it saved, with its interval; what was not done counts as 0.',
        'Open the grounds: which tickets, how long they waited, and how long they would have.',
        'Where the interval contains zero, the effect is not clear: do not report it as a success.',
      ],
    },
  },
];
