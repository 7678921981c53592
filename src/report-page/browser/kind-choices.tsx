// One checkbox for each kind of error. None checked stands for all.
import { renderInteger } from '../../evaluation/report/elements/numbers.js';
import type { ErrorKind } from './filters.js';

export const KIND_MARKS: Readonly<Record<ErrorKind, string>> = {
  missed: '○',
  invented: '+',
  'wrong type': '≠',
  'wrong boundary': '↔',
  'wrong type and boundary': '⇄',
};

const KINDS = Object.keys(KIND_MARKS) as ErrorKind[];

interface Props {
  readonly chosen: readonly ErrorKind[];
  readonly counts: ReadonlyMap<ErrorKind, number>;
  readonly onChange: (kinds: readonly ErrorKind[]) => void;
}

export function KindChoices({ chosen, counts, onChange }: Props) {
  const toggle = (kind: ErrorKind) =>
    onChange(chosen.includes(kind) ? chosen.filter((other) => other !== kind) : [...chosen, kind]);
  return (
    <fieldset class="kinds">
      <legend>Kind</legend>
      {KINDS.map((kind) => (
        <label key={kind} class="pill">
          <input type="checkbox" checked={chosen.includes(kind)} onChange={() => toggle(kind)} />
          <span class="mark" aria-hidden="true">
            {KIND_MARKS[kind]}
          </span>{' '}
          {kind} <span class="times">{renderInteger(counts.get(kind) ?? 0)}</span>
        </label>
      ))}
    </fieldset>
  );
}
