// The choice of the model, and the button that opens a file.
import type { WorkerTagger } from 'teddy-tagger/browser';
import { Select } from '../../src/report-page/browser/select.js';
import type { Answer } from '../elements/use-answer.js';
import { describeNetwork, type ListedModel } from './catalog.js';

interface Props {
  readonly models: readonly ListedModel[];
  readonly chosen: ListedModel;
  readonly tagger: Answer<WorkerTagger>;
  readonly onChoose: (model: ListedModel) => void;
  readonly onOpen: (file: File) => void;
}

export function ModelBar({ models, chosen, tagger, onChoose, onOpen }: Props) {
  const choices = models.map((model) => ({ value: model, label: model.name }));
  const { value, error } = tagger;
  return (
    <div class="bar">
      <Select label="Model" choices={choices} chosen={chosen} onChange={onChoose} />
      <FileButton onOpen={onOpen} />
      {error === undefined ? (
        <p class="note">
          {value ? `${describeNetwork(value.network)}; ${chosen.about}.` : 'Loading the model …'}
        </p>
      ) : (
        <p class="note problem" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function FileButton({ onOpen }: Pick<Props, 'onOpen'>) {
  return (
    <label class="more file">
      Open a model or a corpus …
      <input
        type="file"
        class="visually-hidden"
        accept=".safetensors,.gz,.conll,.txt,.tsv,.bio,.iob"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) onOpen(file);
        }}
      />
    </label>
  );
}
