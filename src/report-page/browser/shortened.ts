// The beginning of a long text.
import { visibleText } from '../../evaluation/report/elements/visible-text.js';

const SHOWN_CHARACTERS = 60;

export function shortened(text: string, length = SHOWN_CHARACTERS): string {
  // A character takes at most two UTF-16 units. A pair that the slice parts is not shown.
  const characters = [...text.slice(0, 2 * length + 2)];
  if (characters.length <= length) return visibleText(text);
  return `${visibleText(characters.slice(0, length).join(''))}…`;
}
