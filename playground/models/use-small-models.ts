// The small models of the page, loaded when a tab first needs them.
import type { TaggerWorker, WorkerTagger } from 'teddy-tagger/browser';
import { useAnswer } from '../elements/use-answer.js';
import type { Catalog, SmallModel } from './catalog.js';

export type SmallTaggers<Name extends SmallModel> = Readonly<Record<Name, WorkerTagger>>;

/** @param names always the same ones */
export function useSmallModels<Name extends SmallModel>(
  worker: TaggerWorker,
  small: Catalog['small'],
  names: readonly Name[],
): SmallTaggers<Name> | undefined {
  const { value } = useAnswer(async () => {
    const loaded = await Promise.all(
      names.map(async (name) => [name, await worker.loadTagger(small[name])] as const),
    );
    return Object.fromEntries(loaded) as SmallTaggers<Name>;
  }, []);
  return value;
}
