import type { Level, NetworkNode } from '@cockpit/contracts';
import type { Spot } from './spot';
import { levelOf, waitingAt, worstOf } from './tree';

/** Places that stand too close on the screen to be told apart, drawn as one disc. */
export interface Cluster extends Spot {
  /** code of the place on which it is drawn */
  code: string;
  /** its places, that one first */
  codes: readonly string[];
}

/** What a disc says of the places beneath it. */
export interface Load {
  /** worst of its places; a department speaks for places that stand elsewhere and is not asked */
  level: Level;
  /** people who wait at them; what is silent is not counted */
  waiting: number;
  /** places of that level */
  atLevel: number;
  /** places with windows or queues */
  served: number;
}

/** So many places can be told apart each by itself; above it they are drawn together. */
export const MOST_APART = 60;

/**
 * Every place joins the nearest disc within reach, or begins one. In the order of codes, so that discs stand where they stood when
 * loads change. @param reach px between two discs at least; 0: every place stands by itself
 */
export function clustersOf(spots: readonly Spot[], reach: number): Cluster[] {
  const clusters: { x: number; y: number; code: string; codes: string[] }[] = [];
  const cells = new Map<string, typeof clusters>();
  const cellOf = (at: number) => Math.floor(at / reach);
  for (const { code, x, y } of [...spots].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    let nearest: (typeof clusters)[number] | undefined;
    let least = reach;
    for (const cell of reach === 0 ? [] : around(cellOf(x), cellOf(y)))
      for (const one of cells.get(cell) ?? []) {
        const far = Math.hypot(one.x - x, one.y - y);
        if (far >= least) continue;
        [nearest, least] = [one, far];
      }
    if (nearest !== undefined) {
      nearest.codes.push(code);
      continue;
    }
    const begun = { code, x, y, codes: [code] };
    clusters.push(begun);
    if (reach === 0) continue;
    const cell = `${String(cellOf(x))}/${String(cellOf(y))}`;
    cells.set(cell, [...(cells.get(cell) ?? []), begun]);
  }
  return clusters;
}

const around = (column: number, row: number): string[] =>
  [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${String(column + dx)}/${String(row + dy)}`));

export function loadOf(places: readonly NetworkNode[]): Load {
  const levels = places.filter(({ served }) => served).map(levelOf);
  const level = worstOf(levels);
  return {
    level,
    waiting: places.reduce((sum, place) => sum + waitingAt(place), 0),
    atLevel: levels.filter((one) => one === level).length,
    served: levels.length,
  };
}

const LEAST_REM = 1.9;
const MOST_REM = 5;
/** people whose disc is of full size where nobody has more */
const FULL = 134;
/**
 * Diameter of a disc, rem: its area grows with the people who wait. @param most people of the fullest disc that is seen, so that
 * discs of thousands can be told apart as well
 */
export const discRem = (waiting: number, most = 0): number =>
  Math.min(MOST_REM, Math.sqrt(LEAST_REM ** 2 + ((MOST_REM ** 2 - LEAST_REM ** 2) * waiting) / Math.max(FULL, most)));
