// A field for text, and examples to try in it.

interface Props {
  readonly label: string;
  readonly value: string;
  readonly isLarge?: boolean;
  readonly examples: readonly string[];
  readonly onChange: (text: string) => void;
}

export function TextField({ label, value, isLarge, examples, onChange }: Props) {
  return (
    <div class="text-field">
      <label class="field">
        <span>{label}</span>
        <textarea
          rows={2}
          class={isLarge ? 'large' : undefined}
          value={value}
          dir="auto"
          spellcheck={false}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      <p class="examples">
        Try:{' '}
        {examples.map((example) => (
          <button type="button" key={example} class="link" onClick={() => onChange(example)}>
            {example}
          </button>
        ))}
      </p>
    </div>
  );
}
