import { NewRound, type Round, type RoundLine } from '@cockpit/contracts';
import { newKey } from '../acts/form';

/** What the form of a round asks for. */
export interface Plan {
  name: string;
  halls: string[];
  from: string;
  to: string;
  lines: RoundLine[];
}
export const emptyLine = (): RoundLine => ({ id: newKey(), area: '', question: '' });
export const emptyPlan = (today: string): Plan => ({
  name: '',
  halls: [],
  from: today,
  to: today,
  lines: [emptyLine()],
});
export const planOf = ({ name, halls, from, to, lines }: Round): Plan => ({
  name,
  from,
  to,
  halls: halls.map(({ code }) => code),
  lines: lines.map((line) => ({ ...line })),
});

/** As it is sent, without empty lines; null while something is missing. */
export function completed({ name, halls, from, to, lines }: Plan): Plan | null {
  const filled = lines
    .map(({ id, area, question }) => ({ id, area: area.trim(), question: question.trim() }))
    .filter(({ area, question }) => area !== '' || question !== '');
  const plan = { name: name.trim(), halls, from, to, lines: filled };
  return NewRound.safeParse({ id: 'any', ...plan }).success ? plan : null;
}

/** Rows of a spreadsheet as lines: area and question; a row with one column belongs to the area before it. Null: it is one plain text. */
export function linesOf(pasted: string, area: string): RoundLine[] | null {
  const rows = pasted
    .split(/\r?\n/)
    .map((row) => row.split('\t').map((cell) => cell.trim()))
    .filter((row) => row.some((cell) => cell !== ''));
  if (rows.length < 2 && (rows[0]?.length ?? 0) < 2) return null;
  let last = area;
  return rows.map(([first = '', second]) => {
    if (second !== undefined && first !== '') last = first;
    return { id: newKey(), area: last, question: second ?? first };
  });
}
