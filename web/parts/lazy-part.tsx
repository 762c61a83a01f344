import type { AsyncRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { createElement, use } from 'react';
import { loadLostStyles } from './lost-styles.ts';

type PropsOf<Part> = Part extends ComponentType<infer Props extends object> ? Props : never;

/** After this a part that could not be loaded may be asked for again. */
const restMs = 500;

/**
 * A part of a screen, or a whole one, whose code is loaded when it is first drawn, or by `preload`. Unlike React's
 * own `lazy` it can be tried again: the network may have been away.
 */
export function lazyPart<Module, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
): AsyncRouteComponent<PropsOf<Module[Name]>> {
  let part: ComponentType<PropsOf<Module[Name]>> | null = null;
  let loading: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    loading ??= loadWhole(load).then(
      (module) => {
        part = module[name] as ComponentType<PropsOf<Module[Name]>>;
      },
      (error: unknown) => {
        // Not at once: React draws a part that failed a second time, and would load it for ever.
        setTimeout(() => {
          loading = null;
        }, restMs);
        throw error;
      },
    );
    return loading;
  };
  const Part = (props: PropsOf<Module[Name]>) => {
    if (part === null) use(begin());
    return part === null ? null : createElement(part, props);
  };
  // What goes wrong is said where the part is drawn.
  return Object.assign(Part, { preload: () => begin().catch(() => undefined) });
}

async function loadWhole<Module>(load: () => Promise<Module>): Promise<Module> {
  const module = await load();
  await loadLostStyles();
  return module;
}
