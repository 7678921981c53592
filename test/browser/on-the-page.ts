// What the tests run on a page of the browser. Each function uses nothing but what it is given and
// the globals of the page.
import type * as browserLibrary from '../../src/browser/index.js';

// Globals of the pages.
declare const library: typeof browserLibrary;
declare const tagger: browserLibrary.BrowserTagger;
declare const corpora: readonly string[];

/** Makes the library, a tagger and the corpora global. */
export async function loadLibrary(bundle: string): Promise<void> {
  const imported: typeof browserLibrary = await import(bundle);
  const loaded = await imported.loadTagger('en.safetensors');
  const get = async (name: string) => (await fetch(name)).text();
  const texts = [await get('train.conll'), await get('dev.conll')];
  Object.assign(globalThis, { library: imported, tagger: loaded, corpora: texts });
}

export const tagAll = (given: readonly string[]) =>
  tagger.tagBatch(given).map(({ entities }) => entities);

/** The same in many calls, and how often threads were notified: each job of another thread begins so. */
export function tagInParts(given: readonly string[]) {
  const { notify } = Atomics;
  const call: (...args: never[]) => number = notify;
  let notificationCount = 0;
  Atomics.notify = (...args: unknown[]) => {
    notificationCount++;
    return call(...(args as never[]));
  };
  const found: (readonly browserLibrary.ScoredEntity[])[] = [];
  // Sharing is tried after some waves alone.
  for (let first = 0; first < given.length; first += 50) {
    const tagged = tagger.tagBatch(given.slice(first, first + 50));
    found.push(...tagged.map(({ entities }) => entities));
  }
  Atomics.notify = notify;
  return { found, notificationCount };
}

interface GivenTraining {
  readonly method: 'trainTagger' | 'trainTaggerInWorker';
  readonly options: browserLibrary.TrainOptions;
}

/** Kinds of events in their order, the SHA-256 of the model, and its types. */
export async function train({ method, options }: GivenTraining) {
  const names = { name: 'train.conll', devName: 'dev.conll', dev: corpora[1] };
  const kinds: string[] = [];
  for await (const event of library[method](corpora[0], { ...options, ...names })) {
    if (kinds.at(-1) !== event.kind) kinds.push(event.kind);
    if (event.kind !== 'model') continue;
    const digest = await crypto.subtle.digest('SHA-256', event.bytes);
    const bytes = Array.from(new Uint8Array(digest));
    const trained = await library.loadTagger(event.bytes);
    const sha256 = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return { kinds, sha256, types: trained.types };
  }
  throw new Error('training ended without a model');
}
