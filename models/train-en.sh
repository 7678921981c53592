#!/bin/sh
# Trains models/en.safetensors, the English model that comes with the package, with three seeds; the best on dev is kept.
#
#     npm run build && TEDDY_CORPORA=FOLDER TEDDY_VECTORS=FILE TEDDY_RAW_TEXT=FOLDER sh models/train-en.sh [WORK]
#
# The paths are absolute. models/README.md names the sources of the corpora, the vectors and the raw text. WORK
# (models/work by default) keeps what each stage makes; a script that was interrupted goes on where it stopped. The tests
# influence no choice. The same inputs give the same weights on every machine.
set -eu
cd "$(dirname "$0")/.."
: "${TEDDY_CORPORA:?expected the folder that holds open-english}"
: "${TEDDY_VECTORS:?expected the file of word vectors}"
: "${TEDDY_RAW_TEXT:?expected the folder that holds senate.txt.gz and wikipedia-2018.txt.gz}"
work=${1:-models/work}
mkdir -p "$work"

sha256sum --check --quiet <<EOF
3bfdb7b9503a5dac030a08d3490ef9deee79a6484f2b3a7083fa08c5453cb08a  $TEDDY_CORPORA/open-english/train.conll
1cfa1cf3eac11347dd6eb8e6e6c435129d6a3498cf354d41d12027d046a79f98  $TEDDY_CORPORA/open-english-2/grobid-ner/train.conll
bbc275e784d109e3370f527a1e4830290afae6a378b67446044c8b8479c7dc18  $TEDDY_CORPORA/open-english-2/gum-named/dev.conll
94aaecc7736131c68d58afe5c0c75d842a1804fb71b98b47533f012221512d4c  $TEDDY_CORPORA/open-english-2/gum-named/train.conll
e26ef716c268d76acb92f16e398dee7e23363954947a89dd6d419a1be4aa0fa1  $TEDDY_CORPORA/open-english-2/re3d-named/train.conll
6d11ab90fca9025b9356551b85635c82da00b55c0f33b33f95599b77e0e157a3  $TEDDY_CORPORA/open-english-2/tweebank-ner/train.conll
ead8e7079bdf33debab12a8955515824edee16f408140660e522eac75157870f  $TEDDY_CORPORA/wikigold/dev.conll
b354ae6ce9eacaa51e34784ccb99ea19c9a5ebb6013717f16391e807fbbb2c66  $TEDDY_CORPORA/wikigold/train.conll
b24b5eddb0fb1dc012adf25a66f7ea35494f7a9660e6d535c22a65ea34799167  $TEDDY_CORPORA/wnut17/dev.conll
76d402efec17ec7c2c1d7f231377088f138f0ff815d470c1d462713ebc9f74bd  $TEDDY_CORPORA/wnut17/train.conll
ee21d840774c8cdc31ac46695f51fd5052432c1605baa965c8077712b8d75068  $TEDDY_VECTORS
340dbd6adb3b29e8625fe91be8b353476496cad621c946a4daa508d09c347d36  $TEDDY_RAW_TEXT/senate.txt.gz
0105585c61ae37e0b30463f168c0f56ccb92a73ebd021e25cbcaf769e248367f  $TEDDY_RAW_TEXT/wikipedia-2018.txt.gz
EOF

prepare() { node dist/models/prepare-en.js "$@"; }
tagger() { node bin/tagger.js "$@"; }

# make FILE COMMAND...: prints the output of COMMAND to FILE, unless an earlier run did.
make() {
  out=$1
  shift
  [ -e "$out" ] && return
  "$@" > "$out.part"
  mv "$out.part" "$out"
}

# learn FILE FLAGS...: trains the model FILE, or goes on with an interrupted training of it.
learn() {
  out=$1
  shift
  [ -e "$out" ] && return
  tagger train "$@" --batch-size 10 --dropout 0.5 --resume --output "$out"
}

english=$TEDDY_CORPORA/open-english
english2=$TEDDY_CORPORA/open-english-2
wikigold=$TEDDY_CORPORA/wikigold
wnut17=$TEDDY_CORPORA/wnut17

# kept NAME...: corpora of the project, whose labels stay as they are because they follow the rules of the model.
kept() {
  for name; do
    printf -- '--keep-labels data/%s.conll data/%s.conll ' "$name" "$name"
  done
}

own="news/train news/train-2 news/train-3 written/train written/train-2 written/train-3 written/train-4"

# Dev: five corpora whose labels follow the rules of the model, or nearly so.
make "$work/dev.conll" prepare --normalize-only "$wikigold/dev.conll" $(kept news/dev written/dev) \
  --keep-labels "$wnut17/dev.conll" "$wnut17/dev.conll" "$english2/gum-named/dev.conll"

# All labels; and those of the best corpora. Two corpora do not mark documents.
make "$work/all.conll" prepare --find-documents "$english/train.conll" --find-documents "$wikigold/train.conll" \
  "$english/train.conll" data/teddy/train.conll "$wikigold/train.conll" "$wikigold/train.conll" \
  "$english2/grobid-ner/train.conll" "$english2/gum-named/train.conll" "$english2/re3d-named/train.conll" \
  "$english2/tweebank-ner/train.conll" $(kept $own)
make "$work/best.conll" prepare --find-documents "$wikigold/train.conll" "$wikigold/train.conll" "$wikigold/train.conll" \
  --keep-labels "$wnut17/train.conll" "$wnut17/train.conll" "$english2/gum-named/train.conll" \
  $(kept $own teddy/train teddy/train teddy/train teddy/train)

# Raw text, without what is near a sentence of data/news by which the model is judged.
for name in senate wikipedia-2018; do
  make "$work/$name.txt" node dist/models/raw-text.js "$TEDDY_RAW_TEXT/$name.txt.gz" data/news/dev.conll data/news/test.conll
done
[ -e "$work/lm.safetensors" ] || tagger pretrain "$work/senate.txt" "$work/wikipedia-2018.txt" --words 10000000 \
  --vectors "$TEDDY_VECTORS" --keep-vectors 100000 --hidden 200 --character-widths 2,3,4 --character-filters 30 \
  --resume --output "$work/lm.safetensors"

for seed in 1 2 3; do
  learn "$work/base-$seed.safetensors" "$work/all.conll" --dev "$work/dev.conll" --preset accurate \
    --from "$work/lm.safetensors" --documents --learning-rate 0.003 --epochs 5 --seed "$seed"
  learn "$work/en-$seed.safetensors" "$work/best.conll" --dev "$work/dev.conll" \
    --from "$work/base-$seed.safetensors" --keep-vectors 68000 --quantize --learning-rate 0.001 --epochs 3 --seed "$seed"
done
cp "$(tagger inspect --best "$work"/en-?.safetensors)" models/en.safetensors
