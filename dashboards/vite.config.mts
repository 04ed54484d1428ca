import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { sharedBy } from './src/build/chunks';
import { compressed } from './src/build/compressed-plugin';
import { documents } from './src/build/documents-plugin';
import { preloads } from './src/build/preload-plugin';
import { words } from './src/build/words-plugin';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const EVERY_PAGE =
  /node_modules\/(?:vue|@vue|vue-router|vue-i18n|@intlify|pinia|@tanstack\/(?:vue-query|query-core)|zod)\//;

export default defineConfig({
  root: at('.'),
  plugins: [vue(), documents(at('..')), words(at('..')), preloads(), compressed(at('../dist/dashboards'))],
  resolve: {
    alias: [
      { find: '@cockpit/contracts', replacement: at('../libs/contracts/src/index.ts') },
      { find: /^zod$/, replacement: at('src/shared/zod.ts') },
    ],
  },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
  },
  build: {
    outDir: at('../dist/dashboards'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // televisions on walls have browsers of 2020; what they lack at run time is in shared/older-browsers.ts
    cssTarget: 'chrome87',
    // fonts stay files: a closed network caches them once, and a data: URL could not be subset by unicode-range
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    // schemas that a page does not ask for stay out of it, and words, which it fetches in one language: making them has no effect outside
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !/\/libs\/contracts\/src\/|\/features\/.+\/messages\.ts$/.test(id) },
      output: {
        codeSplitting: {
          groups: [
            // stays in the cache over our own changes
            { name: 'every-page', test: EVERY_PAGE, priority: 3 },
            // asked for by the page of HTML itself, before any script has run
            sharedBy('wall', ['/dashboards/index.html', '/features/wall/WallPage.vue'], 2),
            sharedBy('shell', ['/app/AppShell.vue'], 1),
            sharedBy('hall', ['/features/desk/DeskPage.vue', '/features/guide/GuidePage.vue'], 0),
          ],
        },
      },
    },
  },
  // the name the browser asks for is handed on: a sign-in from pages of another address is refused
  server: {
    port: 7500,
    proxy: { '/v1': { target: process.env['COCKPIT_URL'] ?? 'http://127.0.0.1:7070', changeOrigin: false } },
  },
});
