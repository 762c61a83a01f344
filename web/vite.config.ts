import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';
import { fewRenderings, writeLexiconFile } from '../src/core/lexicon/file.ts';
import { readDictionarySource } from '../src/platform/lexicon.ts';
import { laterPlace } from './shell/later.ts';
import { theme, variables } from './theme/theme.ts';

/**
 * `virtual:lexicon`: the address of the lexicon's file, which a build writes beside the others. A server for
 * development has none: findings are made with less.
 */
function lexicon(): Plugin {
  const name = 'virtual:lexicon';
  let isBuild = false;
  return {
    name: 'hebi-lexicon',
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      if (!isBuild) return 'export default null';
      const source = gzipSync(writeLexiconFile(readDictionarySource(), fewRenderings), {
        level: 9,
      });
      const file = this.emitFile({ type: 'asset', name: 'lexicon.bin', source });
      return `export default import.meta.ROLLUP_FILE_URL_${file}`;
    },
  };
}

/**
 * `virtual:theme.css`: the variables that Mantine would make of the theme each time the workbench starts, and
 * that a browser then would have to read as a style of its own.
 */
function themeStyle(): Plugin {
  const name = 'virtual:theme.css';
  return {
    name: 'hebi-theme',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? styleOf() : null),
  };
}

function styleOf(): string {
  const provider = createElement(MantineProvider, {
    theme,
    cssVariablesResolver: variables,
    withGlobalClasses: false,
    children: null,
  });
  const [, style] = /<style[^>]*>([\s\S]*)<\/style>/.exec(renderToStaticMarkup(provider)) ?? [];
  if (style === undefined) throw new Error('the theme has no style');
  return style;
}

/**
 * `virtual:component-styles`: the styles of Mantine's components. A build takes those of the components that it
 * has, each into the file that needs it: all of them are 270 KB, which a browser has to read before it draws. A
 * server for development, which packs Mantine beforehand, takes them all.
 */
function componentStyles(): Plugin {
  const name = 'virtual:component-styles';
  const folder = '@mantine/core/styles';
  const stylesOf = (component: string) => `import '${folder}/${component}.layer.css';\n`;
  let isBuild = false;
  return {
    name: 'hebi-component-styles',
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      if (!isBuild) return `import '${folder}.layer.css';`;
      return ['baseline', 'default-css-variables', 'global'].map(stylesOf).join('');
    },
    transform(code, id) {
      // A component's names of classes, which it imports from the file of this name.
      const [, component] = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/.exec(id) ?? [];
      if (!isBuild || component === undefined) return null;
      return { code: stylesOf(component) + code, map: null };
    },
  };
}

/**
 * Asks a browser to compile what the first screen needs as a whole, in a thread beside the page's, instead of
 * function by function in the page's own when each is called (V8's explicit compile hints).
 */
function compileEarly(): Plugin {
  return {
    name: 'hebi-compile-early',
    generateBundle: {
      // Nothing may come before it: Vite itself writes at the beginning of a chunk.
      order: 'post',
      handler: (_, bundle) => {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !(chunk.isEntry || chunk.name === 'react')) continue;
          chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
        }
      },
    },
  };
}

/**
 * Names in the page what screens are made of that are not the first: web/shell/later.ts fetches it once the
 * first is there.
 */
function laterScreens(): Plugin {
  return {
    name: 'hebi-later',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const files = Object.values(bundle).filter(({ fileName }) => /\.(js|css)$/.test(fileName));
        const later = files.filter(
          ({ fileName, type }) =>
            !html.includes(fileName) && (type === 'chunk' || fileName.endsWith('.css')),
        );
        const content = later.map(({ fileName }) => fileName).join(' ');
        return [{ tag: 'meta', attrs: { name: laterPlace, content }, injectTo: 'head' }];
      },
    },
  };
}

const service = process.env['HEBI_URL'] ?? 'http://localhost:3000';

// oxlint-disable-next-line import/no-default-export -- Vite reads the default export
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/app/',
  publicDir: false,
  plugins: [lexicon(), componentStyles(), themeStyle(), compileEarly(), laterScreens()],
  // Findings are looked for in a thread of their own.
  worker: { format: 'es', plugins: () => [lexicon()] },
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
            // What every screen needs first comes as one file: a browser asks a server for six at a time.
            { name: 'first', tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': service, '/sign-in': service, '/sign-out': service } },
});
