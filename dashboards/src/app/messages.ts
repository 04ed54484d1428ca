import { casesMessages } from '../features/cases/messages';
import { networkMessages } from '../features/network/messages';
import { en } from '../shared/i18n/en';
import { zhCN } from '../shared/i18n/zh-CN';

/** Words, by key, nested. */
export interface Words { [key: string]: string | Words }
/** What a feature brings for its own pages: the same keys in both languages, none of them another feature's. */
export interface FeatureMessages { 'zh-CN': Words; en: Words }

export const MESSAGES: readonly FeatureMessages[] = [
  { 'zh-CN': zhCN, en },
  networkMessages,
  casesMessages,
];
