import { z } from 'zod';
import { TIERS } from './organisation';
import { Code, Day } from './primitives';
import type { Role } from './roles';

/** What is found, in the order in which it is shown. */
export const SEARCHED_KINDS = ['hall', 'window', 'ticket', 'case', 'officer', 'item', 'figure'] as const;
export const SearchedKind = z.enum(SEARCHED_KINDS);
export type SearchedKind = z.infer<typeof SearchedKind>;

const RUNNING: readonly Role[] = ['administrator', 'manager', 'supervisor'];
const IN_THE_HALL: readonly Role[] = [...RUNNING, 'guide', 'officer', 'unit'];
/** Who finds what: each kind for those who may open the page it leads to. */
const FINDS: Readonly<Record<SearchedKind, readonly Role[]>> = {
  hall: IN_THE_HALL,
  window: IN_THE_HALL,
  ticket: RUNNING,
  case: [...RUNNING, 'officer', 'unit'],
  officer: RUNNING,
  item: [...RUNNING, 'officer'],
  figure: RUNNING,
};
export const kindsFoundBy = (role: Role): SearchedKind[] => SEARCHED_KINDS.filter((kind) => FINDS[kind].includes(role));

/** So many of each kind are named; who wants others writes more of the name. */
export const MOST_OF_A_KIND = 6;
/** Where only one kind is looked for, there is room for more. */
export const MOST_OF_ONE_KIND = 60;
export const MOST_SEARCHED = 64;

export const SearchHit = z.object({
  kind: SearchedKind,
  /** of the hall, item or figure; id of the window, officer, ticket or matter */
  code: z.string(),
  /** as it is called; a window by its number, a ticket by its number, a matter by that of the case */
  name: z.string(),
  /** where it is; null where it is of no hall */
  hall: Code.nullable(),
  hallName: z.string().nullable(),
  /** of a hall */
  tier: z.enum(TIERS).nullable(),
  /** hall day of a ticket */
  day: Day.nullable(),
  /** item of a ticket or matter, in words */
  about: z.string().nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** `GET /v1/search?q=`; with `kind` only that one is looked for */
export const SearchAnswer = z.object({
  hits: z.array(SearchHit),
  /** kinds of which there are more than these */
  more: z.array(SearchedKind),
  /** kinds that could not be looked up now, because their store does not answer */
  unanswered: z.array(SearchedKind),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
