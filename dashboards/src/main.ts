import './shared/zod';
import '@fontsource-variable/noto-sans-sc';
import './design/tokens.css';
import './design/base.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app/App.vue';
import { createAppRouter } from './app/router';
import { i18n, keepLocaleOnPage } from './shared/i18n';
import { keepThemeOnPage } from './shared/theme';

// a wall that was open during an upgrade asks for parts that are gone: it starts over with the new ones
window.addEventListener('vite:preloadError', () => { window.location.reload(); });
keepThemeOnPage();
keepLocaleOnPage();
createApp(App).use(createPinia()).use(i18n).use(createAppRouter()).mount('#app');
