import { emsOf } from './fit-name';
import { marksApart, type PlanLayout } from './plan';

/** How the windows of a zone are drawn: as squares of one size, with their numbers where those can be read. */
export interface RowMarks {
  /** in shares of the plan's width */
  side: number;
  numbered: boolean;
  /** the windows' numbers in a few characters, for where the marks are too small for them; '' when they do not follow each other */
  range: string;
}

/** Beside its number a mark has its border, in ems. */
const BORDER = 0.18;
/** Part of a zone's depth that leaves room for its name. */
const BESIDE_NAME = 0.4;

/** Side of a mark that leaves room for the zone's name. A window by itself is as large as those of the rows beside it. */
function roomOf(box: readonly [number, number], windows: number): number {
  const [short, long] = [Math.min(...box), Math.max(...box)];
  return windows > 1 ? BESIDE_NAME * short : Math.min(ALONE * short, BESIDE_NAME * long);
}
const ALONE = 0.8;

/**
 * Each zone by itself, for one is dense where another is not.
 * `wide`: width of the plan in ems of the size in which numbers are written. Windows of no zone are under ''.
 */
export function rowMarks(layout: PlanLayout, wide: number): Map<string, RowMarks> {
  const sides = marksApart(layout.windows, layout.aspect);
  const rows = new Map<string, PlanLayout['windows']>();
  for (const window of layout.windows) {
    const code = window.zone ?? '';
    rows.set(code, [...(rows.get(code) ?? []), window]);
  }
  const zones = new Map(layout.zones.map((zone) => [zone.code, zone]));
  return new Map(
    [...rows].map(([code, here]) => {
      const most = Math.min(...here.map(({ id }) => sides.get(id) ?? 0));
      const need = (Math.max(...here.map(({ number }) => emsOf(number))) + BORDER) / wide;
      const zone = zones.get(code);
      const shallow = zone ? roomOf([zone.width, zone.height / layout.aspect], here.length) : most;
      const side = Math.min(most, Math.max(shallow, need));
      return [code, { side, numbered: side >= need, range: rangeOf(here.map(({ number }) => number)) }];
    }),
  );
}

/** `07–12` of numbers that follow each other in any order; else ''. */
export function rangeOf(numbers: readonly string[]): string {
  const sorted = [...numbers].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const follows = sorted.every((number, i) => i === 0 || number === after(sorted[i - 1] ?? ''));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!follows || first === undefined || last === undefined) return '';
  return first === last ? first : `${first}–${last}`;
}

const after = (number: string): string =>
  number.replace(/\d+$/u, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'));
