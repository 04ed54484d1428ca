import type { BranchDoc, OfficerDoc } from '@cockpit/contracts';
import { cellOf, dayIn, type Heading, type Line } from './table';
import type { Cell } from '../../../shared/table-file';
import { freeCode } from '../draft';
import { wordOf, type Words } from './words';

export const OFFICER_FIELDS = ['id', 'name', 'kind', 'homeBranch', 'branch', 'from', 'lastDay'] as const;
export const officerHeadings = (words: Words): Heading[] =>
  OFFICER_FIELDS.map((field) => ({ field, names: words.fieldNames(field), needed: field === 'name' }));

/** A row for each skill of each officer; one without any has a row all the same. */
export const officerRows = (
  officers: readonly OfficerDoc[],
  branches: readonly BranchDoc[],
  words: Words,
): Cell[][] => {
  const nameOf = (code: string | undefined): string | null =>
    code === undefined ? null : (branches.find((one) => one.code === code)?.name ?? code);
  return officers.flatMap((one): Cell[][] => {
    const head: Cell[] = [one.id, one.name, words.value(one.kind), nameOf(one.homeBranch)];
    if (one.skills.length === 0) return [[...head, null, null, null]];
    return one.skills.map((skill) => [...head, nameOf(skill.branch), skill.from, skill.to ?? null]);
  });
};

/** Officers of the table with exactly the skills it gives them; those it does not name stay as they are. */
export function officersOf(
  lines: readonly Line[],
  before: readonly OfficerDoc[],
  about: { hall: string; branches: readonly BranchDoc[]; day: string; taken: readonly string[]; words: Words },
): OfficerDoc[] {
  const read = new Map<string, OfficerDoc>();
  const branchOf = (line: Line, field: string): string | undefined => {
    const text = line.text(field);
    if (text === '') return undefined;
    const found = about.branches.find((one) => [one.code, one.name, one.shortName].includes(text));
    if (found === undefined) line.fault(field, 'no-such', { value: text });
    return found?.code;
  };
  for (const line of lines) {
    const [id, name] = [line.text('id'), line.text('name')];
    if (name === '') line.fault('name', 'missing');
    const known = before.find((one) => (id === '' ? one.name === name : one.id === id));
    const same = [...read.values()].find((one) => (id === '' ? one.name === name : one.id === id));
    const own =
      same?.id ?? known?.id ?? (id || freeCode(`${about.hall}-`, [...about.taken, ...read.keys()], before.length + 1));
    const home = branchOf(line, 'homeBranch') ?? same?.homeBranch ?? known?.homeBranch;
    const officer: OfficerDoc = {
      id: own,
      name,
      hall: about.hall,
      kind: wordOf(line, 'kind', ['police', 'auxiliary'], known?.kind ?? 'police', about.words),
      skills: [...(same?.skills ?? [])],
      authorisations: known?.authorisations ?? [],
      ...(home === undefined ? {} : { homeBranch: home }),
    };
    const branch = branchOf(line, 'branch');
    if (branch !== undefined) officer.skills.push(skillOf(line, branch, about.day));
    read.set(own, officer);
  }
  const named = before.map((one) => read.get(one.id) ?? one);
  return [...named, ...[...read.values()].filter(({ id }) => !before.some((one) => one.id === id))];
}

function skillOf(line: Line, branch: string, usual: string): OfficerDoc['skills'][number] {
  const from = cellOf(line, 'from', dayIn, 'not-a-day') ?? usual;
  const to = cellOf(line, 'lastDay', dayIn, 'not-a-day');
  if (to !== undefined && to < from) line.fault('lastDay', 'ends-first', { from, to });
  return { branch, from, ...(to === undefined ? {} : { to }) };
}
