/** Words of the three-tier consultation. */
export const consultationMessages = {
  'zh-CN': {
    page: { consultation: '咨询' },
    consultation: {
      title: '三级咨询', lead: '智能客服、网办中心、所队各级的接答、转办与放弃', failed: '咨询没能取到', none: '这段时间没有咨询', noneDetail: '咨询系统接入后，这里会列出各级的接答情况。', tier: { ai: '智能客服', center: '网办中心', unit: '所队' }, tierName: '层级', asked: '收到', answered: '已答', escalated: '转上级', abandoned: '放弃', open: '未结', mean: '平均答复', median: '答复中位',
      chart: '各级收到的咨询如何了结', list: '最近的咨询', id: '编号', at: '提问', channel: '渠道', took: '用时', channels: { wechat: '微信', phone: '电话', online: '网上', mobile: '掌办', window: '窗口', chat: '在线客服', 'self-service': '自助' }, state: '情况', states: { open: '未结', answered: '已答', abandoned: '已放弃' }, by: '{tier}答复', secs: '{n} 秒', problem: { 'not-asked': '没有收到提问', 'answered-before-asked': '答复早于提问' },
    },
  },
  en: {
    page: { consultation: 'Consultation' },
    consultation: {
      title: 'Consultation in three tiers', lead: 'What the assistant, the centre and the units answered, passed on or lost', failed: 'The consultations could not be fetched', none: 'No consultations in this period', noneDetail: 'Once a consultation system is connected, the answers of each tier are listed here.', tier: { ai: 'Assistant', center: 'Centre', unit: 'Unit' }, tierName: 'Tier', asked: 'Received', answered: 'Answered', escalated: 'Passed on', abandoned: 'Abandoned', open: 'Open', mean: 'Mean answer', median: 'Median answer',
      chart: 'What became of the consultations each tier received', list: 'Latest consultations', id: 'Number', at: 'Asked', channel: 'Channel', took: 'Took', channels: { wechat: 'WeChat', phone: 'phone', online: 'online', mobile: 'mobile', window: 'window', chat: 'chat', 'self-service': 'terminal' }, state: 'State', states: { open: 'open', answered: 'answered', abandoned: 'abandoned' }, by: 'answered by {tier}', secs: '{n} s', problem: { 'not-asked': 'its question never came', 'answered-before-asked': 'answered before it was asked' },
    },
  },
};
