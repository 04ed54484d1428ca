/** Words of the page of ratings. */
export const ratingsMessages = {
  'zh-CN': {
    page: { ratings: '好差评' },
    ratings: {
      title: '好差评',
      lead: '差评按紧急程度排列；点开后联系、回复、核验，误评和恶意差评经局里审核后不计',
      failed: '好差评没能取到',
      queue: '差评',
      open: '待办结',
      closed: '已办结',
      none: '没有差评',
      share: '满意率',
      intervalHead: '95% 区间',
      interval: '95% 置信区间 {low}–{high}',
      by: { hall: '大厅', window: '窗口', officer: '经办人', item: '事项' },
      rated: '被评价',
      tags: '差评标签',
      noTags: '没有标签',
      excluded: '认定不计',
      nobody: '不详',
    },
  },
  en: {
    page: { ratings: 'Ratings' },
    ratings: {
      title: 'Ratings',
      lead: 'Bad ratings by urgency: contact, answer and verify each; mistaken and malicious ones do not count once the bureau has found them so',
      failed: 'The ratings could not be fetched',
      queue: 'Bad ratings',
      open: 'To be closed',
      closed: 'Closed',
      none: 'No bad rating',
      share: 'Satisfaction rate',
      intervalHead: '95% interval',
      interval: '95% interval {low}–{high}',
      by: { hall: 'Hall', window: 'Window', officer: 'Officer', item: 'Item' },
      rated: 'Rated',
      tags: 'Tags of bad ratings',
      noTags: 'No tags',
      excluded: 'excluded',
      nobody: 'unknown',
    },
  },
  help: {
    ratings: {
      guide: 'matters',
      'zh-CN': {
        what: '好差评：还没处理的差评排在前面，满意率按大厅、窗口、人员和事项列出。',
        how: ['点开一条差评：联系群众、回复、核验。', '误评和恶意差评提请审核，认定后不计入满意率。'],
      },
      en: {
        what: 'Bad ratings that still wait come first; satisfaction by hall, window, officer and item.',
        how: [
          'Open one: contact, answer, verify.',
          'Mistaken and malicious ones go to review, and no longer count once that is found.',
        ],
      },
    },
  },
};
