"""Times PyRadiomics on one region: python pyradiomics.py order.json

The order names raw little-endian files of voxels (float32, i fastest) and of the mask (uint8), the
grid, and the features by family. One `execute()` computes them all on the 15 images; one thread.
Prints JSON with version, seconds and values.
"""

import json
import logging
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

began = time.perf_counter()
extracted = extractor.execute(image, mask)
seconds = time.perf_counter() - began
values = {k: float(v) for k, v in extracted.items() if not k.startswith("diagnostics")}
print(json.dumps({"version": radiomics.__version__, "seconds": seconds, "values": values}))
