import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { documents } from './src/build/documents-plugin';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  plugins: [vue(), documents(at('..'))],
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
    target: 'es2022',
    // fonts stay files: a closed network caches them once, and a data: URL could not be subset by unicode-range
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  // the name the browser asks for is handed on: a sign-in from pages of another address is refused
  server: {
    port: 7500,
    proxy: { '/v1': { target: process.env['COCKPIT_URL'] ?? 'http://127.0.0.1:7070', changeOrigin: false } },
  },
});
