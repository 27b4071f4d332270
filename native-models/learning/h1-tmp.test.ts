import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { buildNetwork } from '../architectures/network.ts';
import { cpuFormulations } from '../graph/formulations.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { parseSafetensors } from '../graph/safetensors.ts';
import { createSession } from '../runtime/session.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { contrastivePairs } from './contrastive-loss.ts';
import { classTargets } from './cross-entropy.ts';
import { gradientName, trainingGraph } from './training-graph.ts';
const widths = [4, 8, 12, 16] as const;
const nets = {
  'train-resnet18': { family: 'resnet', block: 'basic', blocks: [2, 2, 2, 2], widths },
  'train-densenet': { family: 'densenet', initial: 8, growth: 4, blocks: [2, 3, 2, 2] },
  'train-resnet50': { family: 'resnet', block: 'bottleneck', blocks: [3, 4, 6, 3], widths },
} as any;
for (const name of Object.keys(nets))
  test(
    name,
    async () => {
      const { tensors: T } = parseSafetensors(
        readFileSync(sharedFile(`reference/networks/${name}.safetensors`)!),
      );
      const build = buildNetwork({ backbone: nets[name], fusion: 'concat', radiomicsCount: 10 });
      const x = T.get('x0')!,
        radiomics = T.get('radiomics0')!;
      const labels = Array.from(T.get('y')!.data);
      const g = trainingGraph({
        build,
        image: x.shape,
        radiomics: radiomics.shape,
        normalisation: 'batch',
        formulations: cpuFormulations,
      } as any);
      const s = await createSession(encodeModel(g.graph));
      const r = await s.run({
        ...Object.fromEntries(g.graph.parameters.map((p) => [p.name, T.get('w0.' + p.name)!])),
        x,
        radiomics,
        targets: classTargets(labels),
        ...contrastivePairs(labels),
      } as any);
      console.log(
        name,
        r.get('crossEntropy')!.data[0],
        r.get('contrastive')!.data[0],
        T.get('losses')!.data,
      );
      const off: any[] = [];
      let worst = 0;
      for (const [k, v] of T)
        if (k.startsWith('grad0.')) {
          const n = k.slice(6);
          const a = r.get(gradientName(n))?.data;
          if (!a) {
            console.log('none', n);
            continue;
          }
          let d = 0,
            l = 0;
          v.data.forEach((t, i) => {
            d += (t - a[i]) ** 2;
            l += t * t;
          });
          if (Math.sqrt(l) <= 1e-6) continue;
          worst = Math.max(worst, Math.sqrt(d / l));
          if (Math.sqrt(d / l) > 1e-3)
            off.push([n, Math.sqrt(d / l).toFixed(5), Math.sqrt(l).toExponential(2)].join(' '));
        }
      console.log(name, 'worst', worst, 'off', off.length, '\n' + off.slice(0, 12).join('\n'));
      await s.dispose();
    },
    60000,
  );
