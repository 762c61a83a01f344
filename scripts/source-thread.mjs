// Lets a thread run TypeScript sources: for tests and development, where nothing is compiled.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { source } = workerData[1] ?? workerData;
const thread = await import(source);

export const report = thread.report;
export const align = thread.align;
export const diff = thread.diff;
export const segments = thread.segments;
export const learn = thread.learn;
export const content = thread.content;
export const loose = thread.loose;
export const page = thread.page;
export const searchText = thread.searchText;
export const siteSearchText = thread.siteSearchText;
