import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { createMessages } from '../../../src/cli/terminal/messages.js';

function printed(isQuiet: boolean): string {
  const stderr = new PassThrough();
  const messages = createMessages(stderr as unknown as NodeJS.WriteStream, isQuiet);
  messages.hideBefore(() => stderr.write('<hidden>'));
  messages.note('a note\n');
  messages.warn('a warning');
  messages.error('an error');
  return String(stderr.read());
}

test('what is on the terminal is hidden before each message', () => {
  expect(printed(false)).toBe(
    '<hidden>a note\n<hidden>tagger: warning: a warning\n<hidden>tagger: an error\n',
  );
});

test('a message that --quiet leaves out hides nothing', () => {
  expect(printed(true)).toBe('<hidden>tagger: warning: a warning\n<hidden>tagger: an error\n');
});
