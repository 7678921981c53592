import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { visibleText } from '../../../../src/evaluation/report/elements/visible-text.js';
import { taggedLine } from '../tagged-line.js';
import { lineOf, news, renderTaggedPage } from './tagged-page.js';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const childrenOf = (node: Node): Node[] => ('childNodes' in node ? node.childNodes : []);

/** All elements with this name below a node, in order. */
function elementsIn(node: Node, name: string): Element[] {
  return childrenOf(node).flatMap((child) => [
    ...('tagName' in child && child.tagName === name ? [child] : []),
    ...elementsIn(child, name),
  ]);
}

const attributeOf = (element: Element, name: string) =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

/** The text of a node without that of small elements. */
const textOf = (node: Node): string =>
  'value' in node
    ? node.value
    : childrenOf(node)
        .filter((child) => !('tagName' in child && child.tagName === 'small'))
        .map(textOf)
        .join('');

const linesOf = (page: Node) =>
  elementsIn(page, 'p').filter((element) => attributeOf(element, 'class') === 'line');

const shown = (text: string) => text.split('\t').map(visibleText).join('\t');

test('a parser of HTML finds every line and every entity, and nothing that a text has brought in', () => {
  fc.assert(
    fc.property(fc.array(taggedLine, { maxLength: 4 }), (lines) => {
      const errors: string[] = [];
      const page = parse(renderTaggedPage({ '<a>"&': lines }), {
        onParseError: ({ code }) => errors.push(code),
      });
      expect(errors).toEqual([]);
      expect(linesOf(page).map(textOf)).toEqual(lines.map(({ text }) => shown(text)));
      expect(
        elementsIn(page, 'mark').map((mark) => [attributeOf(mark, 'data-type'), textOf(mark)]),
      ).toEqual(
        lines.flatMap(({ entities }) =>
          entities.map(({ label, text }) => [visibleText(label), shown(text)]),
        ),
      );
      expect(elementsIn(page, 'h2').map(textOf)).toEqual(['<a>"&']);
      expect(elementsIn(page, 'script')).toHaveLength(1);
      expect(elementsIn(page, 'i').length + elementsIn(page, 'b').length).toBe(0);
    }),
  );
});

test('the legend counts the entities of each type that was found', () => {
  const page = parse(renderTaggedPage(news));
  const [counts] = elementsIn(page, 'aside');
  expect(elementsIn(counts, 'li').map(textOf)).toEqual(['LOC 5', 'MISC 1', 'ORG 4', 'PER 3']);
});

test('standard input alone has no heading; among files it has one', () => {
  const headings = (files: Parameters<typeof renderTaggedPage>[0]) =>
    elementsIn(parse(renderTaggedPage(files)), 'h2').map(textOf);
  expect(headings({ '-': [] })).toEqual([]);
  expect(headings({ '-': [], x: [] })).toEqual(['Standard input', 'x']);
});

test('confidences are whole percents, and only certainty is 100 %', () => {
  const page = parse(renderTaggedPage({ x: [lineOf('[a](X 0.9999) [b](X 1) [c](X)')] }));
  const labels = elementsIn(page, 'mark').flatMap((mark) =>
    elementsIn(mark, 'small').map((small) => childrenOf(small).map(textOf).join('')),
  );
  expect(labels).toEqual(['X 99 %', 'X 100 %', 'X']);
});
