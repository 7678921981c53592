// Mutations of JSON by its structure: the result is mostly JSON again, of an unexpected form.
import type { Random } from '../../../src/tensors/random.js';
import { mutateRepeatedly, pick } from './pick.js';
import { anyText, LONGEST_TEXT, mutateText } from './text.js';

/** JSON text in place of a value: what JSON.stringify would not write, such as 1e999. */
class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A mutated value; objects are lists of entries, because a key may be repeated. */
type Tree = Raw | string | number | boolean | null | readonly Tree[] | Entries;

class Entries {
  readonly list: readonly (readonly [key: string, value: Tree])[];

  constructor(list: Entries['list']) {
    this.list = list;
  }
}

/** @param input JSON; other text is mutated as text */
export function mutateJson(input: Uint8Array, random: Random): Uint8Array {
  if (random.below(8) === 0) return mutateText(input, random);
  const text = Buffer.from(input).toString('utf8');
  try {
    return Buffer.from(mutateJsonText(text, random));
  } catch (error) {
    if (error instanceof SyntaxError) return mutateText(input, random);
    throw error;
  }
}

/** @throws SyntaxError for text that is not JSON */
export function mutateJsonText(text: string, random: Random): string {
  return render(mutateRepeatedly(treeOf(JSON.parse(text)), [mutateTree], random));
}

/** Mutates one of the lines of JSON Lines by its structure, or the text of all. */
export function mutateJsonLines(input: Uint8Array, random: Random): Uint8Array {
  const lines = Buffer.from(input).toString('utf8').split('\n');
  if (random.below(4) === 0) return mutateText(input, random);
  const index = random.below(lines.length);
  const mutated = Buffer.from(mutateJson(Buffer.from(lines[index]), random)).toString('utf8');
  return Buffer.from(lines.with(index, mutated).join('\n'));
}

function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return value.map(treeOf);
  if (typeof value === 'object' && value !== null) {
    return new Entries(Object.entries(value).map(([key, each]) => [key, treeOf(each)] as const));
  }
  return value as string | number | boolean | null;
}

/** Changes the value itself or, more often, one inside it. */
function mutateTree(tree: Tree, random: Random): Tree {
  const isHere = random.below(4) === 0;
  if (tree instanceof Entries) {
    if (isHere || tree.list.length === 0) return mutateEntries(tree, random);
    const index = random.below(tree.list.length);
    const [key, value] = tree.list[index];
    return new Entries(tree.list.with(index, [key, mutateTree(value, random)]));
  }
  if (Array.isArray(tree)) {
    if (isHere || tree.length === 0) return mutateList(tree, random);
    const index = random.below(tree.length);
    return tree.with(index, mutateTree(tree[index], random));
  }
  return mutateLeaf(tree, random);
}

function mutateEntries(tree: Entries, random: Random): Tree {
  const { list } = tree;
  const index = random.below(list.length + 1);
  const entry = list[index] ?? ['a', null];
  switch (random.below(5)) {
    case 0:
      return new Entries(list.toSpliced(index, 1));
    case 1:
      return new Entries(list.toSpliced(index, 0, [anyText(random), anyValue(random)]));
    case 2:
      return new Entries(list.toSpliced(index, 1, [anyText(random), entry[1]]));
    case 3:
      return new Entries([...list, [entry[0], anyValue(random)]]);
    default:
      return anyValue(random);
  }
}

function mutateList(list: readonly Tree[], random: Random): Tree {
  const index = random.below(list.length + 1);
  const times = random.below(16) === 0 ? random.below(20000) : random.below(3);
  switch (random.below(4)) {
    case 0:
      return list.toSpliced(index, 1);
    case 1:
      return list.toSpliced(index, 0, anyValue(random));
    case 2:
      return list.toSpliced(index, 0, ...Array<Tree>(times).fill(list[index] ?? anyValue(random)));
    default:
      return anyValue(random);
  }
}

function mutateLeaf(leaf: Tree, random: Random): Tree {
  if (typeof leaf === 'string' && random.below(2) === 0) {
    return Buffer.from(mutateText(Buffer.from(leaf), random)).toString('utf8');
  }
  if (typeof leaf === 'number' && random.below(2) === 0) return pick(NUMBERS, random);
  return anyValue(random);
}

const NUMBERS = [
  ...[0, -0, 1, -1, 2, 3, 0.5, -0.5, 1e-7, 5e-324, 255, 256, 4096, 4097, 65536, 2 ** 24],
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 32, -(2 ** 31), 2 ** 53, 2 ** 53 + 2, 1e15, 1e21, 1e300, -1e300],
];
const RAW_TEXTS = [
  ...['1e999', '-1e999', '1E400', '-0.0', '00', '01', '.5', 'NaN', 'undefined', '"\\ud800"'],
  ...['"\\u0000"', '9007199254740993', '0.1e1', '{"a":1,"a":2}', '"\n"', "'a'", '/**/1', ''],
];
const DEEPEST = 20000;

function anyValue(random: Random): Tree {
  const choice = random.below(16);
  if (choice < 4) return anyText(random);
  if (choice < 7) return pick(NUMBERS, random);
  if (choice < 9) return new Raw(pick(RAW_TEXTS, random));
  if (choice === 9) return nested(random);
  return pick(
    [null, true, false, [], new Entries([]), [null], new Entries([['toString', 'a']]), [[]]],
    random,
  );
}

function nested(random: Random): Raw {
  const [open, close] = pick(
    [
      ['[', ']'],
      ['{"a":', '}'],
    ],
    random,
  );
  const depth = 1 + random.below(random.below(2) === 0 ? 10 : DEEPEST);
  return new Raw(`${open.repeat(depth)}1${close.repeat(depth)}`);
}

/** As JSON, of which what is too long is cut off. */
function render(tree: Tree): string {
  let text = '';
  for (const piece of piecesOf(tree)) {
    text += piece;
    if (text.length > LONGEST_TEXT) return text.slice(0, LONGEST_TEXT);
  }
  return text;
}

function* piecesOf(tree: Tree): Generator<string> {
  if (tree instanceof Raw) yield tree.text;
  else if (tree instanceof Entries) {
    yield '{';
    for (const [index, [key, value]] of tree.list.entries()) {
      yield `${index === 0 ? '' : ','}${JSON.stringify(key)}:`;
      yield* piecesOf(value);
    }
    yield '}';
  } else if (Array.isArray(tree)) {
    yield '[';
    for (const [index, value] of tree.entries()) {
      if (index > 0) yield ',';
      yield* piecesOf(value);
    }
    yield ']';
  } else yield JSON.stringify(tree);
}
