import type { Run } from '@cockpit/contracts';

/** @property number what stands before a code, in one piece with it: no line breaks between them */
export type Piece = Run & { readonly number: string };

/** What belongs to a number and stands behind it: the code comes after, or it would tear them apart. */
const UNIT = /^(?:%| ?(?:分钟|个工作日|个|minutes?|min|working days?|tickets?)(?![a-z]))/;
const NUMBER = /[\d.,]*\d$/;

/** Pieces of a sentence as the page sets them: each number with its unit and then its code. */
export function piecesOf(runs: readonly Run[]): Piece[] {
  const texts = runs.map(({ text }) => text);
  const pieces = runs.map((run, at): Piece => {
    if (run.code !== true) return { ...run, number: '' };
    const [number = ''] = NUMBER.exec(texts[at - 1] ?? '') ?? [];
    const after = runs[at + 1];
    const [unit = ''] = after === undefined || after.code || after.target ? [] : (UNIT.exec(after.text) ?? []);
    if (number !== '') texts[at - 1] = (texts[at - 1] ?? '').slice(0, -number.length);
    if (unit !== '') texts[at + 1] = (texts[at + 1] ?? '').slice(unit.length);
    return { ...run, number: number + unit };
  });
  return pieces.map((piece, at) => ({ ...piece, text: texts[at] ?? '' }));
}
