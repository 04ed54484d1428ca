import type { Line } from './api';

/** What the page shows; the address holds it. Empty: all. */
export interface CatalogueFilter {
  hall: string;
  branch: string;
  category: string;
  q: string;
  /** items of a desk */
  desk: '' | 'enterprise';
}
const FIELDS = ['hall', 'branch', 'category', 'q', 'desk'] as const satisfies readonly (keyof CatalogueFilter)[];
const MOST = 100;

export function filterOf(query: Readonly<Record<string, unknown>>): CatalogueFilter {
  const text = (field: string): string => {
    const value = query[field];
    return typeof value === 'string' ? value.slice(0, MOST) : '';
  };
  return {
    hall: text('hall'),
    branch: text('branch'),
    category: text('category'),
    q: text('q'),
    desk: query['desk'] === 'enterprise' ? 'enterprise' : '',
  };
}

export const queryOf = (filter: CatalogueFilter): Record<string, string> =>
  Object.fromEntries(FIELDS.flatMap((field) => (filter[field] === '' ? [] : [[field, filter[field]]])));

/** The hall is asked of the server; everything else is chosen here. */
export function shownOf(lines: readonly Line[], { branch, category, q, desk }: CatalogueFilter): Line[] {
  const sought = q.trim().toLowerCase();
  return lines.filter(
    (line) =>
      (branch === '' || line.branch === branch) &&
      (category === '' || line.category === category) &&
      (desk === '' || line.enterpriseDesk === true) &&
      (sought === '' || line.name.toLowerCase().includes(sought) || line.code.toLowerCase().includes(sought)),
  );
}

export interface Choice {
  code: string;
  name: string;
}
/** What there is to choose from, in the order of the catalogue; categories are those of the branch that is chosen. */
export function choicesOf(lines: readonly Line[], branch: string): { branches: Choice[]; categories: Choice[] } {
  const [branches, categories] = [new Map<string, string>(), new Map<string, string>()];
  for (const line of lines) {
    branches.set(line.branch, line.branchName);
    if (branch === '' || line.branch === branch) categories.set(line.category, line.categoryName);
  }
  const list = (map: ReadonlyMap<string, string>): Choice[] => [...map].map(([code, name]) => ({ code, name }));
  return { branches: list(branches), categories: list(categories) };
}

export interface Group {
  branch: string;
  name: string;
  lines: Line[];
}
/** By branch, in the order in which the catalogue names them. */
export function groupsOf(lines: readonly Line[]): Group[] {
  const groups = new Map<string, Group>();
  for (const line of lines) {
    const group = groups.get(line.branch) ?? { branch: line.branch, name: line.branchName, lines: [] };
    group.lines.push(line);
    groups.set(line.branch, group);
  }
  return [...groups.values()];
}
