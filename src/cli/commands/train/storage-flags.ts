// The flags of `tagger train` that choose the tokenizer, the preset, and how the model is stored.
import { type TokenizerName, tokenizerNames } from '../../../text/tokenizers.js';
import { choice, toggle, withDefault } from '../../flags/kinds.js';
import { type PresetName, presetNames } from './presets.js';

export const rawTextFlags = {
  tokenizer: {
    ...choice<TokenizerName>('How the model cuts raw text into tokens.', tokenizerNames),
    defaultText: 'the one that gives the tokens of CORPUS back',
  },
};

export const presetFlags = {
  preset: withDefault('default', {
    ...choice<PresetName>('Defaults tuned for speed (fast) or accuracy (accurate).', presetNames),
    placeholder: 'NAME',
  }),
};

export const storageFlags = {
  quantize: withDefault(
    false,
    toggle('Store learned words in one byte per number instead of four, as vectors are.'),
  ),
};
