import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What looks for objections on a page. Our pages have no frames of other places, so nothing is put together in a page opened for that; and
 * only what is objected to is described, not the thousand things that are well.
 */
export const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
