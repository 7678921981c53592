// The worker's side: loads one tagger, or trains one, and answers the page.
import { loadTagger } from '../tagger/load-tagger.js';
import { trainTagger } from '../training/train-tagger.js';
import { type Answer, type Request, sentError } from './messages.js';

type AnyTagger = Awaited<ReturnType<typeof loadTagger>>;

export interface Port {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
}

/** Answers the requests of a page until the worker is ended. */
export function serve(port: Port): void {
  let tagger: AnyTagger | undefined;
  const interruption = new AbortController();
  const post = (answer: Answer, transfer?: readonly ArrayBuffer[]) =>
    port.postMessage(answer, transfer);

  async function answer(request: Exclude<Request, { interrupt: true }>): Promise<void> {
    const { id } = request;
    if ('load' in request) {
      const loaded = await loadTagger(...(request.load as Parameters<typeof loadTagger>));
      tagger = loaded;
      post({ id, value: valuesOf(loaded) });
    } else if ('train' in request) {
      const [corpus, options] = request.train as Parameters<typeof trainTagger>;
      const { signal } = interruption;
      for await (const event of trainTagger(corpus, { ...options, signal })) {
        // The bytes are the last thing that this worker has a use for.
        const transfer = event.kind === 'model' ? [event.bytes.buffer as ArrayBuffer] : [];
        post({ id, event }, transfer);
      }
      post({ id, isEnd: true });
    } else {
      const method: unknown = tagger && Reflect.get(tagger, request.call);
      if (typeof method !== 'function') throw new Error(`no method ${request.call}`);
      post({ id, value: method(...request.args) });
    }
  }

  port.onmessage = ({ data }) => {
    const request = data as Request;
    if ('interrupt' in request) interruption.abort();
    else answer(request).catch((error) => post({ id: request.id, error: sentError(error) }));
  };
}

/** The properties of a tagger that are no methods. */
const valuesOf = (tagger: AnyTagger) =>
  Object.fromEntries(Object.entries(tagger).filter(([, value]) => typeof value !== 'function'));
