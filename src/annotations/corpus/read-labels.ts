// The names of labels that --labels gives: a list, or a file with a name on each line.
import { openSource } from '../../files/byte-source.js';
import { utf8Lines } from '../../files/utf8-lines.js';

/**
 * One name alone is the path of a file, since labels are at least two.
 *
 * @throws InputError if the file cannot be read
 */
export async function readLabels(
  given: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  if (given?.length !== 1) return given;
  const { path, chunks } = await openSource(given[0]);
  return [...utf8Lines(chunks(), path)].map((line) => line.trim()).filter((name) => name !== '');
}
