import type { CatalogueItem, HallDoc, ItemDoc, OrganisationDoc } from '@cockpit/contracts';
import type { OrganisationPast } from '@cockpit/organisation';

export interface CatalogueFilter {
  hall?: string | undefined;
  branch?: string | undefined;
  category?: string | undefined;
  q?: string | undefined;
  item?: string | undefined;
  desk?: 'enterprise' | undefined;
}

/** 1 − promised ÷ statutory. */
export const shortened = (numerator: number, denominator: number): number | null =>
  denominator > 0 ? 1 - numerator / denominator : null;

/** Whether a hall handles an item: by its own list, else by a terminal or a queue. */
function handles(hall: HallDoc, item: ItemDoc): boolean {
  if (hall.items !== undefined) return hall.items.includes(item.code);
  if (hall.terminals.some((terminal) => terminal.items.includes(item.code))) return true;
  return hall.queues.some((queue) =>
    queue.items === undefined ? queue.branch === item.branch : queue.items.includes(item.code),
  );
}

/**
 * The catalogue of a day: limits, who handles each item and where, and all versions of the limits. @param day hall day
 */
export function catalogueOf(
  doc: OrganisationDoc,
  past: OrganisationPast,
  day: string,
  filter: CatalogueFilter,
): CatalogueItem[] {
  // twins are listed only if requested, because nobody is sent there
  const halls = doc.halls.filter(({ code, twinOf }) =>
    filter.hall === undefined ? twinOf === undefined : code === filter.hall,
  );
  const nameOf = (list: readonly { code: string; name: string }[], code: string): string =>
    list.find((entry) => entry.code === code)?.name ?? code;
  const isValid = ({ from, to }: { from: string; to?: string | undefined }): boolean =>
    from <= day && (to === undefined || day <= to);
  const codes = new Set(halls.map(({ code }) => code));
  const staff = doc.officers.filter(({ hall }) => codes.has(hall));
  return doc.items.flatMap((item) => {
    if (filter.item !== undefined && item.code !== filter.item) return [];
    if (filter.desk === 'enterprise' && item.enterpriseDesk !== true) return [];
    if (filter.branch !== undefined && item.branch !== filter.branch) return [];
    if (filter.category !== undefined && item.category !== filter.category) return [];
    if (
      filter.q !== undefined &&
      !item.name.includes(filter.q) &&
      !item.code.toLowerCase().includes(filter.q.toLowerCase())
    )
      return [];
    const handlingHalls = halls.filter((hall) => handles(hall, item));
    if (filter.hall !== undefined && handlingHalls.length === 0) return [];
    return [
      {
        code: item.code,
        name: item.name,
        branch: item.branch,
        branchName: nameOf(doc.branches, item.branch),
        category: item.category,
        categoryName: nameOf(doc.categories, item.category),
        mode: item.mode,
        limitUnit: item.limitUnit,
        statutory: item.statutory ?? null,
        promised: item.promised ?? null,
        compression:
          item.statutory === undefined || item.promised === undefined ? null : shortened(item.promised, item.statutory),
        channels: item.channels,
        selfService: item.channels.includes('self-service'),
        mobile: item.channels.includes('mobile'),
        skills: [item.branch],
        qualifiedOfficers: staff.filter((officer) =>
          officer.skills.some((skill) => skill.branch === item.branch && isValid(skill)),
        ).length,
        authorisedOfficers: staff.filter((officer) =>
          officer.authorisations.some((right) => right.item === item.code && isValid(right)),
        ).length,
        halls: handlingHalls.map((hall) => hall.code),
        terminals: halls.reduce(
          (sum, hall) => sum + hall.terminals.filter((terminal) => terminal.items.includes(item.code)).length,
          0,
        ),
        packages: doc.packages.filter((bundle) => bundle.items.includes(item.code)).map((bundle) => bundle.code),
        stages: (item.stages ?? []).map((stage) => ({
          code: stage.code,
          name: stage.name ?? stage.code,
          allowedDays: stage.allowedDays ?? null,
        })),
        approval: item.approval ?? null,
        materials: item.materials ?? [],
        highVolume: item.highVolume === true,
        enterpriseDesk: item.enterpriseDesk === true,
        ...(item.mobileUrl === undefined ? {} : { mobileUrl: item.mobileUrl }),
        versions: (past.items.get(item.code) ?? []).map(({ from, to, value }) => ({
          from,
          to,
          limitUnit: value.limitUnit,
          statutory: value.statutory ?? null,
          promised: value.promised ?? null,
        })),
      },
    ];
  });
}
