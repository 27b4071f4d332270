"""The study's ResNet-18 at 96 voxels in PyTorch, on two threads: python learning.py inference|step

Runs once for every line on standard input and prints a line of JSON: seconds, seconds of all threads
together, largest memory in bytes and PyTorch's version. A step is a forward and a backward pass of one
patient with cross-entropy, without the optimiser.
"""

import json
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional

torch.set_num_threads(2)


class Block(nn.Module):
    def __init__(self, channels, out, stride):
        super().__init__()
        self.conv1 = nn.Conv3d(channels, out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm3d(out)
        self.conv2 = nn.Conv3d(out, out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm3d(out)
        same = stride == 1 and channels == out
        self.shortcut = (
            nn.Identity()
            if same
            else nn.Sequential(nn.Conv3d(channels, out, 1, stride), nn.BatchNorm3d(out))
        )

    def forward(self, x):
        y = functional.relu(self.bn1(self.conv1(x)), inplace=True)
        return functional.relu(self.bn2(self.conv2(y)) + self.shortcut(x), inplace=True)


class ResNet18(nn.Module):
    def __init__(self, radiomics):
        super().__init__()
        self.conv1 = nn.Conv3d(1, 64, 7, 1, 3, bias=False)
        self.bn1 = nn.BatchNorm3d(64)
        blocks, channels = [], 64
        for stage, out in enumerate([64, 128, 256, 512]):
            blocks += [Block(channels, out, 1 if stage == 0 else 2), Block(out, out, 1)]
            channels = out
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(channels + radiomics, 2)

    def forward(self, x, radiomics):
        y = functional.relu(self.bn1(self.conv1(x)), inplace=True)
        y = self.blocks(functional.max_pool3d(y, 3, 2, 1)).mean((2, 3, 4))
        return self.fc(torch.cat([radiomics, y], 1))


torch.manual_seed(1)
network = ResNet18(10)
x, radiomics, label = torch.rand(1, 1, 96, 96, 96), torch.rand(1, 10), torch.tensor([1])


def inference():
    network.eval()
    with torch.inference_mode():
        network(x, radiomics)


def step():
    network.zero_grad()
    functional.cross_entropy(network(x, radiomics), label).backward()


task = {"inference": inference, "step": step}[sys.argv[1]]
for _ in sys.stdin:
    began, used = time.perf_counter(), time.process_time()
    task()
    measured = {
        "seconds": time.perf_counter() - began,
        "cpuSeconds": time.process_time() - used,
        "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "version": f"PyTorch {torch.__version__}",
    }
    print(json.dumps(measured), flush=True)
