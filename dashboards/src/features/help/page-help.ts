import pages from 'virtual:page-help';

/** Pages of one kind have one help: a list and one of it, an entry and its form. */
const SAME_AS: Readonly<Record<string, string>> = {
  'guide-start': 'guide',
  'desk-start': 'desk',
  halls: 'home',
  'case-new': 'case',
  'desk-difficult': 'matter-desk',
  'desk-enterprise': 'matter-desk',
  'desk-hotline': 'matter-desk',
  'desk-complaints': 'matter-desk',
  'catalogue-item': 'catalogue',
  round: 'rounds',
};

/** The page whose help a page has. */
export const helpedAs = (page: string): string => SAME_AS[page] ?? page;

/** @param page name of its route @returns undefined where nothing is written for it */
export function helpOf(page: string, lang: string) {
  const help = pages[helpedAs(page)];
  return help && { guide: help.guide, ...(lang === 'en' ? help.en : help['zh-CN']) };
}
