import type { OrganisationDoc } from '@cockpit/contracts';
import type { BranchEntry, Entry } from './entry';
import { exitEntry } from './exit-entry';
import { household } from './household';
import { order } from './order';
import { packagesOf } from './packages';
import { smaller } from './smaller';
import { traffic } from './traffic';

export const BRANCHES: readonly BranchEntry[] = [household, exitEntry, traffic, order, ...smaller];

const two = (n: number): string => String(n).padStart(2, '0');

type Catalogue = Pick<OrganisationDoc, 'branches' | 'categories' | 'items' | 'packages'>;

/** The item catalogue of the demonstration district: 9 branches, 31 categories, 237 items. */
export function catalogue(): Catalogue {
  const whole: Catalogue = { branches: [], categories: [], items: [], packages: [] };
  for (const branch of BRANCHES) {
    whole.branches.push({ code: branch.code, name: branch.name, shortName: branch.name });
    branch.categories.forEach((category, c) => {
      const code = `${branch.prefix}-${two(c + 1)}`;
      whole.categories.push({ code, name: category.name, branch: branch.code });
      category.items.forEach((entry, i) =>
        whole.items.push({ code: `${code}${two(i + 1)}`, branch: branch.code, category: code, ...itemOf(entry) }),
      );
    });
  }
  whole.packages = packagesOf(whole.items);
  return whole;
}

function itemOf({ name, channels, meanServiceMin, promised, share }: Entry) {
  return {
    name,
    channels,
    meanServiceMin,
    limitUnit: 'working-days' as const,
    mode: promised === undefined ? ('on-the-spot' as const) : ('promised' as const),
    ...promised,
    ...(promised === undefined ? {} : { stages: stagesOf(promised.promised) }),
    ...(share === undefined ? {} : { share }),
  };
}

/** Half of the promise for examination, the rest for the decision; a day each at least. */
const stagesOf = (promised: number) => [
  { code: '审核', name: '审核', allowedDays: Math.max(1, Math.round(promised * 0.5)) },
  { code: '审批', name: '审批', allowedDays: Math.max(1, Math.round(promised * 0.3)) },
];
