"""Times PyRadiomics on one region: python pyradiomics.py order.json

The order names raw little-endian files of voxels (float32, i fastest) and of the mask (uint8), the
grid, the features by family, how many times the region is to be computed and by how many processes.
One `execute()` computes all features on the 15 images; one thread a process. Seconds are without
starting Python and the processes. Prints JSON with version, seconds and values.
"""

import json
import logging
import multiprocessing
import sys
import time

import numpy as np
import radiomics
import SimpleITK as sitk
from radiomics import featureextractor

radiomics.logger.setLevel(logging.CRITICAL)
sitk.ProcessObject.SetGlobalDefaultNumberOfThreads(1)
with open(sys.argv[1], encoding="utf8") as file:
    order = json.load(file)
shape = order["dimensions"][::-1]
image = sitk.GetImageFromArray(np.fromfile(order["image"], "<f4").reshape(shape).astype(float))
mask = sitk.GetImageFromArray(np.fromfile(order["mask"], "u1").reshape(shape))
for grid in (image, mask):
    grid.SetSpacing(order["spacingMm"])

extractor = featureextractor.RadiomicsFeatureExtractor(binWidth=25)
extractor.enableImageTypeByName("Wavelet")
extractor.enableImageTypeByName("LoG", customArgs={"sigma": [1.0, 2.0, 3.0, 4.0, 5.0]})
extractor.enableImageTypeByName("Gradient")
extractor.disableAllFeatures()
extractor.enableFeaturesByName(**order["families"])


def extract(_):
    extracted = extractor.execute(image, mask)
    return {k: float(v) for k, v in extracted.items() if not k.startswith("diagnostics")}


def run(cases, processes):
    if processes == 1:
        began = time.perf_counter()
        return [extract(n) for n in range(cases)], time.perf_counter() - began
    # Forked, so that a process starts with the image and the libraries loaded.
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        pool.map(abs, range(processes), chunksize=1)
        began = time.perf_counter()
        return pool.map(extract, range(cases), chunksize=1), time.perf_counter() - began


values, seconds = run(order["cases"], order["processes"])
print(json.dumps({"version": radiomics.__version__, "seconds": seconds, "values": values[0]}))
