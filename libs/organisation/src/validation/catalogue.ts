import type { Faults } from './faults';
import { firstBy, type Found, type FoundParts } from './parts';

/** Checks branches, categories and items: unique codes, known references, promised limits within the statutory ones. */
export function checkCatalogue(parts: FoundParts, faults: Faults): void {
  faults.unique(keys(parts.branches), 'branch');
  faults.unique(keys(parts.categories), 'category');
  faults.unique(keys(parts.items), 'item');
  for (const { path, value } of parts.categories)
    faults.known(`${path}.branch`, 'branch', value.branch, parts.codes.branches);

  const branchOfCategory = firstBy(
    parts.categories,
    ({ value }) => value.code,
    ({ value }) => value.branch,
  );
  for (const { path, value } of parts.items) {
    faults.known(`${path}.branch`, 'branch', value.branch, parts.codes.branches);
    faults.known(`${path}.category`, 'category', value.category, parts.codes.categories);
    const owner = branchOfCategory.get(value.category);
    if (owner !== undefined && owner !== value.branch) {
      faults.add(
        `${path}.category`,
        `category "${value.category}" belongs to branch "${owner}", the item to "${value.branch}"`,
        'of-other-branch',
        { value: value.category, branch: owner },
      );
    }
    if (value.statutory !== undefined && value.promised !== undefined && value.promised > value.statutory) {
      faults.add(
        `${path}.promised`,
        `the promised limit ${String(value.promised)} exceeds the statutory limit ${String(value.statutory)}`,
        'too-big',
        { limit: value.statutory },
      );
    }
    faults.unique(
      (value.stages ?? []).map((stage, i) => ({ path: `${path}.stages.${String(i)}.code`, key: stage.code })),
      'stage',
    );
    faults.unique(
      (value.materials ?? []).map(({ name }, i) => ({ path: `${path}.materials.${String(i)}.name`, key: name })),
      'material',
    );
  }
  checkPackages(parts, faults);
}

/** Package items must exist, and a package must not cost more steps or trips than its items separately. */
function checkPackages(parts: FoundParts, faults: Faults): void {
  faults.unique(keys(parts.packages), 'package');
  for (const { path, value } of parts.packages) {
    const items = value.items.map((key, i) => ({ path: `${path}.items.${String(i)}`, key }));
    for (const item of items) faults.known(item.path, 'item', item.key, parts.codes.items);
    faults.unique(items, 'item of the package');
    for (const what of ['steps', 'trips'] as const) {
      const [together, separately] = [value.together[what], value.separately[what]];
      if (together > separately)
        faults.add(
          `${path}.together.${what}`,
          `${String(together)} ${what} together, but only ${String(separately)} separately`,
          'too-big',
          { limit: separately },
        );
    }
  }
}

export function* keys(
  entries: readonly Found<{ code: string } | { id: string }>[],
): Generator<{ path: string; key: string }> {
  for (const { path, value } of entries) {
    yield 'code' in value ? { path: `${path}.code`, key: value.code } : { path: `${path}.id`, key: value.id };
  }
}
