import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import { createTheme, localStorageColorSchemeManager } from '@mantine/core';

/** Jade: what the name of the product means. Shade 7 on white is 5.3:1, white on it likewise. */
const jade: MantineColorsTuple = [
  '#ecf7f1',
  '#d8eee3',
  '#b0dcc7',
  '#84c9a8',
  '#5eb78d',
  '#3fa27c',
  '#2a8c67',
  '#1b7455',
  '#125f45',
  '#0a4a35',
];

/** Greys with a breath of green, so that long texts rest on something calmer than blue. */
const gray: MantineColorsTuple = [
  '#f8f9f8',
  '#f1f3f1',
  '#e6e9e6',
  '#d8dcd9',
  '#b9bfbb',
  '#8d9590',
  '#6a726d',
  '#4f5752',
  '#333a36',
  '#1f2522',
];

const dark: MantineColorsTuple = [
  '#dfe4e1',
  '#c2c9c5',
  '#9da6a1',
  '#747e79',
  '#414a45',
  '#323a36',
  '#262d29',
  '#1b211e',
  '#151a17',
  '#0f1311',
];

/** Latin first, then the Chinese fonts of macOS, Windows and Linux, whose Latin letters are poor. */
export const sans =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "PingFang SC", ' +
  '"Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

export const theme = createTheme({
  primaryColor: 'jade',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  colors: { jade, gray, dark },
  fontFamily: sans,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.55', lg: '1.6', xl: '1.6' },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
});

/** Mantine's own variables, brought to AA contrast and to this palette. `--hebi-*`: our own, both schemes. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': gray[9],
    '--mantine-color-dimmed': '#5c6560',
    '--mantine-color-placeholder': '#6a726d',
    '--mantine-color-default-border': gray[3],
    '--mantine-color-anchor': jade[7],
    '--mantine-color-error': '#b3261e',
    '--hebi-frame': gray[0],
    '--hebi-line': gray[2],
    '--hebi-raised': '#ffffff',
    '--hebi-hover': gray[1],
    '--hebi-chosen': jade[0],
    '--hebi-accent': jade[7],
    '--hebi-bad': '#b3261e',
    '--hebi-bad-soft': '#fdeceb',
    '--hebi-warn': '#8a5200',
    '--hebi-warn-soft': '#fdf3e0',
    '--hebi-good': jade[7],
    '--hebi-good-soft': jade[0],
    '--hebi-blue': '#1f5fa8',
    '--hebi-blue-soft': '#eaf2fb',
    '--hebi-violet': '#6b3fa0',
    '--hebi-violet-soft': '#f3edfa',
  },
  dark: {
    '--mantine-color-body': dark[8],
    '--mantine-color-text': dark[0],
    '--mantine-color-dimmed': '#9da6a1',
    '--mantine-color-placeholder': '#8b948f',
    '--mantine-color-default-border': dark[5],
    '--mantine-color-anchor': jade[3],
    '--mantine-color-error': '#ff9d96',
    '--hebi-frame': dark[9],
    '--hebi-line': dark[6],
    '--hebi-raised': dark[7],
    '--hebi-hover': '#1e2521',
    '--hebi-chosen': '#16291f',
    '--hebi-accent': jade[3],
    '--hebi-bad': '#ff9d96',
    '--hebi-bad-soft': '#3a1d1b',
    '--hebi-warn': '#f0bd6a',
    '--hebi-warn-soft': '#33270f',
    '--hebi-good': jade[3],
    '--hebi-good-soft': '#14281f',
    '--hebi-blue': '#94c0f0',
    '--hebi-blue-soft': '#172637',
    '--hebi-violet': '#c7adeb',
    '--hebi-violet-soft': '#281f36',
  },
});

export const colourMemory = localStorageColorSchemeManager({ key: 'hebi-colours' });
