// The flags of `tagger train` for text without labels.
import { inputModel, inputRegularFile } from '../../flags/file-uses.js';
import { path, repeatable, wholeNumber, withDefault } from '../../flags/kinds.js';
import { UsageError } from '../../flags/usage-error.js';

export const unlabeledFlags = {
  unlabeled: repeatable(
    path(
      inputRegularFile,
      'Learn from this text too, with the labels of a teacher; columns if it is named .conll or the like. Repeatable.',
    ),
  ),
  teacher: {
    ...path(inputModel, 'Model that labels the text of --unlabeled.', 'MODEL'),
    defaultText: 'trained on CORPUS first',
  },
  'unlabeled-words': withDefault(
    1_000_000,
    wholeNumber('Words of --unlabeled to label, drawn at random.', 1),
  ),
};

const needUnlabeled = ['teacher', 'unlabeled-words'];
const needTeacher = ['resume', 'checkpoint'];

/**
 * @param given the values of flags that are given
 * @throws UsageError for a flag that has no effect
 */
export function checkUnlabeledFlags(given: ReadonlyMap<string, unknown>): void {
  const isOn = (name: string) => given.has(name) && given.get(name) !== false;
  const isUnlabeled = given.has('unlabeled');
  const useless = needUnlabeled.find((name) => given.has(name) && !isUnlabeled);
  if (useless !== undefined) {
    throw new UsageError(`--${useless}: requires --unlabeled`, 'train');
  }
  if (!trainsTeacher(given)) return;
  const refused = needTeacher.find(isOn);
  if (refused === undefined) return;
  throw new UsageError(
    `--${refused}: requires --teacher with --unlabeled: there is no checkpoint of a teacher that the same command trains`,
    'train',
  );
}

/** Whether the command trains a teacher before the model. */
export const trainsTeacher = (given: ReadonlyMap<string, unknown>) =>
  given.has('unlabeled') && !given.has('teacher');
