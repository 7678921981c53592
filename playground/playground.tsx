// The page: its tabs, and the model that they share.
import type { ComponentProps } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { TaggerWorker } from 'teddy-tagger/browser';
import { DirectionsTab } from './directions/directions-tab.js';
import { type Tab, Tabs } from './elements/tabs.js';
import { EquationsTab } from './equations/equations-tab.js';
import { GatesTab } from './gates/gates-tab.js';
import { GradientsTab } from './gradients/gradients-tab.js';
import type { Catalog, ListedModel } from './models/catalog.js';
import { ModelBar } from './models/model-bar.js';
import { isModelFile, useDroppedFile } from './models/use-dropped-file.js';
import { useTagger } from './models/use-tagger.js';
import { TagTab } from './tag/tag-tab.js';
import { TrainTab } from './train/train-tab.js';

export interface Workers {
  readonly looking: TaggerWorker;
  readonly training: readonly [TaggerWorker, TaggerWorker];
}

interface Props {
  readonly catalog: Catalog;
  readonly workers: Workers;
}

export function Playground({ catalog, workers }: Props) {
  const [tab, setTab] = useTabOfAddress();
  const [models, setModels] = useState(catalog.models);
  const [model, setModel] = useState(catalog.models[0]);
  const [minConfidence, setMinConfidence] = useState(0);
  const [corpus, setCorpus] = useState<File>();
  const tagger = useTagger(workers.looking, model.source, minConfidence);

  const add = (added: ListedModel) => {
    setModels((known) => [...known, added]);
    setModel(added);
  };
  const open = (file: File) => {
    if (isModelFile(file)) add({ name: file.name, about: 'opened from your device', source: file });
    else setCorpus(file);
    // Both tabs show a model, but only the first one scores a corpus.
    if (!isModelFile(file) || tab !== 'gates') setTab('tag');
  };
  useDroppedFile(open);

  const bar = (
    <ModelBar models={models} chosen={model} tagger={tagger} onChoose={setModel} onOpen={open} />
  );
  const tagging = { tagger: tagger.value, minConfidence, setMinConfidence, corpus, setCorpus, bar };
  const shared = { catalog, workers, tagging, modelName: model.name, onModel: add };
  return <Tabs label="Playground" tabs={tabsOf(shared)} chosen={tab} onChoose={setTab} />;
}

interface Shared extends Props {
  readonly tagging: ComponentProps<typeof TagTab>;
  readonly modelName: string;
  readonly onModel: (model: ListedModel) => void;
}

function tabsOf({ catalog, workers, tagging, modelName, onModel }: Shared): readonly Tab[] {
  const { small, corpora } = catalog;
  const { tagger, bar } = tagging;
  const smallModels = { worker: workers.looking, small };
  return [
    { name: 'tag', label: 'Tag', content: () => <TagTab {...tagging} /> },
    { name: 'gates', label: 'Gates', content: () => <GatesTab tagger={tagger} bar={bar} /> },
    {
      name: 'directions',
      label: 'Two directions',
      content: () => <DirectionsTab {...smallModels} tagger={tagger} name={modelName} />,
    },
    {
      name: 'gradients',
      label: 'Gradients',
      content: () => <GradientsTab {...smallModels} dev={corpora.dev} />,
    },
    {
      name: 'train',
      label: 'Train',
      content: () => <TrainTab workers={workers.training} corpora={corpora} onModel={onModel} />,
    },
    { name: 'equations', label: 'Equations', content: () => <EquationsTab /> },
  ];
}

const NAMES = ['tag', 'gates', 'directions', 'gradients', 'train', 'equations'];

/** The tab that the address names after "#", so that a link can lead to it. */
function useTabOfAddress(): [string, (name: string) => void] {
  const named = () => NAMES.find((name) => `#${name}` === location.hash) ?? NAMES[0];
  const [tab, setTab] = useState(named);
  useEffect(() => {
    const follow = () => setTab(named());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const choose = (name: string) => {
    history.replaceState(undefined, '', `#${name}`);
    setTab(name);
  };
  return [tab, choose];
}
