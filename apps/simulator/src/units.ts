/** Approval units by branch. */
export const UNITS: Readonly<Record<string, string>> = {
  household: '户政审批科',
  'exit-entry': '出入境审批科',
  traffic: '交管审批科',
  order: '治安审批科',
};
