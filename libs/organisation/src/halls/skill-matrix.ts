import type { OrganisationDoc, SkillMatrix } from '@cockpit/contracts';

/** Who of a hall can do what on a day; what has ended before it is left out. */
export function skillMatrix(doc: OrganisationDoc, code: string, day: string): SkillMatrix {
  const names = new Map(doc.items.map((item) => [item.code, item.name]));
  const stands = ({ to }: { to?: string | undefined }): boolean => to === undefined || to >= day;
  const officers = doc.officers
    .filter(({ hall }) => hall === code)
    .map(({ id, name, skills, authorisations }) => ({
      ...{ id, name },
      skills: skills.filter(stands),
      authorisations: authorisations
        .filter((one) => stands(one) && one.from <= day)
        .map((one) => ({ ...one, name: names.get(one.item) ?? one.item })),
    }));
  const queues = doc.halls.find((hall) => hall.code === code)?.queues ?? [];
  const used = new Set([
    ...queues.map(({ branch }) => branch),
    ...officers.flatMap(({ skills }) => skills.map(({ branch }) => branch)),
  ]);
  const branches = doc.branches
    .filter((one) => used.has(one.code))
    .map((one) => ({ code: one.code, name: one.shortName ?? one.name }));
  return { hall: code, day, branches, officers };
}
