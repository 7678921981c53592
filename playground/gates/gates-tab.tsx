// The gates of the chosen model at each word of a sentence.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { LayerGates, SentenceGates, WorkerTagger } from 'teddy-tagger/browser';
import { Select } from '../../src/report-page/browser/select.js';
import { Problem } from '../elements/problem.js';
import { TextField } from '../elements/text-field.js';
import { useAnswer } from '../elements/use-answer.js';
import { WordChoice } from '../elements/word-choice.js';
import { EquationList } from '../equations/equation-list.js';
import type { CellName } from '../equations/equations.js';
import { CELL_NAMES } from '../models/catalog.js';
import { meaningsOf } from './gate-names.js';
import { GateTable } from './gate-table.js';
import { UnitChart } from './unit-chart.js';

const EXAMPLES = [
  'The cat, which already ate a bowl of fish, was full.',
  'The cats, which already ate a bowl of fish, were full.',
  'Teddy Roosevelt, who once spared a bear, was a great president.',
];

interface Props {
  readonly tagger: WorkerTagger | undefined;
  readonly bar: ComponentChildren;
}

export function GatesTab({ tagger, bar }: Props) {
  const [text, setText] = useState(EXAMPLES[0]);
  const { value: sentences, error } = useAnswer(tagger && (() => tagger.gates(text)), [
    tagger,
    text,
  ]);
  return (
    <>
      <Introduction />
      {bar}
      <TextField label="A sentence" value={text} examples={EXAMPLES} onChange={setText} />
      <Problem error={error} />
      {sentences && sentences.length > 1 && <p class="note">Only the first sentence is shown.</p>}
      {sentences && sentences.length > 0 && tagger && (
        <Sentence sentence={sentences[0]} cell={tagger.network.cell} />
      )}
    </>
  );
}

const Introduction = () => (
  <div class="intro">
    <p>
      The network reads word by word and keeps <strong>notes</strong>: a row of numbers, its{' '}
      <em>state</em>. Each number is called a <em>unit</em>. At each word, the{' '}
      <strong>forget gate</strong> multiplies every unit by a number from 0 to 1: with 1 the note
      stays, with 0 it is wiped out.
    </p>
  </div>
);

interface SentenceProps {
  readonly sentence: SentenceGates;
  readonly cell: CellName;
}

function Sentence({ sentence, cell }: SentenceProps) {
  const [layer, setLayer] = useState(1);
  const [chosen, setChosen] = useState(1);
  const [isStretched, setStretched] = useState(true);
  const tokens = sentence.tokens.map(({ text }) => text);
  const layerCount = Math.max(...sentence.layers.map((one) => one.layer));
  const shown = Math.min(layer, layerCount);
  const directions = sentence.layers.filter((one) => one.layer === shown);
  const equations = <CellEquations cell={cell} />;
  if (directions[0].gates.length === 0) return <NoGates>{equations}</NoGates>;
  const word = Math.min(chosen, tokens.length - 1);
  return (
    <>
      <WordChoice label="Follow the notes at" words={tokens} chosen={word} onChange={setChosen} />
      <UnitChart tokens={tokens} layer={directions[0]} chosen={word} />
      <h2>All gates, each the average of its units</h2>
      <div class="columns table-first">
        <div>
          <GateTable
            tokens={tokens}
            directions={directions}
            chosen={word}
            onChoose={setChosen}
            isStretched={isStretched}
          />
        </div>
        <div>
          {layerCount > 1 && (
            <Select
              label="Layer"
              choices={layersUpTo(layerCount)}
              chosen={shown}
              onChange={setLayer}
            />
          )}
          <Legend layer={directions[0]} isStretched={isStretched} onStretch={setStretched} />
          {equations}
        </div>
      </div>
    </>
  );
}

const CellEquations = ({ cell }: Pick<SentenceProps, 'cell'>) => (
  <div>
    <h2>The equations of this cell: {CELL_NAMES[cell]}</h2>
    <EquationList cell={cell} />
  </div>
);

const layersUpTo = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: index + 1, label: `Layer ${index + 1}` }));

const NoGates = ({ children }: { readonly children: ComponentChildren }) => (
  <>
    <p class="summary">
      This cell has no gates: each word overwrites the whole state. Choose a model with an LSTM or a
      GRU.
    </p>
    {children}
  </>
);

interface LegendProps {
  readonly layer: LayerGates;
  readonly isStretched: boolean;
  readonly onStretch: (isStretched: boolean) => void;
}

const Legend = ({ layer, isStretched, onStretch }: LegendProps) => (
  <div class="gate-legend">
    <p class="scale-words">
      <span>{isStretched ? 'lowest' : '0'}</span>
      <span class="gradient" aria-hidden="true" />
      <span>{isStretched ? 'highest' : '1'}</span>
    </p>
    <dl>
      {meaningsOf(layer).map(([gate, { name, high, low }]) => (
        <div key={gate}>
          <dt>{name}</dt>
          <dd>
            high: {high}; low: {low}
          </dd>
        </div>
      ))}
    </dl>
    <label class="pill">
      <input type="checkbox" checked={isStretched} onChange={() => onStretch(!isStretched)} />
      Stretch colors by column
    </label>
  </div>
);
