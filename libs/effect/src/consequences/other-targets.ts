import type { HallDoc, TargetConsequences } from '@cockpit/contracts';
import type { TrialDay, WaitTargets } from '@cockpit/warnings';

type Counts = TargetConsequences['warnings'][number];
type Targets = Pick<HallDoc, 'waitTargetMin'> & {
  readonly queues: readonly Pick<HallDoc['queues'][number], 'code' | 'waitTargetMin'>[];
};

/** Wait targets that apply to a hall and its queues. */
export const targetsOf = ({ waitTargetMin, queues }: Targets): WaitTargets => ({
  hall: waitTargetMin,
  queues: new Map(queues.map((queue) => [queue.code, queue.waitTargetMin ?? waitTargetMin])),
});

/** Targets that differ; added and removed queues have nothing to compare. */
export function changedTargets(before: WaitTargets, after: WaitTargets): TargetConsequences['changed'] {
  const queues = [...before.queues].flatMap(([queue, was]) => {
    const will = after.queues.get(queue);
    return will === undefined || will === was ? [] : [{ queue, before: was, after: will }];
  });
  return [...(before.hall === after.hall ? [] : [{ queue: null, before: before.hall, after: after.hall }]), ...queues];
}

/** Sums the days and leaves out rows without a difference. */
export function tried(days: readonly TrialDay[]): Pick<TargetConsequences, 'warnings' | 'beyond'> {
  return {
    warnings: summed(days.map(({ fired }) => fired)).map(([rule, counts]) => ({ rule, ...counts })),
    beyond: summed(days.map(({ beyondMin }) => beyondMin)).map(([queue, counts]) => ({ queue, ...counts })),
  };
}

function summed(days: readonly TrialDay['fired'][]): [string, Omit<Counts, 'rule'>][] {
  const sums = new Map<string, Omit<Counts, 'rule'>>();
  for (const day of days)
    for (const [key, { before, after }] of day) {
      const sum = sums.get(key) ?? { before: 0, after: 0 };
      sums.set(key, { before: sum.before + before, after: sum.after + after });
    }
  return [...sums].filter(([, { before, after }]) => before !== after);
}
