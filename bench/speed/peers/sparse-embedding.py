"""Runs a PyTorch script with sparse gradients of word vectors: sparse-embedding.py SCRIPT ARGUMENT ...

The gradient of a dense embedding holds a row for every word, and its update is most of the step.
"""
import runpy
import sys

import torch

dense = torch.nn.Embedding.from_pretrained
torch.nn.Embedding.from_pretrained = lambda *args, **options: dense(*args, **options, sparse=True)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name='__main__')
