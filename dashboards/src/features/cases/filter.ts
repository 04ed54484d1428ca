import {
  MATTER_DESKS,
  MATTER_KINDS,
  MATTER_STATES,
  MATTER_TRAITS,
  SUMMARY_BY,
  type MatterDeskName,
  type MatterTrait,
} from '@cockpit/contracts';

export type CaseState = (typeof MATTER_STATES)[number];
export type CountBy = (typeof SUMMARY_BY)[number];
/** What a list may be narrowed by besides its state and days. */
export type FilterBy = CountBy | 'desk' | 'trait' | 'enterprise';

/** What the list shows. An empty string asks for matters that have none of it; without a key, everything. */
export interface CaseFilter extends Partial<Record<CountBy, string>> {
  state: CaseState;
  desk?: MatterDeskName;
  trait?: MatterTrait;
  enterprise?: string;
  /** days of acceptance */
  from?: string;
  to?: string;
  /** found in this inspection round */
  round?: string;
}

/** States somebody looks for, in the order of their weight. */
export const SHOWN_STATES = [
  'open',
  'red',
  'yellow',
  'stage-red',
  'stage-yellow',
  'at-risk',
  'unattended',
  'paused',
  'provisional',
  'faulty',
  'closed',
  'all',
] as const satisfies readonly CaseState[];

type Query = Readonly<Record<string, unknown>>;
const one = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : Array.isArray(value) ? one(value[0]) : value === null ? '' : undefined;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The filter an address asks for; what it says wrongly is left out, not guessed at. */
export function filterOf(query: Query): CaseFilter {
  const state = MATTER_STATES.find((known) => known === one(query['state'])) ?? 'open';
  const filter: CaseFilter = { state };
  for (const by of SUMMARY_BY) {
    const value = one(query[by]);
    if (value === undefined || (by === 'kind' && !(MATTER_KINDS as readonly string[]).includes(value))) continue;
    filter[by] = value.slice(0, 128);
  }
  const desk = MATTER_DESKS.find((known) => known === one(query['desk']));
  if (desk !== undefined) filter.desk = desk;
  const trait = MATTER_TRAITS.find((known) => known === one(query['trait']));
  if (trait !== undefined) filter.trait = trait;
  const enterprise = one(query['enterprise']);
  if (enterprise !== undefined) filter.enterprise = enterprise.slice(0, 128);
  for (const end of ['from', 'to'] as const) {
    const day = one(query[end]);
    if (day !== undefined && DAY.test(day)) filter[end] = day;
  }
  return filter;
}

/** The address of a filter: links to a list can be sent around. */
export function queryOf({ state, ...rest }: CaseFilter): Record<string, string> {
  return { ...(state === 'open' ? {} : { state }), ...rest };
}

export const paramsOf = (filter: CaseFilter): URLSearchParams => new URLSearchParams({ ...filter });

/** The same filter without one of its dimensions: so a list of units keeps the others to choose from when one is chosen. */
export function without(filter: CaseFilter, by: FilterBy): CaseFilter {
  const { [by]: _left, ...rest } = filter;
  return rest;
}

/** Chooses `key` of a dimension, or gives it up when it was chosen already. */
export const toggled = (filter: CaseFilter, by: CountBy, key: string | null): CaseFilter =>
  filter[by] === (key ?? '') ? without(filter, by) : { ...filter, [by]: key ?? '' };
