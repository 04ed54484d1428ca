import type { AssessmentState } from '@cockpit/contracts';

export type AssessmentAct = 'compute' | 'publish' | 'close';

const AFTER: Readonly<Record<AssessmentState, Partial<Record<AssessmentAct, AssessmentState>>>> = {
  draft: { compute: 'draft', publish: 'published' },
  published: { close: 'closed' },
  closed: {},
};

/** The state after an act; null where the state does not allow it. What halls have seen is computed anew only by an appeal. */
export const assessmentAfter = (state: AssessmentState, act: AssessmentAct): AssessmentState | null =>
  AFTER[state][act] ?? null;
