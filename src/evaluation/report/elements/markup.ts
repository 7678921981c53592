// HTML from template literals: every value is escaped unless it is markup.
import { escapeUTF8 } from 'entities/escape';
import { visibleText } from './visible-text.js';

/** HTML that is not escaped again. */
export interface Markup {
  readonly markup: string;
}

/** Booleans and undefined are left out, so that a part can be `condition && html`. */
export type Content = Markup | string | number | boolean | undefined | readonly Content[];

/** A string among the values is text, or the value of an attribute in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { markup: String.raw({ raw: parts }, ...values.map(render)) };
}

/**
 * Text from the user, such as a type or a path, whose direction does not change that of the text
 * around it.
 */
export const isolated = (text: string): Markup => html`<bdi>${text}</bdi>`;

function render(content: Content): string {
  if (typeof content === 'string') return escapeUTF8(visibleText(content));
  if (typeof content === 'number') return String(content);
  if (content === undefined || typeof content === 'boolean') return '';
  return 'markup' in content ? content.markup : content.map(render).join('');
}
