import type { Overview } from '@cockpit/contracts';
import type { RouteLocationRaw } from 'vue-router';

type Kind = Overview['decisions'][number]['kind'] | Overview['changes'][number]['kind'];

/** The one hall of which all of something is; undefined: it is of several, or of none. */
export function onlyHall({ n, places }: Pick<Overview['decisions'][number], 'n' | 'places'>): string | undefined {
  const [first] = places;
  return n > 0 && first?.n === n ? (first.hall ?? undefined) : undefined;
}

/** Where something is looked into and decided. `hall` null: what belongs to no hall; left out: everywhere. */
export function pageOf(kind: Kind, hall?: string | null): RouteLocationRaw {
  const at = hall === undefined ? {} : { hall: hall ?? '' };
  switch (kind) {
    case 'red-cards':
      return { name: 'cases', query: { state: 'red', ...at } };
    case 'appeals':
      return { name: 'cases', query: { state: 'all', ...at } };
    case 'unattended':
      return { name: 'cases', query: { state: 'unattended', ...at } };
    case 'targets':
      return { name: 'registers', query: { part: 'targets' } };
    case 'warnings-over':
    case 'prompts-done':
      return { name: 'loop' };
    case 'red-warnings':
    case 'warnings-fired':
    case 'prompts':
      return hall === undefined || hall === null ? { name: 'network' } : { name: 'desk', params: { hall } };
  }
}
