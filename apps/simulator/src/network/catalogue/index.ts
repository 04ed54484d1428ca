import type { ItemDoc, OrganisationDoc } from '@cockpit/contracts';
import { isForEnterprises } from './enterprise-items';
import type { BranchEntry, Entry } from './entry';
import { exitEntry } from './exit-entry';
import { household } from './household';
import { materialsOf } from './materials';
import { order } from './order';
import { packagesOf } from './packages';
import { smaller } from './smaller';
import { traffic } from './traffic';

export const BRANCHES: readonly BranchEntry[] = [household, exitEntry, traffic, order, ...smaller];

/** Photo points (照相点): a photo taken once serves every item that needs one. */
export const PHOTO = '证件照采集（浙里拍照）';
/** Items with hundreds of cases a day: passes mostly by phone (卡车通行证), photos at points. */
export const HIGH_VOLUME: readonly string[] = ['货车市区通行码办理', PHOTO];

const two = (n: number): string => String(n).padStart(2, '0');

type Catalogue = Pick<OrganisationDoc, 'branches' | 'categories' | 'items' | 'packages'>;

/** Placeholder: the demonstration has no service on phones. */
const MOBILE_SITE = 'https://mobile.example.com/items/';

/** The item catalogue of the demonstration district: 9 branches, 31 categories, 237 items. */
export function catalogue(): Catalogue {
  const whole: Catalogue = { branches: [], categories: [], items: [], packages: [] };
  for (const branch of BRANCHES) {
    whole.branches.push({ code: branch.code, name: branch.name, shortName: branch.name });
    branch.categories.forEach((category, c) => {
      const code = `${branch.prefix}-${two(c + 1)}`;
      whole.categories.push({ code, name: category.name, branch: branch.code });
      category.items.forEach((entry, i) =>
        whole.items.push({
          code: `${code}${two(i + 1)}`,
          branch: branch.code,
          category: code,
          ...itemOf(entry, category.name),
          ...(entry.channels.includes('mobile') ? { mobileUrl: `${MOBILE_SITE}${code}${two(i + 1)}` } : {}),
        }),
      );
    });
  }
  whole.packages = packagesOf(whole.items);
  return whole;
}

function itemOf({ name, channels, meanServiceMin, promised, share }: Entry, category: string) {
  return {
    name,
    channels,
    meanServiceMin,
    limitUnit: 'working-days' as const,
    mode: promised === undefined ? ('on-the-spot' as const) : ('promised' as const),
    approval: approvalOf(promised?.promised),
    materials: name === PHOTO ? [] : materialsOf(category),
    ...(HIGH_VOLUME.includes(name) ? { highVolume: true } : {}),
    ...(isForEnterprises(category, name) ? { enterpriseDesk: true } : {}),
    ...promised,
    ...(promised === undefined ? {} : { stages: stagesOf(promised.promised) }),
    ...(share === undefined ? {} : { share }),
  };
}

/** Direct without a promise, delegated up to three promised days, else transferred to the unit. */
const approvalOf = (promised: number | undefined): ItemDoc['approval'] =>
  promised === undefined ? 'direct' : promised <= 3 ? 'delegated' : 'transferred';

/** Half of the promise for examination, 30 % for the decision; at least a day each. */
const stagesOf = (promised: number) => [
  { code: '审核', name: '审核', allowedDays: Math.max(1, Math.round(promised * 0.5)) },
  { code: '审批', name: '审批', allowedDays: Math.max(1, Math.round(promised * 0.3)) },
];
