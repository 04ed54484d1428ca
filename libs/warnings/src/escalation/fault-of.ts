import type { DutyLevel, FaultKind } from '@cockpit/contracts';
import type { WarningRow } from '../warning.entity';

const FAULTS: Readonly<Record<string, FaultKind>> = { 'window-fault': 'window', 'terminal-fault': 'terminal' };
const MENDED_BY: Readonly<Record<FaultKind, DutyLevel>> = { window: 'repair', terminal: 'repair', feed: 'it' };

type About = Pick<WarningRow, 'rule' | 'scopeKind'>;

/** What is out of order, where a warning says that something is. */
export const faultOf = ({ rule, scopeKind }: About): FaultKind | undefined =>
  scopeKind === 'feed' ? 'feed' : FAULTS[rule];

/** Who mends it. */
export const menderOf = (fault: FaultKind): DutyLevel => MENDED_BY[fault];
