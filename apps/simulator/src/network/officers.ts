import type { OfficerDoc, RosterDoc } from '@cockpit/contracts';
import type { HallSketch } from './hall-sketch';
import { homesOf, windowId } from './halls';
import type { Draw } from './random';

/** First day of the skills and rosters of the demonstration network. */
export const SINCE = '2024-01-01';

const number = (n: number): string => String(n).padStart(2, '0');
export const officerId = (hall: string, place: number): string => `${hall}-P${number(place + 1)}`;

/** Officers of a hall: one for each window with exact shares of one, two and all skills, then the leave cover. */
export function officersOf(sketch: HallSketch, draw: Draw, name: () => string): OfficerDoc[] {
  const homes = homesOf(sketch);
  const kinds = draw.shuffled(skillKinds(homes.length, sketch.skills));
  const branches = sketch.rows.map((row) => row.branch);
  const seated = homes.map((home, place) => {
    const kind = kinds[place] ?? 'mono';
    const second = draw.weighted(
      sketch.rows.filter((row) => row.branch !== home).map((row) => ({ value: row.branch, weight: row.windows })),
    );
    const skills = kind === 'all' ? branches : kind === 'two' ? [home, second] : [home];
    return officer(sketch, place, name(), home, [home, ...skills.filter((branch) => branch !== home)], draw);
  });
  const spare = Array.from({ length: sketch.spare }, (_, i) => {
    const home = branches[i % branches.length] ?? 'household';
    return officer(
      sketch,
      homes.length + i,
      name(),
      home,
      [home, ...branches.filter((branch) => branch !== home)],
      draw,
    );
  });
  return [...seated, ...spare];
}

function skillKinds(count: number, shares: HallSketch['skills']): ('mono' | 'two' | 'all')[] {
  const mono = Math.floor(shares.mono * count + 0.5);
  const two = Math.min(Math.floor(shares.two * count + 0.5), count - mono);
  return Array.from({ length: count }, (_, i) => (i < mono ? 'mono' : i < mono + two ? 'two' : 'all'));
}

function officer(
  sketch: HallSketch,
  place: number,
  name: string,
  home: string,
  branches: readonly string[],
  draw: Draw,
): OfficerDoc {
  return {
    id: officerId(sketch.code, place),
    name,
    hall: sketch.code,
    kind: draw.next() < 0.45 ? 'police' : 'auxiliary',
    homeBranch: home,
    skills: branches.map((branch) => ({ branch, from: SINCE })),
    authorisations: [],
  };
}

/** The same officers in the twin hall: a hall and its twin may differ only in the prompts. */
export function twinOfficers(officers: readonly OfficerDoc[], of: string, twin: string): OfficerDoc[] {
  return officers.map((original) => ({ ...original, id: original.id.replace(`${of}-`, `${twin}-`), hall: twin }));
}

/** Lunch in three waves and two short breaks, staggered so that a branch never has all officers away. */
export function rostersOf(sketch: HallSketch): RosterDoc[] {
  const rows = sketch.rows.flatMap((row, r) =>
    Array.from({ length: row.windows }, (_, place) => ({ wave: (place + r) % 3, step: (place * 3 + r) % 5 })),
  );
  return rows.flatMap(({ wave, step }, place) => {
    const common = {
      hall: sketch.code,
      officer: officerId(sketch.code, place),
      window: windowId(sketch.code, place),
      validFrom: SINCE,
    };
    const week: RosterDoc = {
      ...common,
      days: [1, 2, 3, 4, 5],
      from: '08:30',
      to: '17:30',
      breaks: [
        { kind: 'break', from: clock(9 * 60 + 30 + 20 * step), minutes: 10 },
        { kind: 'lunch', from: clock(11 * 60 + 30 + 45 * wave), minutes: 45 },
        { kind: 'break', from: clock(14 * 60 + 15 + 25 * step), minutes: 10 },
      ],
    };
    const saturday: RosterDoc = {
      ...common,
      days: [6],
      from: '08:30',
      to: '12:15',
      breaks: [{ kind: 'break', from: clock(10 * 60 + 15 * wave), minutes: 10 }],
    };
    return sketch.saturday && place % 2 === 0 ? [week, saturday] : [week];
  });
}

const clock = (minute: number): string => `${number(Math.floor(minute / 60))}:${number(minute % 60)}`;
