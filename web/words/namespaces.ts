import type admin from '../../locales/en/admin.json';
import type app from '../../locales/en/app.json';
import type board from '../../locales/en/board.json';
import type compare from '../../locales/en/compare.json';
import type findings from '../../locales/en/findings.json';
import type inbox from '../../locales/en/inbox.json';
import type task from '../../locales/en/task.json';
import type tour from '../../locales/en/tour.json';
import type notice from '../../locales/en/notice.json';
import type notices from '../../locales/en/notices.json';

/** The files of words that the workbench reads, by name. A new one is added here and in `words.ts`. */
export interface Namespaces {
  admin: typeof admin;
  app: typeof app;
  board: typeof board;
  compare: typeof compare;
  findings: typeof findings;
  inbox: typeof inbox;
  task: typeof task;
  tour: typeof tour;
  notice: typeof notice;
  notices: typeof notices;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: Namespaces;
  }
}
