// Which types are shown, and how sure the model must be.
import { percent } from '../elements/numbers.js';
import { colorOf } from './highlighted-text.js';

interface Props {
  readonly types: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly hidden: ReadonlySet<string>;
  readonly onHide: (hidden: ReadonlySet<string>) => void;
  readonly minConfidence: number;
  readonly onMinConfidence: (value: number) => void;
}

const MOST = 0.95;

export function Settings({ types, counts, hidden, onHide, ...confidence }: Props) {
  const toggle = (type: string) => {
    const changed = new Set(hidden);
    if (!changed.delete(type)) changed.add(type);
    onHide(changed);
  };
  return (
    <div class="settings">
      <fieldset class="kinds">
        <legend>Types</legend>
        {types.map((type) => (
          <label key={type} class={`pill type-choice ${colorOf(types, type)}`}>
            <input type="checkbox" checked={!hidden.has(type)} onChange={() => toggle(type)} />
            {type} <span class="times">{counts.get(type) ?? 0}</span>
          </label>
        ))}
      </fieldset>
      <ConfidenceField {...confidence} />
    </div>
  );
}

function ConfidenceField({
  minConfidence,
  onMinConfidence,
}: Pick<Props, 'minConfidence' | 'onMinConfidence'>) {
  const shown = minConfidence === 0 ? 'none' : percent(minConfidence);
  return (
    <label class="field confidence">
      <span>
        Minimum confidence: <b>{shown}</b>
      </span>
      <input
        type="range"
        min={0}
        max={MOST}
        step={0.05}
        value={minConfidence}
        aria-valuetext={shown}
        onInput={(event) => onMinConfidence(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}
