import { METRIC_KEYS, type Role, type SearchHit } from '@cockpit/contracts';
import type { RouteLocationRaw } from 'vue-router';
import { ANALYSED } from '../analysis/use-analysis';
import { RANKED } from '../ranking/peers';

function placeOfFigure(code: string): RouteLocationRaw {
  const key = METRIC_KEYS.find((one) => one === code);
  if (key !== undefined && ANALYSED.includes(key)) return { name: 'analysis', query: { metric: key } };
  if (key !== undefined && RANKED.includes(key)) return { name: 'ranking', query: { metric: key } };
  // its definition stands there
  return { name: 'help', params: { document: 'metrics' } };
}

/** The page on which somebody of a role sees what was found. */
export function placeOf({ kind, code, hall, day, tier }: SearchHit, role: Role): RouteLocationRaw {
  switch (kind) {
    case 'hall':
      // nobody is served there: what is to be seen is what its halls do
      if (tier === 'department') return { name: 'analysis', query: { hall: code } };
      return { name: role === 'guide' ? 'guide' : 'desk', params: { hall: code } };
    case 'window':
      return { name: 'desk', params: { hall }, query: { window: code } };
    case 'ticket':
      return { name: 'visits', query: { hall, day, visit: code } };
    case 'case':
      return { name: 'case', params: { id: code } };
    case 'officer':
      return { name: 'analysis', query: { metric: 'served', hall, officer: code } };
    case 'item':
      return { name: 'catalogue-item', params: { item: code } };
    case 'figure':
      return placeOfFigure(code);
  }
}
