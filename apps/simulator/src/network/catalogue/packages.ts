import type { ItemDoc, PackageDoc } from '@cockpit/contracts';

/** Items by name, with one person's steps and trips before and after bundling. */
const BUNDLES: readonly (readonly [
  code: string,
  name: string,
  items: readonly string[],
  separately: readonly [steps: number, trips: number],
  together: readonly [steps: number, trips: number],
])[] = [
  ['newborn', '新生儿出生一件事', ['国内出生登记', '居民身份证首次申领', '户口簿补领换领'], [14, 5], [5, 1]],
  ['marriage', '婚后安家一件事', ['夫妻投靠迁移落户', '婚姻状况变更', '户口簿补领换领'], [12, 4], [5, 2]],
  ['move-in', '购房落户一件事', ['购房迁移落户', '居民身份证到期换领', '家庭住址门牌变更'], [13, 4], [5, 1]],
  ['talent', '人才引进一件事', ['人才引进落户', '居民身份证异地受理', '随军家属落户'], [16, 6], [6, 2]],
  [
    'graduate',
    '毕业生落户一件事',
    ['大中专院校毕业生户口迁移', '社区公共集体户落户', '居民身份证异地受理'],
    [11, 4],
    [4, 1],
  ],
  [
    'travel-abroad',
    '首次出国一件事',
    ['普通护照首次申领', '往来港澳通行证首次申领', '往来台湾通行证首次申领'],
    [12, 3],
    [5, 1],
  ],
  ['resident', '外来人员落脚一件事', ['流动人口居住登记', '居住证首次申领', '驾驶证转入换证'], [10, 4], [4, 1]],
  [
    'open-hotel',
    '开办旅馆一件事',
    ['旅馆业特种行业许可证核发', '公章刻制业特种行业许可证核发', '印章刻制备案'],
    [18, 6],
    [7, 1],
  ],
];

/** @throws RangeError if an item of a bundle is not in the catalogue */
export function packagesOf(items: readonly ItemDoc[]): PackageDoc[] {
  const codes = new Map(items.map((item) => [item.name, item.code]));
  const codeOf = (name: string): string => {
    const code = codes.get(name);
    if (code === undefined) throw new RangeError(`no item is called "${name}"`);
    return code;
  };
  return BUNDLES.map(([code, name, names, separately, together]) => ({
    code,
    name,
    items: names.map(codeOf),
    separately: { steps: separately[0], trips: separately[1] },
    together: { steps: together[0], trips: together[1] },
  }));
}
