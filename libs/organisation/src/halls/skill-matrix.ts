import type { OrganisationDoc, SkillMatrix } from '@cockpit/contracts';

/** Skills and authorisations of a hall's officers on a day; ended ones are left out. */
export function skillMatrix(doc: OrganisationDoc, code: string, day: string): SkillMatrix {
  const names = new Map(doc.items.map((item) => [item.code, item.name]));
  const hasNotEnded = ({ to }: { to?: string | undefined }): boolean => to === undefined || to >= day;
  const officers = doc.officers
    .filter(({ hall }) => hall === code)
    .map(({ id, name, skills, authorisations }) => ({
      id,
      name,
      skills: skills.filter(hasNotEnded),
      authorisations: authorisations
        .filter((authorisation) => hasNotEnded(authorisation) && authorisation.from <= day)
        .map((one) => ({ ...one, name: names.get(one.item) ?? one.item })),
    }));
  const queues = doc.halls.find((hall) => hall.code === code)?.queues ?? [];
  const used = new Set([
    ...queues.map(({ branch }) => branch),
    ...officers.flatMap(({ skills }) => skills.map(({ branch }) => branch)),
  ]);
  const branches = doc.branches
    .filter((branch) => used.has(branch.code))
    .map((one) => ({ code: one.code, name: one.shortName ?? one.name }));
  return { hall: code, day, branches, officers };
}
