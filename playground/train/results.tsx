// What came out of the trainings, and what can be done with the models.
import type { ModelEvent } from 'teddy-tagger/browser';
import { renderInteger } from '../../src/evaluation/report/elements/numbers.js';
import { download } from '../elements/download.js';
import type { ListedModel } from '../models/catalog.js';
import { nameOf, type RunState } from './run-state.js';

interface Props {
  readonly runs: readonly RunState[];
  readonly onModel: (model: ListedModel) => void;
}

export function Results({ runs, onModel }: Props) {
  const finished = runs.flatMap((run, index) => (run.model ? [{ ...run, name: 'AB'[index] }] : []));
  if (finished.length === 0) return null;
  return (
    <table class="scored trained">
      <caption>The trained networks</caption>
      <thead>
        <tr>
          <th scope="col">Network</th>
          <th scope="col" class="number">
            F1 on dev
          </th>
          <th scope="col" class="number">
            on test
          </th>
          <th scope="col" class="number">
            weights
          </th>
          <th scope="col">
            <span class="visually-hidden">What to do with it</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {finished.map((run) => (
          <Row key={run.name} run={run} name={run.name} onModel={onModel} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends Pick<Props, 'onModel'> {
  readonly run: RunState;
  readonly name: string;
}

function Row({ run, name, onModel }: RowProps) {
  const { choice, model, parameterCount } = run;
  if (!model) return null;
  const title = nameOf(choice);
  return (
    <tr>
      <th scope="row">
        {name}: {title}
      </th>
      <td class="number" data-label="F1 on dev">
        {model.dev.overall.f1.toFixed(1)}
      </td>
      <td class="number" data-label="on test">
        {model.test?.overall.f1.toFixed(1)}
      </td>
      <td class="number" data-label="weights">
        {renderInteger(parameterCount ?? 0)}
      </td>
      <td class="actions">
        <button type="button" class="more" onClick={() => onModel(listedModel(title, model))}>
          Use {name}
        </button>{' '}
        <button
          type="button"
          class="more"
          onClick={() => download(`${choice.cell}.safetensors`, model.bytes)}
        >
          Save {name}
        </button>
      </td>
    </tr>
  );
}

const listedModel = (title: string, { bytes, epoch }: ModelEvent): ListedModel => ({
  name: `Trained here: ${title}`,
  about: `trained in this tab, best after epoch ${epoch}`,
  source: new Blob([bytes as BlobPart]),
});
