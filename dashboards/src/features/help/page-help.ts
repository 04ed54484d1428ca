import { pagesEn } from './pages/en';
import type { PageHelp } from './pages/shape';
import { pagesZh } from './pages/zh-CN';

/** Pages of one kind have one help: a list and one of it, an entry and its form. */
const SAME_AS: Readonly<Record<string, string>> = {
  'guide-start': 'guide',
  'case-new': 'case',
  'desk-difficult': 'matter-desk',
  'desk-enterprise': 'matter-desk',
  'desk-hotline': 'matter-desk',
  'desk-complaints': 'matter-desk',
  'catalogue-item': 'catalogue',
  'place-new': 'place',
  'assessment-sheet': 'assessment',
  round: 'rounds',
};

/** @param page name of its route @returns undefined where nothing is written for it */
export function helpOf(page: string, lang: string): PageHelp | undefined {
  const all = lang === 'en' ? pagesEn : pagesZh;
  return all[SAME_AS[page] ?? page];
}
