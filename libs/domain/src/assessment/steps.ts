import type { AssessmentState } from '@cockpit/contracts';

export type AssessmentAct = 'compute' | 'publish' | 'close';

const AFTER: Readonly<Record<AssessmentState, Partial<Record<AssessmentAct, AssessmentState>>>> = {
  draft: { compute: 'draft', publish: 'published' },
  published: { close: 'closed' },
  closed: {},
};

/** State after an act; null if the state does not allow it. Results that halls have seen change only by an appeal. */
export const assessmentAfter = (state: AssessmentState, act: AssessmentAct): AssessmentState | null =>
  AFTER[state][act] ?? null;
