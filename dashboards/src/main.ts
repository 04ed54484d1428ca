import '@fontsource-variable/noto-sans-sc';
import './design/tokens.css';
import './design/base.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { z } from 'zod';
import App from './app/App.vue';
import { createAppRouter } from './app/router';
import { i18n, keepLocaleOnPage } from './shared/i18n';
import { keepThemeOnPage } from './shared/theme';

// the content policy forbids making code from text, which the validator would otherwise try first
z.config({ jitless: true });
// a wall that was open during an upgrade asks for parts that are gone: it starts over with the new ones
window.addEventListener('vite:preloadError', () => { window.location.reload(); });
keepThemeOnPage();
keepLocaleOnPage();
createApp(App).use(createPinia()).use(i18n).use(createAppRouter()).mount('#app');
