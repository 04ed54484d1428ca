import { isDeepStrictEqual } from 'node:util';
import type { PartDifference } from '@cockpit/contracts';
import type { Part } from '../history/dismantle';

const identify = ({ kind, key }: Pick<Part, 'kind' | 'key'>): string => `${kind} ${key}`;

/** Changed and added parts in document order, then removed ones. */
export function differencesOf(before: readonly Part[], after: readonly Part[]): PartDifference[] {
  const [was, is] = [before, after].map((parts) => new Map(parts.map((part) => [identify(part), part])));
  const bodyOf = (part: Part | undefined): PartDifference['before'] =>
    part === undefined ? null : (part.body as Record<string, unknown>);
  const changed = after.flatMap((part): PartDifference[] => {
    const earlier = was?.get(identify(part));
    if (earlier !== undefined && isDeepStrictEqual(earlier.body, part.body)) return [];
    const { kind, key } = part;
    return [{ kind, key, change: earlier ? 'changed' : 'added', before: bodyOf(earlier), after: bodyOf(part) }];
  });
  const removed = before
    .filter((part) => is?.has(identify(part)) !== true)
    .map((part): PartDifference => ({
      kind: part.kind,
      key: part.key,
      change: 'removed',
      before: bodyOf(part),
      after: null,
    }));
  return [...changed, ...removed];
}

export function among(differences: readonly PartDifference[]): (part: Pick<Part, 'kind' | 'key'>) => boolean {
  const keys = new Set(differences.map(identify));
  return (part) => keys.has(identify(part));
}
