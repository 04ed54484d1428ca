/**
 * `first`: what a wall has to have before it shows anything; `guide`: what the page of a guide's phone has to have besides; `rest`: what
 * all other pages have. A page has the parts before its own as well.
 */
export const PARTS = ['first', 'guide', 'rest'] as const;
export type WordsPart = (typeof PARTS)[number];

export const partsUpTo = (part: WordsPart): readonly WordsPart[] => PARTS.slice(0, PARTS.indexOf(part) + 1);
