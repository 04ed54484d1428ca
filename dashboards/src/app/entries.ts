import type { Page } from '../shared/page';
import { PAGES } from './features';

/** Every page, and instead of a page with parts each of its parts: whatever has a name and an address of its own. */
export const ENTRIES: readonly Page[] = PAGES.flatMap(
  (page) => page.parts?.map((part) => ({ ...page, ...part })) ?? [page],
);

/** Pages and parts by their names. A part that has the name of its page stands for it. */
export const BY_NAME: ReadonlyMap<string, Page> = new Map([...PAGES, ...ENTRIES].map((page) => [page.name, page]));
