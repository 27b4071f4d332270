/** Trains one arm in a process of its own: `node run-arm.ts ORDER.json RESULT.json`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { serveOrder } from '#engine/training/train-child.ts';
import type { TrainOrder } from '#engine/training/train-order.ts';

const [orderFile, resultFile] = process.argv.slice(2);
const order = JSON.parse(readFileSync(orderFile, 'utf8')) as TrainOrder;

const result = await serveOrder(order, (message) => {
  if (message.kind !== 'epoch') return;
  const { epoch, crossEntropy, auc, averageAuc } = message.metrics;
  const shown = [crossEntropy, auc, averageAuc].map((value) => value?.toFixed(3) ?? '-');
  console.log(`epoch ${epoch + 1}: loss ${shown[0]}, validation ${shown[1]}, average ${shown[2]}`);
});
writeFileSync(resultFile, JSON.stringify(result));
