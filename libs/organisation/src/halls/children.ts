import type { HallDoc } from '@cockpit/contracts';

/** Whether a place serves people; departments and waypoints have neither windows nor queues. */
export const isServed = ({ windows, queues }: Pick<HallDoc, 'windows' | 'queues'>): boolean =>
  windows.length > 0 || queues.length > 0;

/** The given places with everything beneath them; unknown codes are left out. */
export function withChildren(
  halls: readonly Pick<HallDoc, 'code' | 'parent'>[],
  codes: readonly string[],
): Set<string> {
  const known = new Set(halls.map(({ code }) => code));
  const found = new Set(codes.filter((code) => known.has(code)));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { code, parent } of halls) if (parent !== undefined && found.has(parent)) found.add(code);
  }
  return found;
}

/** A place with the halls beneath it, without twins because those repeat the visitors of another hall. */
export function hallsMeant(halls: readonly Pick<HallDoc, 'code' | 'parent' | 'twinOf'>[], code: string): string[] {
  const found = withChildren(halls, [code]);
  return [
    code,
    ...halls
      .filter((hall) => hall.code !== code && found.has(hall.code) && hall.twinOf === undefined)
      .map((hall) => hall.code),
  ];
}

/** Returns the path of a place: the place, its parent and so on, and the bureau (null) last. */
export function pathsIn(
  halls: readonly Pick<HallDoc, 'code' | 'parent'>[],
): (code: string | null) => (string | null)[] {
  const parents = new Map(halls.map((hall) => [hall.code, hall.parent]));
  return (code) => {
    const path: (string | null)[] = [];
    for (let at = code ?? undefined; at !== undefined && !path.includes(at); at = parents.get(at)) path.push(at);
    return [...path, null];
  };
}
