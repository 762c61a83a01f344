import 'virtual:component-styles';
import '@mantine/notifications/styles.layer.css';
import 'virtual:theme.css';
import '../theme/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense } from 'react';
import { newQueryClient } from '../api/query-client.ts';
import { listenToKeys } from '../keys/keys.ts';
import { LiveRegion } from '../notify/live-region.tsx';
import { Toasts } from '../notify/toasts.tsx';
import { styleNonce } from '../theme/nonce.ts';
import { colourMemory, theme } from '../theme/theme.ts';
import { newRouter } from './router.ts';

const client = newQueryClient();
const router = newRouter(client);
listenToKeys();

/** Begins to read the code, words and data of the screen that the address names: nothing need be drawn for that. */
export function beginScreen(): void {
  void router.load();
}

/** Everything around the screens: colours, data, words, addresses. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      // They are in virtual:theme.css: made once, when the workbench is built.
      withCssVariables={false}
      withGlobalClasses={false}
      colorSchemeManager={colourMemory}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={client}>
        <Suspense>
          <RouterProvider router={router} />
        </Suspense>
        <Toasts />
        <LiveRegion />
      </QueryClientProvider>
    </MantineProvider>
  );
}
