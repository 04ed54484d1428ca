import {
  CatalogueItem,
  CompressionReport,
  ItemPast,
  ItemsChanged,
  PartVersion,
  page,
  type ItemCompression,
  type ItemDoc,
} from '@cockpit/contracts';
import { repeated } from '../../shared/command';
import { ask } from '../../shared/http';
import type { Period } from '../figures/period';

export interface CatalogueQuestion {
  /** empty: all */
  hall: string;
  period: Period;
}
/** An item of the catalogue, and how long it really took. */
export interface Line extends CatalogueItem {
  /** null: it has no statutory limit, so nothing is compared */
  taken: ItemCompression | null;
}
export interface CatalogueAnswer {
  lines: readonly Line[];
  total: CompressionReport['total'];
}

const query = (said: Readonly<Record<string, string>>): string =>
  new URLSearchParams(Object.entries(said).filter(([, value]) => value !== '')).toString();

/** The whole catalogue of a place: branches, categories and words are chosen from it without asking again. */
export async function fetchCatalogue({ hall, period }: CatalogueQuestion): Promise<CatalogueAnswer> {
  const [items, compression] = await Promise.all([
    ask('GET', `/v1/items?${query({ hall })}`, page(CatalogueItem)),
    ask('GET', `/v1/items/compression?${query({ hall, ...period })}`, CompressionReport),
  ]);
  const taken = new Map(compression.body.items.map((one) => [one.item, one]));
  return {
    lines: items.body.items.map((item) => ({ ...item, taken: taken.get(item.code) ?? null })),
    total: compression.body.total,
  };
}

export interface ItemQuestion {
  item: string;
  period: Period;
}
export interface ItemAnswer {
  /** null: it is in the catalogue no more */
  line: Line | null;
  past: readonly ItemPast[];
}
export async function fetchItem({ item, period }: ItemQuestion): Promise<ItemAnswer> {
  const [items, compression, past] = await Promise.all([
    ask('GET', `/v1/items?${query({ item })}`, page(CatalogueItem)),
    ask('GET', `/v1/items/compression?${query({ item, ...period })}`, CompressionReport),
    ask('GET', `/v1/items/${encodeURIComponent(item)}/versions`, page(ItemPast)),
  ]);
  const [found] = items.body.items;
  const taken = compression.body.items.find((one) => one.item === item) ?? null;
  return { line: found === undefined ? null : { ...found, taken }, past: past.body.items };
}

export interface Wish {
  items: readonly ItemDoc[];
  reason: string;
  /** empty: the earliest day any hall is on */
  from: string;
  check: boolean;
}
/** Sent once more it finds nothing left to change. */
export const changeItems = async ({ items, reason, from, check }: Wish): Promise<ItemsChanged> => {
  const path = `/v1/items?${query({ from, check: String(check) })}`;
  return (await repeated(() => ask('PUT', path, ItemsChanged, { items, reason }))).body;
};

/** Who changed it when and why, the latest first. */
export const fetchChanges = async (item: string): Promise<PartVersion[]> =>
  (await ask('GET', `/v1/items/${encodeURIComponent(item)}/changes`, page(PartVersion))).body.items;
