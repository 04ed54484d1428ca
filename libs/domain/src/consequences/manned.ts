import type { Absence, SimOfficer } from '../simulation/officers';
import type { HallConfig, Interval, ShiftConfig, WindowConfig } from '../live';
import { setOfCodes, type QueueSet } from '../queue-set';

const MINUTE = 60_000;
const DAY_MIN = 2 * 24 * 60;

/** From a minute on a window serves these queues. */
export interface MaskChange {
  readonly window: number;
  readonly atMin: number;
  readonly mask: QueueSet;
}

/** Queues that whoever sits there can serve: those of the window that they are qualified for; all of them where no skills are kept. */
export function servedBy(config: HallConfig, window: WindowConfig, shift: Pick<ShiftConfig, 'officerId'>): string[] {
  const skills = config.officers.find(({ id }) => id === shift.officerId)?.skills ?? [];
  return skills.length === 0 ? [...window.queues] : window.queues.filter((queue) => skills.includes(queue));
}

/** Windows as they are rostered: nobody sits there outside the shifts, and each shift serves what its officer can. Minutes after `origin`, epoch ms. */
export function mannedBy(config: HallConfig, origin: number): { officers: SimOfficer[]; changes: MaskChange[] } {
  const codes = config.queues.map(({ code }) => code);
  const minute = (time: number): number => (time - origin) / MINUTE;
  const changes: MaskChange[] = [];
  const officers = config.windows.map((window, index): SimOfficer => {
    const reserve = window.kind === 'reserve';
    const masks = window.roster.map((shift) => setOfCodes(codes, servedBy(config, window, shift)));
    window.roster.forEach(({ from }, i) => {
      changes.push({ window: index, atMin: Math.max(0, minute(from)), mask: masks[i] ?? 0n });
    });
    const breaks = window.roster.flatMap((shift) =>
      shift.breaks.map(({ kind, from, to }): Absence => ({
        kind,
        startMin: minute(from),
        lengthMin: (to - from) / MINUTE,
      })),
    );
    return {
      window: index,
      reserve,
      speed: 1,
      home: reserve ? -1 : codes.indexOf(window.homeQueue),
      skills: masks.reduce((all, mask) => all | mask, 0n),
      absences: [...breaks, ...absentOutside(window.roster, minute)].sort((a, b) => a.startMin - b.startMin),
    };
  });
  return { officers, changes: changes.sort((a, b) => a.atMin - b.atMin) };
}

/** Somebody whose shift is over goes at its end, whenever they became free: an absence that keeps its end, as an outage does. */
function absentOutside(roster: readonly Interval[], minute: (time: number) => number): Absence[] {
  const ends = [-1, ...roster.map(({ to }) => minute(to))];
  const starts = [...roster.map(({ from }) => minute(from)), DAY_MIN];
  return ends.flatMap((startMin, i): Absence[] => {
    const lengthMin = (starts[i] ?? DAY_MIN) - startMin;
    return lengthMin <= 0 ? [] : [{ startMin, lengthMin, kind: 'outage' }];
  });
}
