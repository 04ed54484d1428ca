import { en } from './en';
import { hold } from './render';
import { zhCN } from './zh-CN';

// Not part of the browser bundle, which loads the sentences of one language (`dashboards/src/build/words.ts`).
hold('zh-CN', zhCN);
hold('en', en);
