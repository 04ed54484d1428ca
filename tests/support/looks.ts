import type { Page } from 'playwright-core';
import { still } from './browser';

export const THEMES = ['dark', 'light'] as const;
export const LOCALES = ['zh-CN', 'en'] as const;
export type Theme = (typeof THEMES)[number];
export type Locale = (typeof LOCALES)[number];

/**
 * Another theme and language on a page that stays open.
 * @param otherTab of the same person, where they are chosen; without one the page is told as if there were one
 */
export async function turn(page: Page, theme: Theme, locale: Locale, otherTab?: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await (otherTab ?? page)
    .evaluate(`for (const [key, newValue] of [['cockpit.theme', '${theme}'], ['cockpit.locale', '${locale}']]) {
    localStorage.setItem(key, newValue);
    dispatchEvent(new StorageEvent('storage', { key, newValue, storageArea: localStorage }));
  }`);
  await page.locator(`html[data-theme="${theme}"][lang="${locale}"]`).waitFor();
  await still(page);
}
