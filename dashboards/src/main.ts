import './shared/zod';
import './design/tokens.css';
import './design/base.css';
import './design/print.css';
import './design/utilities.css';
import { VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app/App.vue';
import { createAppRouter } from './app/router';
import { i18n, keepLocaleOnPage } from './shared/i18n';
import { hasOwnFont } from './shared/own-font';
import { createQueryClient } from './shared/query-client';
import { keepThemeOnPage } from './shared/theme';

function start(): void {
  keepThemeOnPage();
  // the font for letters that no word is written with: 95 kB of rules that nothing waits for
  void hasOwnFont()
    .then((own) => (own ? undefined : import('@fontsource-variable/noto-sans-sc')))
    .catch(() => undefined);
  const queryClient = createQueryClient();
  const app = createApp(App).use(createPinia()).use(VueQueryPlugin, { queryClient }).use(i18n);
  const router = createAppRouter();
  // the router fetches the page while its words come
  app.use(router);
  // until both are there, the note of index.html stands; where a part fails or does not come, opening.js starts over.
  // Not awaited here: code of pages stands on this module, and would wait until it is done
  void Promise.all([keepLocaleOnPage(), router.isReady()]).then(() => app.mount('#app'));
}
// a browser of 2020 is helped first; no other waits
if ('timeout' in AbortSignal) start();
else void import('./shared/older-browsers').then(start);
