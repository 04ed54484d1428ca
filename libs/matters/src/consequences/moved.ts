import { MOVED_LISTED, type DueConsequences, type MovedMatter } from '@cockpit/contracts';
import type { Assessed } from '../grounds/grounds';

/** One open matter under the current and the changed rules. */
export interface BothWays {
  readonly caseId: string;
  readonly register: string;
  readonly before: Assessed;
  readonly after: Assessed;
}
type Sum = Pick<DueConsequences, 'earlier' | 'later' | 'gained' | 'lost' | 'overdue' | 'relieved' | 'matters'>;

const dueOf = ({ reading }: Assessed): number | null => (reading === null ? null : Math.round(reading.dueAt));
const isOverdue = (assessed: Assessed): boolean => (dueOf(assessed) ?? Infinity) < assessed.now;
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The due times that differ, and how. */
export function movedBy(matters: readonly BothWays[]): Sum {
  const sum = { earlier: 0, later: 0, gained: 0, lost: 0, overdue: 0, relieved: 0 };
  const moved: MovedMatter[] = [];
  for (const { caseId, register, before, after } of matters) {
    const [was, is] = [dueOf(before), dueOf(after)];
    if (was === is) continue;
    sum[was === null ? 'gained' : is === null ? 'lost' : is < was ? 'earlier' : 'later'] += 1;
    const overdue = isOverdue(after) && !isOverdue(before);
    if (overdue) sum.overdue += 1;
    if (isOverdue(before) && !isOverdue(after)) sum.relieved += 1;
    const { accepted } = before.matter;
    moved.push({
      caseId,
      register,
      kind: accepted?.kind ?? 'case',
      item: accepted?.item ?? null,
      hall: before.hall,
      before: iso(was),
      after: iso(is),
      overdue,
    });
  }
  moved.sort((a, b) => Number(b.overdue) - Number(a.overdue) || first(a.after, b.after) || first(a.caseId, b.caseId));
  return { ...sum, matters: moved.slice(0, MOVED_LISTED) };
}

/** Sorts missing values last. */
const first = (a: string | null, b: string | null): number => {
  const [x, y] = [a ?? '￿', b ?? '￿'];
  return x < y ? -1 : Number(x > y);
};
