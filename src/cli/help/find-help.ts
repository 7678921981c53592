// The help that a command line asks for.
import { commands } from '../commands/commands.js';
import { renderSuggestion } from '../flags/suggest.js';
import { UsageError } from '../flags/usage-error.js';
import { type Extent, renderCommandHelp, renderOverview, renderTopic } from './render-help.js';
import { type Topic, topics } from './topics.js';

const helpFlags = ['--help', '-h', '--help-all'];

/**
 * The text, or undefined if the command line does not ask for help.
 *
 * @param args up to `--`
 * @throws UsageError for an unknown subject of `tagger help`
 */
export function findHelp(args: readonly string[]): string | undefined {
  const asksByFlag = args.some((word) => helpFlags.includes(word));
  const words = args.filter((word) => !helpFlags.includes(word));
  const extent = args.includes('--help-all') ? 'all' : 'main';
  if (words[0] === 'help') return helpAbout(words.slice(1), extent);
  if (!asksByFlag) return undefined;
  const topic = topicAfterFlag(args);
  if (topic) return renderTopic(topic);
  const command = commands.find(({ name }) => name === words[0]);
  return command ? renderCommandHelp(command, extent) : overview();
}

/** The topic that is named right after the flag, as in `tagger tag --help formats`. */
function topicAfterFlag(args: readonly string[]): Topic | undefined {
  const place = args.findIndex((word) => helpFlags.includes(word));
  return topics.find(({ name }) => name === args[place + 1]);
}

export const overview = () => renderOverview(commands, topics);

function helpAbout([subject, second]: readonly string[], extent: Extent): string {
  if (subject === undefined || subject === 'help') return overview();
  if (second !== undefined) {
    throw new UsageError(`help: expected one command or topic, found a second: ${second}`);
  }
  const command = commands.find(({ name }) => name === subject);
  if (command) return renderCommandHelp(command, extent);
  const topic = topics.find(({ name }) => name === subject);
  if (topic) return renderTopic(topic);
  const names = [...commands, ...topics].map(({ name }) => name);
  const hint = renderSuggestion(subject, names);
  throw new UsageError(`help: expected one of ${names.join(', ')}, found ${subject}${hint}`);
}
