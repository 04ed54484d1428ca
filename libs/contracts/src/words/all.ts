import { en } from './en';
import { hold } from './render';
import { zhCN } from './zh-CN';

// Left out of what a browser loads, which fetches the sentences of one language (`dashboards/src/build/words.ts`).
hold('zh-CN', zhCN);
hold('en', en);
