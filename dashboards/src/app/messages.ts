import { casesMessages } from '../features/cases/messages';
import { deskMessages } from '../features/desk/messages';
import { guideMessages } from '../features/guide/messages';
import { networkMessages } from '../features/network/messages';
import { officerMessages } from '../features/officer/messages';
import { replayMessages } from '../features/replay/messages';
import { wallMessages } from '../features/wall/messages';
import { showcaseMessages } from '../features/showcase/messages';
import { en } from '../shared/i18n/en';
import { zhCN } from '../shared/i18n/zh-CN';

/** Words, by key, nested. */
export interface Words { [key: string]: string | Words }
/** What a feature brings for its own pages: the same keys in both languages, none of them another feature's. */
export interface FeatureMessages { 'zh-CN': Words; en: Words }

export const MESSAGES: readonly FeatureMessages[] = [
  { 'zh-CN': zhCN, en },
  deskMessages,
  wallMessages,
  replayMessages,
  networkMessages,
  guideMessages,
  officerMessages,
  casesMessages,
  showcaseMessages,
];
