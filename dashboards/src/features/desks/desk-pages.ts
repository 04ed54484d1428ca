import type { MatterDeskName } from '@cockpit/contracts';

/** Desks with a page; items of enterprises are seen to on that of enterprises. */
export const DESK_PAGES = [
  'difficult',
  'enterprise',
  'hotline',
  'complaints',
] as const satisfies readonly MatterDeskName[];
export type DeskPageName = (typeof DESK_PAGES)[number];
