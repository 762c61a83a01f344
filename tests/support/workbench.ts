import type { Browser, Page } from 'playwright-core';
import { ensureWeb } from '../../scripts/ensure-build.mjs';
import type { Role } from '../../src/core/permission.ts';
import type { Look } from './browser.ts';
import { contextOptions, openBrowser, signInContext } from './browser.ts';
import type { TestOptions, TestService } from './service.ts';
import { makePerson, openTestService } from './service.ts';

/** A whole Hebi with the workbench as it is built, and a browser. */
export interface Workbench extends TestService {
  readonly browser: Browser;
  /** A page at an address under /app, of a person who is signed in; null: of nobody. */
  open(path: string, person: Credentials | null, look?: Look): Promise<Page>;
  /** A person with a password, who has taken the tour. */
  person(name: string, role: Role): Promise<Credentials & { id: string }>;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Builds the workbench where it is out of date, and opens all of it. */
export async function openWorkbench(options: TestOptions = {}): Promise<Workbench> {
  await ensureWeb();
  const service = await openTestService(options);
  const browser = await openBrowser();
  return {
    ...service,
    browser,
    open: async (path, person, look = {}) => {
      const context = await browser.newContext(contextOptions(look));
      if (person !== null) await signInContext(context, service.url, person);
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      refuseSurprises(page);
      await page.goto(`${service.url}/app${path}`);
      return page;
    },
    person: async (name, role) => {
      const person = await makePerson(service.service, { name, roles: [role] });
      const { db } = service.service;
      await db.updateTable('person').set({ tour: false }).where('id', '=', person.id).execute();
      return person;
    },
    close: async () => {
      await browser.close();
      await service.close();
    },
  };
}

const surprises = new WeakMap<Page, string[]>();

/** Errors that scripts of the page threw, and what its policy refused, so far. */
export function surprisesOf(page: Page): readonly string[] {
  return surprises.get(page) ?? [];
}

function refuseSurprises(page: Page): void {
  const seen: string[] = [];
  surprises.set(page, seen);
  page.on('pageerror', (error) => seen.push(error.message));
  page.on('console', (message) => {
    const isOurs =
      message.type() === 'error' && !message.text().startsWith('Failed to load resource');
    if (isOurs) seen.push(message.text());
  });
}
