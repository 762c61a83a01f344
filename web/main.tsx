import { traceErrors } from './shell/stack-traces.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, beginScreen } from './shell/app.tsx';
import { watchLostStyles } from './parts/lost-styles.ts';
import { fetchLater } from './shell/later.ts';
import { openWords } from './words/words.ts';

traceErrors();
const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no root');
const words = openWords();
beginScreen();
watchLostStyles();
fetchLater();
void words.then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
