import { z } from 'zod';
import { TIERS } from './organisation';
import { Code, Day } from './primitives';
import type { Role } from './roles';

/** Kinds of results, in order of display. */
export const SEARCHED_KINDS = ['hall', 'window', 'ticket', 'case', 'officer', 'item', 'figure'] as const;
export const SearchedKind = z.enum(SEARCHED_KINDS);
export type SearchedKind = z.infer<typeof SearchedKind>;

const RUNNING: readonly Role[] = ['administrator', 'manager', 'supervisor'];
const IN_THE_HALL: readonly Role[] = [...RUNNING, 'guide', 'officer', 'unit'];
/** Roles that find each kind: those that may open its page. */
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

/** Maximum number of results of each kind; a longer query narrows them. */
export const MOST_OF_A_KIND = 6;
/** Maximum number of results if only one kind is requested. */
export const MOST_OF_ONE_KIND = 60;
export const MOST_SEARCHED = 64;

export const SearchHit = z.object({
  kind: SearchedKind,
  /** code of the hall, item or figure; id of the window, officer, ticket or matter */
  code: z.string(),
  /** its name; the number of a window or ticket; the case number of a matter */
  name: z.string(),
  /** its hall; null without one */
  hall: Code.nullable(),
  hallName: z.string().nullable(),
  /** of a hall */
  tier: z.enum(TIERS).nullable(),
  /** hall day of a ticket */
  day: Day.nullable(),
  /** item of a ticket or matter, as text */
  about: z.string().nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** `GET /v1/search?q=`; `kind` restricts the search */
export const SearchAnswer = z.object({
  hits: z.array(SearchHit),
  /** kinds with more results */
  more: z.array(SearchedKind),
  /** kinds that could not be searched, because their database does not answer */
  unanswered: z.array(SearchedKind),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
