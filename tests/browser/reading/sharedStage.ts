import { after } from 'node:test';
import { BrowserContext } from 'playwright-core';
import { Reference, referenceOf } from '../harness/reference';
import { newContext, OpenedPage, setStage, Stage } from '../harness/stage';

/** A part of the one stage of a process: for specs that neither save settings nor have the simulators answer wrongly. */
export interface SharedStage extends Stage {
  /** Pages opened beside it find what any of them has read. */
  readonly readers: { readonly context: BrowserContext };
  readonly reference: Reference;
  /** Closes what was opened here: a page that is left open goes on refreshing. The stage ends with the process's tests. */
  close(): Promise<void>;
}

type Shared = Pick<SharedStage, 'readers' | 'reference'> & { readonly stage: Stage };

let shared: Promise<Shared> | null = null;

// Of the process: run once all of its tests are over.
after(async () => {
  const { stage } = (await shared?.catch(() => null)) ?? {};
  await stage?.close();
});

/** Set by the first who asks. */
export async function sharedStage(): Promise<SharedStage> {
  shared ??= set();
  const { stage, readers, reference } = await shared;
  const opened: OpenedPage[] = [];
  return {
    ...stage,
    readers,
    reference,
    async open(path, options) {
      const one = await stage.open(path, options);
      opened.push(one);
      return one;
    },
    async close() {
      await Promise.all(opened.map(({ page, context }) => (context === readers.context ? page : context).close()));
    },
  };
}

async function set(): Promise<Shared> {
  const stage = await setStage();
  const context = await newContext(stage.browser);
  await context.addInitScript(forgetPreferences);
  return { stage, readers: { context }, reference: referenceOf(stage) };
}

/** Runs in the page: theme and language of a page before are not those of this one, nor lost when it is loaded anew. */
function forgetPreferences(): void {
  if (sessionStorage.getItem('preview.begun') === null) {
    sessionStorage.setItem('preview.begun', 'true');
    localStorage.clear();
  }
}
