// The type of an entity. Gold and predicted ones differ in shape as well as in color.
import { visibleText } from '../../evaluation/report/elements/visible-text.js';

interface Props {
  readonly side: 'gold' | 'predicted';
  readonly type: string | undefined;
}

export function TypeLabel({ side, type }: Props) {
  if (type === undefined) return <span class="type none">none</span>;
  return <bdi class={`type ${side}`}>{visibleText(type)}</bdi>;
}
