import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const service = process.env['HEBI_URL'] ?? 'http://localhost:3000';

// oxlint-disable-next-line import/no-default-export -- Vite reads the default export
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/app/',
  publicDir: false,
  // The server puts each answer's nonce in this place: src/platform/http/workbench.ts.
  html: { cspNonce: '__NONCE__' },
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    // Every file has an address of its own: the policy allows no data: in styles and scripts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Libraries mark their files "use client" for servers that render React: it means nothing here.
      checks: { moduleLevelDirective: false },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': service, '/sign-in': service, '/sign-out': service } },
});
