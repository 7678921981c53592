// Two networks trained side by side in the tab.
import { useRef, useState } from 'preact/hooks';
import type { TaggerWorker } from 'teddy-tagger/browser';
import type { ListedModel, TeddyCorpora } from '../models/catalog.js';
import { Curves } from './curves.js';
import { NetworkForm } from './network-form.js';
import { Results } from './results.js';
import { type NetworkChoice, nameOf, type RunState, runTraining } from './run-state.js';

interface Props {
  readonly workers: readonly TaggerWorker[];
  readonly corpora: TeddyCorpora;
  readonly onModel: (model: ListedModel) => void;
}

const FIRST_CHOICES: readonly NetworkChoice[] = [
  { cell: 'rnn', layers: 1, directions: 2 },
  { cell: 'lstm', layers: 1, directions: 2 },
];
const EPOCH_COUNT = 20;
const MOST_EPOCHS = 200;

export function TrainTab({ workers, corpora, onModel }: Props) {
  const [choices, setChoices] = useState(FIRST_CHOICES);
  const [epochCount, setEpochCount] = useState(EPOCH_COUNT);
  const { runs, start, stop, isRunning } = useRuns(workers, corpora);
  return (
    <>
      <Introduction />
      <form
        class="train"
        onSubmit={(event) => {
          event.preventDefault();
          start(choices, epochCount);
        }}
      >
        {choices.map((choice, index) => (
          <NetworkForm
            key={'AB'[index]}
            name={'AB'[index]}
            choice={choice}
            onChange={(changed) => setChoices(choices.with(index, changed))}
          />
        ))}
        <EpochsField value={epochCount} onChange={setEpochCount} />
        <StartButton isRunning={isRunning} onStop={stop} />
      </form>
      <p role="status" class="progress">
        {runs.map((run, index) => renderProgress('AB'[index], run)).join(' ')}
      </p>
      {runs.length > 0 && (
        <>
          <Results runs={runs} onModel={onModel} />
          <Curves runs={runs} epochCount={epochCount} />
        </>
      )}
    </>
  );
}

interface EpochsProps {
  readonly value: number;
  readonly onChange: (count: number) => void;
}

const EpochsField = ({ value, onChange }: EpochsProps) => (
  <label class="field epochs">
    <span>Epochs</span>
    <input
      type="number"
      min={1}
      max={MOST_EPOCHS}
      required
      value={value}
      onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  </label>
);

interface ButtonProps {
  readonly isRunning: boolean;
  readonly onStop: () => void;
}

/** One button, so that the focus stays on it. */
const StartButton = ({ isRunning, onStop }: ButtonProps) => (
  <button
    type={isRunning ? 'button' : 'submit'}
    class="more primary"
    onClick={isRunning ? onStop : undefined}
  >
    {isRunning ? 'Stop' : 'Train both'}
  </button>
);

const Introduction = () => (
  <div class="intro">
    <p>
      Choose two networks and train them here, on 466 sentences about Teddy and others. After each
      pass over the sentences, an <em>epoch</em>, they are scored on 79 others. F1 is 100 if all
      names are found and nothing else.
    </p>
  </div>
);

function useRuns(workers: readonly TaggerWorker[], corpora: TeddyCorpora) {
  const [runs, setRuns] = useState<readonly RunState[]>([]);
  const [isRunning, setRunning] = useState(false);
  const controller = useRef<AbortController>(undefined);
  const start = async (choices: readonly NetworkChoice[], epochs: number) => {
    controller.current = new AbortController();
    const { signal } = controller.current;
    setRunning(true);
    setRuns(choices.map((choice) => ({ choice, epochs: [] })));
    await Promise.all(
      choices.map((choice, index) =>
        runTraining(choice, { worker: workers[index], corpora, epochs, signal }, (state) =>
          setRuns((known) => known.with(index, state)),
        ),
      ),
    );
    setRunning(false);
  };
  return { runs, start, stop: () => controller.current?.abort(), isRunning };
}

function renderProgress(name: string, { choice, epochs, model, error }: RunState): string {
  if (error !== undefined) return `${name}: ${error}`;
  if (model) return `${name} (${nameOf(choice)}) is trained.`;
  return epochs.length === 0 ? `${name} starts.` : `${name}: epoch ${epochs.length}.`;
}
