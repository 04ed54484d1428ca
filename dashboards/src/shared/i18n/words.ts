import type { MessageCode } from '@cockpit/contracts';

/** Words, by key, nested. */
export interface Words {
  [key: string]: string | Words;
}
/** What somebody who opens a page for the first time wants to know. */
export interface HelpText {
  /** what it shows */
  what: string;
  /** what one does there, in the order in which it is done */
  how: readonly string[];
}
export interface PageHelp {
  /** the guide that says more: name of a document */
  guide: string;
  'zh-CN': HelpText;
  en: HelpText;
}
/** What a feature brings for its own pages: the same keys in both languages, none of them another feature's. */
export interface FeatureMessages {
  'zh-CN': Words;
  en: Words;
  /** of its pages, by the name of their route; fetched when somebody asks for it */
  help?: Readonly<Record<string, PageHelp>>;
}

/** `first`: what the pages of a device have to have before they show anything; `rest`: all other pages besides. */
export const PARTS = ['first', 'rest'] as const;
export type WordsPart = (typeof PARTS)[number];

/** What a page fetches to speak one language. */
export interface PageWords {
  screens: Words;
  sentences: Partial<Record<MessageCode, string>>;
}
