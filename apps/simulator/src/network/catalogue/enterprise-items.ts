/** Categories that only firms need, for their vehicles and foreign staff too. */
const CATEGORIES: readonly string[] = [
  ...['特种行业与场所', '危险物品', '网络安全备案', '上网服务场所', '易制毒化学品', '金融安防', '保安服务'],
  ...['机动车登记', '牌证补换领', '通行许可', '集体户管理', '外国人证件', '港澳台居民居住', '信息公开与咨询'],
];
const ITEMS: readonly string[] = [
  ...['大型群众性活动安全许可', '保安员证核发', '保安员证补领', '自行招用保安员单位备案'],
  ...['单位批量无犯罪记录查询', '境外人员无犯罪记录证明开具'],
  ...['麻醉药品和第一类精神药品运输证明', '麻醉药品和精神药品邮寄证明'],
  ...['人才引进落户', '工作调动户口迁移', '往来港澳商务签注'],
];

/** The 102 items of the enterprise desk (助企专区). */
export const isForEnterprises = (category: string, item: string): boolean =>
  CATEGORIES.includes(category) || ITEMS.includes(item);
