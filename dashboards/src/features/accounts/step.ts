import type { UserRecord } from '@cockpit/contracts';

export type StepKind = 'disable' | 'enable' | 'reset' | 'factor';
/** What is about to be done with an account. */
export interface Step {
  kind: StepKind;
  user: UserRecord;
}
