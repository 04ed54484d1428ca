import './shared/zod';
import '@fontsource-variable/noto-sans-sc';
import './design/tokens.css';
import './design/base.css';
import './design/print.css';
import { VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app/App.vue';
import { createAppRouter } from './app/router';
import { i18n, keepLocaleOnPage } from './shared/i18n';
import { createQueryClient } from './shared/query-client';
import { keepThemeOnPage } from './shared/theme';

// a wall that was open during an upgrade asks for parts that are gone: it starts over with the new ones
window.addEventListener('vite:preloadError', () => {
  window.location.reload();
});
keepThemeOnPage();
const queryClient = createQueryClient();
// the router fetches the page while its words come
const app = createApp(App).use(createPinia()).use(VueQueryPlugin, { queryClient }).use(i18n).use(createAppRouter());
await keepLocaleOnPage();
app.mount('#app');
