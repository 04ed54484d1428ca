import { isUnanswered, openWarnings, type LiveWindow, type Warning } from '@cockpit/contracts';

export { isUnanswered };

/** It can be acknowledged. */
export const waits = (warning: Pick<Warning, 'handling'>): boolean =>
  isUnanswered(warning) || warning.handling === 'snoozed';

/** Since when it is raised, epoch ms; of one that is only watched, since when its limit is passed. */
export const raisedAt = ({ firedAt, since }: Pick<Warning, 'firedAt' | 'since'>): number =>
  Date.parse(firedAt ?? since);

/** Warnings of one cause: the one that needs an answer most, and what else it shows in. */
export interface WarningGroup {
  readonly first: Warning;
  readonly rest: readonly Warning[];
}

/** Open warnings by cause: whatever a queue in trouble sets off, its windows included, is one trouble. */
export function warningGroups(
  warnings: readonly Warning[],
  windows: readonly Pick<LiveWindow, 'windowId' | 'homeQueue'>[] = [],
): WarningGroup[] {
  const open = openWarnings(warnings);
  const inTrouble = new Set(open.flatMap(({ scope }) => (scope.kind === 'queue' ? [scope.code] : [])));
  const causeOf = ({ scope }: Warning): string => {
    const home = scope.kind === 'window' ? windows.find(({ windowId }) => windowId === scope.code)?.homeQueue : null;
    return home !== null && home !== undefined && inTrouble.has(home) ? `queue/${home}` : `${scope.kind}/${scope.code}`;
  };
  const groups = new Map<string, Warning[]>();
  for (const warning of open) {
    const cause = causeOf(warning);
    groups.set(cause, [...(groups.get(cause) ?? []), warning]);
  }
  return [...groups.values()].flatMap(([first, ...rest]) => (first === undefined ? [] : [{ first, rest }]));
}

/** The same with that of the queue that the headline is of first, where nothing graver stands before it. */
export function headlined(groups: readonly WarningGroup[], queue: string | undefined): WarningGroup[] {
  const [top] = groups;
  const told = groups.find(({ first: { scope } }) => scope.kind === 'queue' && scope.code === queue);
  const isAsGrave = top?.first.severity === told?.first.severity && top?.first.condition === told?.first.condition;
  return told !== undefined && isAsGrave ? [told, ...groups.filter((group) => group !== told)] : [...groups];
}

/** Somebody has said that they know of it, or more. */
export const TAKEN: readonly Warning['handling'][] = ['acknowledged', 'acting', 'explained'];
