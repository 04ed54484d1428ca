import type { MatterSummaryBy } from '@cockpit/contracts';

/** No matter in any state. */
export const NO_MATTERS: MatterSummaryBy['total'] = {
  total: 0,
  open: 0,
  closed: 0,
  overdue: 0,
  yellow: 0,
  red: 0,
  stageYellow: 0,
  stageRed: 0,
  paused: 0,
  unattended: 0,
  provisional: 0,
  faulty: 0,
  atRisk: 0,
};
