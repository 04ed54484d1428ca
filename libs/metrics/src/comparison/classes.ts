import { sizeClassOf, type HallDoc, type PeerClass } from '@cockpit/contracts';
import { isServed } from '@cockpit/organisation';
import type { HallAt } from '../asking/ask';

/** Which halls are compared with one another; null: of every kind, of every size. */
export interface ClassOf {
  readonly tier: PeerClass['tier'] | null;
  readonly size: PeerClass['size'] | null;
}

export const sizeOf = ({ windows }: { readonly windows: readonly unknown[] }): PeerClass['size'] =>
  sizeClassOf(windows.length);

/** Halls in which people are served; the others have no figures of their own. */
export const serving = (halls: readonly HallAt[]): HallAt[] => halls.filter(({ doc }) => isServed(doc));

export const isOf = ({ tier, size }: ClassOf, doc: Pick<HallDoc, 'tier' | 'windows'>): boolean =>
  (tier === null || doc.tier === tier) && (size === null || sizeOf(doc) === size);

/** Every class there is, the largest first. */
export function classesOf(halls: readonly HallAt[]): PeerClass[] {
  const found = new Map<string, PeerClass>();
  for (const { doc } of halls) {
    const [tier, size] = [doc.tier, sizeOf(doc)];
    const known = found.get(`${tier} ${size}`);
    found.set(`${tier} ${size}`, { tier, size, places: (known?.places ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => b.places - a.places);
}
