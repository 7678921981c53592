import { expect, test } from '@jest/globals';
import { chooseTokenizer } from '../../../../src/cli/train/tokenizer/choose-tokenizer.js';
import { renderChoice, warnOfChoice } from '../../../../src/cli/train/tokenizer/render-choice.js';

const corpus = (...sentences: string[]) =>
  sentences.map((sentence) => ({ tokens: sentence.split(' '), spans: [], line: 1 }));

test.each([
  ['words', ["Ann 's dog , Rex , did n't bark .", 'He left .']],
  ['whitespace', ["Ann's dog, Rex, didn't bark.", 'He left. She stayed, however.']],
  ['unicode', ["Ann's dog didn't bark . . .", "He couldn't leave . . .", "She wouldn't . . ."]],
  ['ideographs', ['我 在 北 京 大 学 25 年 。', '他 走 了 。']],
  ['characters', ['我 在 N A S A 2 5 年 。', '他 走 了 2 0 年 。']],
])('%s is chosen for a corpus that is cut in its way', (tokenizer, sentences) => {
  const choice = chooseTokenizer(corpus(...sentences));
  expect(choice.tokenizer).toBe(tokenizer);
  expect(warnOfChoice(choice)).toEqual([]);
});

const chinese = corpus('施力的 大小不 同 。', '他在北 京大 学工作 。');

test('words that no tokenizer gives back are split into characters, if the script has no spaces', () => {
  const choice = chooseTokenizer(chinese);
  expect(choice).toMatchObject({ tokenizer: 'ideographs', agreement: 1 });
  expect(choice.rejected?.agreement).toBeLessThan(0.98);
  expect(renderChoice(choice)).toMatch(
    /^tokenizer ideographs, tokens are split into characters: 100\.00% of the token boundaries come back from raw text; \w+, the best for whole words, gives only \d\d\.\d\d%$/,
  );
});

test('a tokenizer that is asked for is taken, with a warning of what it loses', () => {
  const choice = chooseTokenizer(corpus("I do n't know .", "I do n't care ."), {
    wanted: 'whitespace',
  });
  expect(renderChoice(choice)).toBe(
    'tokenizer whitespace: 75.00% of the token boundaries come back from raw text',
  );
  expect(warnOfChoice(choice)).toEqual([
    'raw text will not be cut as the corpus is (tokenizer whitespace): "do n\'t" becomes "don\'t" (2 times), "know ." becomes "know." (once), "care ." becomes "care." (once); entities near such places will be missed',
  ]);
});

test.each([
  [undefined, 'words'],
  ['unicode', 'unicode'],
] as const)(
  'texts without tokens have no cut to give back, so there is no trial',
  (wanted, tokenizer) => {
    const choice = chooseTokenizer(corpus('the pro- Berlin camp'), { cutBy: 'words', wanted });
    expect(choice).toEqual({ tokenizer });
    expect(renderChoice(choice)).toBe(
      `tokenizer ${tokenizer}: the corpus has texts without tokens`,
    );
    expect(warnOfChoice(choice)).toEqual([]);
  },
);

test('a long difference is shortened in the warning', () => {
  const choice = chooseTokenizer(corpus('a'.repeat(100), `${'b'.repeat(50)} .`), {
    wanted: 'characters',
  });
  expect(warnOfChoice(choice)).toEqual([]);
  const whole = chooseTokenizer(corpus(`${'b'.repeat(50)} .`), { wanted: 'whitespace' });
  expect(warnOfChoice(whole)[0]).toContain(`"${'b'.repeat(40)}…" becomes "${'b'.repeat(40)}…"`);
});
