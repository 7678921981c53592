// A choice of one among a few, all of them in view.
import { useId } from 'preact/hooks';
import type { Choice } from '../../src/report-page/browser/select.js';

interface Props<Value> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value;
  readonly onChange: (value: Value) => void;
}

export function RadioPills<Value>({ label, choices, chosen, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset class="kinds">
      <legend>{label}</legend>
      {choices.map(({ value, label }, index) => (
        <label key={index} class="pill">
          <input
            type="radio"
            name={name}
            checked={value === chosen}
            onChange={() => onChange(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
