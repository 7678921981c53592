// Errors of the English model for its card, from the tests whose text may be quoted.
//
// Run: TEDDY_CORPORA=FOLDER node dist/models/failures-en.js [MODEL]
import { env } from 'node:process';
import { readTests } from './english-tests.js';
import { judgeSentences, readTagger } from './judge-english.js';
import { pickFailures, renderFailures } from './pick-failures.js';
import { runCardCommand } from './run-card-command.js';

const FAILURE_COUNT = 30;

await runCardCommand('failures-en', async (model) => {
  const tests = await readTests(env.TEDDY_CORPORA, ({ isQuotable }) => isQuotable);
  const tagger = await readTagger(model);
  const judged = tests.map(({ name, sentences }) => {
    return { test: name, errors: judgeSentences(tagger, sentences).errors.first };
  });
  return renderFailures(pickFailures(judged, FAILURE_COUNT));
});
