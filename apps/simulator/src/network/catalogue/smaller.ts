import { limit, spot, type BranchEntry } from './entry';

/** The five branches with windows only in the district's large hall. */
export const smaller: readonly BranchEntry[] = [
  {
    code: 'cyber',
    name: '网安',
    nameEn: 'Cyber security',
    prefix: 'WA',
    categories: [
      {
        name: '网络安全备案',
        items: [
          limit('网络安全等级保护定级备案', 20, 10, 3, 'wo', 0.4),
          spot('联网单位备案', 10, 'wo', 0.4),
          spot('互联网信息服务单位备案变更', 10, 'wo'),
          spot('网站公安备案', 12, 'wmo'),
          limit('网络安全等级测评报告备案', 14, 10, 3, 'wo'),
        ],
      },
      {
        name: '上网服务场所',
        items: [
          limit('互联网上网服务营业场所信息网络安全审核', 25, 20, 5, 'wo', 0.2),
          limit('互联网上网服务营业场所变更', 18, 20, 3, 'wo'),
          spot('上网服务场所注销', 8, 'wo'),
          spot('公共无线上网场所备案', 10, 'wo'),
          limit('计算机安全专用产品销售备案', 15, 15, 5, 'wo'),
        ],
      },
    ],
  },
  {
    code: 'narcotics',
    name: '禁毒',
    nameEn: 'Narcotics control',
    prefix: 'JD',
    categories: [
      {
        name: '易制毒化学品',
        items: [
          limit('第二类易制毒化学品购买备案', 12, 3, 1, 'wo', 0.3),
          spot('第三类易制毒化学品购买备案', 8, 'wo', 0.5),
          limit('第一类易制毒化学品购买许可', 25, 10, 5, 'wo', 0.2),
          limit('第一类易制毒化学品运输许可', 22, 10, 5, 'wo'),
          limit('第二类易制毒化学品运输许可', 18, 3, 1, 'wo'),
          spot('第三类易制毒化学品运输备案', 8, 'wo'),
          spot('易制毒化学品单位信息变更', 8, 'wo'),
        ],
      },
      {
        name: '麻醉药品与社区戒毒',
        items: [
          limit('麻醉药品和第一类精神药品运输证明', 18, 10, 3, 'wo'),
          limit('麻醉药品和精神药品邮寄证明', 16, 5, 2, 'wo'),
          spot('社区戒毒报到', 18, 'w'),
          limit('无涉毒记录查询', 8, 5, 1, 'wo'),
        ],
      },
    ],
  },
  {
    code: 'guard',
    name: '内保',
    nameEn: 'Internal security',
    prefix: 'NB',
    categories: [
      {
        name: '金融安防',
        items: [
          limit('金融机构营业场所安全防范设施建设方案审批', 25, 20, 5, 'wo', 0.2),
          limit('金融机构营业场所安全防范设施工程验收', 20, 20, 5, 'wo', 0.4),
          limit('金库安全防范设施工程验收', 28, 20, 10, 'wo'),
          spot('金融网点撤并备案', 10, 'wo'),
        ],
      },
      {
        name: '保安服务',
        items: [
          limit('保安服务许可证核发', 22, 30, 10, 'wo', 0.4),
          limit('保安服务公司法定代表人变更', 18, 30, 5, 'wo'),
          limit('保安培训单位备案', 20, 30, 10, 'wo'),
          spot('治安保卫重点单位备案', 12, 'wo'),
        ],
      },
    ],
  },
  {
    code: 'detention',
    name: '监管',
    nameEn: 'Detention',
    prefix: 'JGS',
    categories: [
      {
        name: '监管场所服务',
        items: [
          spot('在押人员家属会见预约', 8, 'wmop', 0.5),
          spot('律师会见预约', 6, 'wmo', 0.3),
          spot('在押人员家属顾送钱物', 14, 'w', 0.2),
          spot('拘留人员请假出所申请', 18, 'w'),
          spot('解除羁押证明开具', 8, 'w'),
        ],
      },
    ],
  },
  {
    code: 'legal',
    name: '法制',
    nameEn: 'Legal affairs',
    prefix: 'FZ',
    categories: [
      {
        name: '复议与赔偿',
        items: [
          limit('行政复议申请受理', 24, 5, 3, 'wo', 0.3),
          limit('国家赔偿申请受理', 28, 60, 30, 'w'),
          limit('听证申请受理', 20, 20, 10, 'w'),
        ],
      },
      {
        name: '信息公开与咨询',
        items: [
          limit('政府信息公开申请', 14, 20, 10, 'wo', 0.3),
          spot('法律咨询', 12, 'wp', 0.4),
          spot('行政处罚决定查询', 8, 'wmo'),
          spot('案件办理进度查询', 6, 'wmo'),
        ],
      },
    ],
  },
];
