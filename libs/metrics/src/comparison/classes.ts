import { sizeClassOf, type HallDoc, type PeerClass } from '@cockpit/contracts';
import { isServed } from '@cockpit/organisation';
import type { HallAt } from '../asking/ask';

/** A class of comparable halls; null means any kind or size. */
export interface ClassOf {
  readonly tier: PeerClass['tier'] | null;
  readonly size: PeerClass['size'] | null;
}

export const sizeOf = ({ windows }: { readonly windows: readonly unknown[] }): PeerClass['size'] =>
  sizeClassOf(windows.length);

/** Halls with service; the others have no figures of their own. */
export const serving = (halls: readonly HallAt[]): HallAt[] => halls.filter(({ doc }) => isServed(doc));

export const isOf = ({ tier, size }: ClassOf, doc: Pick<HallDoc, 'tier' | 'windows'>): boolean =>
  (tier === null || doc.tier === tier) && (size === null || sizeOf(doc) === size);

/** All classes, largest first. */
export function classesOf(halls: readonly HallAt[]): PeerClass[] {
  const found = new Map<string, PeerClass>();
  for (const { doc } of halls) {
    const [tier, size] = [doc.tier, sizeOf(doc)];
    const existing = found.get(`${tier} ${size}`);
    found.set(`${tier} ${size}`, { tier, size, places: (existing?.places ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => b.places - a.places);
}
