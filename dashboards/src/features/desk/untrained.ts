import type { HallDetail, LiveHall, LiveWindow } from '@cockpit/contracts';

type Seat = Pick<LiveWindow, 'officerId'>;

/** Codes of the queues that whoever sits at a window is known not to be trained for. Nothing is known of an empty seat, nor before the hall's document is there. */
export function untrainedFor(
  window: Seat | null,
  queues: Pick<LiveHall, 'queues'>['queues'],
  detail: Pick<HallDetail, 'officers' | 'doc'> | null,
): ReadonlySet<string> {
  const officer = detail?.officers.find(({ id }) => id === window?.officerId);
  const branchOf = (code: string) => detail?.doc.queues.find((queue) => queue.code === code)?.branch;
  const lacks = (code: string): boolean => {
    const branch = branchOf(code);
    return branch !== undefined && officer !== undefined && !officer.branches.includes(branch);
  };
  return new Set(queues.map(({ code }) => code).filter(lacks));
}
