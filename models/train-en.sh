#!/bin/sh
# Trains models/en.safetensors, the English model that comes with the package, with three seeds; the best on dev is kept.
#
#     npm run build && TEDDY_CORPORA=FOLDER TEDDY_VECTORS=FILE sh models/train-en.sh
#
# The paths are absolute. TEDDY_CORPORA holds open-english and wikigold, TEDDY_VECTORS is en.100d.txt.gz; models/README.md
# names their sources. The test sentences are scored once for each seed, at its end, and influence no choice. The same
# inputs give the same bytes on every machine.
set -eu
cd "$(dirname "$0")/.."
: "${TEDDY_CORPORA:?expected the folder that holds open-english}"
: "${TEDDY_VECTORS:?expected the file of word vectors}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sha256sum --check --quiet <<EOF
3bfdb7b9503a5dac030a08d3490ef9deee79a6484f2b3a7083fa08c5453cb08a  $TEDDY_CORPORA/open-english/train.conll
ee68e48404190b7a0068f39d70bc8b794aba54a39c24d9b613e5f8d7e3aaab87  $TEDDY_CORPORA/open-english/dev.conll
b354ae6ce9eacaa51e34784ccb99ea19c9a5ebb6013717f16391e807fbbb2c66  $TEDDY_CORPORA/wikigold/train.conll
2641efafca9d41d2b3244861712a7b2a85fbdcda213788d282daad3f3d6c6e52  $TEDDY_CORPORA/wikigold/test.conll
2abc0a32a450acac4fb372cb7383fe22de97d5d4c0f5e4149bdc650a06238e82  $TEDDY_VECTORS
EOF

# The labels of the other corpora are normalized to the rules of WikiGold, a twentieth of all sentences, which is used three
# times. The names of the files are part of the model.
node dist/models/prepare-en.js "$TEDDY_CORPORA/open-english/train.conll" data/teddy/train.conll \
  "$TEDDY_CORPORA/wikigold/train.conll" "$TEDDY_CORPORA/wikigold/train.conll" \
  > "$work/open-english-mended.conll"
node dist/models/prepare-en.js --normalize-only "$TEDDY_CORPORA/open-english/dev.conll" \
  > "$work/open-english-dev-mended.conll"
node bin/tagger.js train "$work/open-english-mended.conll" --dev "$work/open-english-dev-mended.conll" \
  --test "$TEDDY_CORPORA/wikigold/test.conll" --vectors "$TEDDY_VECTORS" --keep-vectors 100000 \
  --preset accurate --batch-size 10 --learning-rate 0.003 --dropout 0.5 --epochs 9 --runs 3 --seed 1 \
  --quantize --output models/en.safetensors --force
