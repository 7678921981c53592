// A select element whose values are not only strings.

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
}

interface Props<Value> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value;
  readonly onChange: (value: Value) => void;
}

export function Select<Value>({ label, choices, chosen, onChange }: Props<Value>) {
  return (
    <label class="field">
      <span>{label}</span>
      <select onChange={(event) => onChange(choices[event.currentTarget.selectedIndex].value)}>
        {choices.map((choice, index) => (
          <option key={choice.label} value={index} selected={choice.value === chosen}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}
