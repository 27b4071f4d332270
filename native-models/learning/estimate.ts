import { networkParameters, type NetworkSpec } from '../architectures/network.ts';
import { graphCost, type GraphCost } from '../graph/cost.ts';
import { cpuFormulations, type Formulations } from '../graph/formulations.ts';
import type { Value } from '../graph/op.ts';
import { elementCount, type Shape } from '../graph/tensor-type.ts';
import { pooledCost, storedCost } from './lower-cost.ts';
import { cutNetwork, inferenceGraph, lowerGraph } from './cut-network.ts';
import { gradientWay, learningPlan } from './learning-plan.ts';
import { batchSizes } from './sampling.ts';
import { viewsOf, type TrainingSettings } from './settings.ts';
import { isLearned, trainingGraph } from './training-graph.ts';

/** What a run will ask of a machine. */
export interface TrainingEstimate {
  /** Numbers in the network, stored statistics included. */
  readonly parameters: number;
  /** Those of them that gradients move. */
  readonly learned: number;
  readonly secondsPerStep: number;
  readonly stepsPerEpoch: number;
  /** With preparation and the evaluation of every epoch. */
  readonly totalSeconds: number;
  /** Weights, optimiser, kept features and the largest graph. */
  readonly peakBytes: number;
}

export interface EstimatedRun {
  readonly spec: NetworkSpec;
  readonly settings: TrainingSettings;
  readonly cases: { readonly training: number; readonly validation: number };
  /** Of this machine: the seconds of some training step over `graphCost`'s work of its graph. */
  readonly secondsPerWork: number;
  readonly formulations?: Formulations;
}

/**
 * What the runtime's memory holds for each byte that values need, as its pieces do not fit each
 * other: measured 1.3 for ResNet-18 at 96³ and 1.7 for an eighth of its width at 48³.
 */
const ARENA = 1.5;

/** Time and memory of a run from its graphs; nothing is computed. */
export function estimateRun(run: EstimatedRun): TrainingEstimate {
  const { spec, settings, cases } = run;
  const parameters = networkParameters(spec, settings.inputSize);
  const { learns } = cutNetwork(spec, settings.learns);
  const learning = parameters.filter(({ name }) => isLearned(name) && learns(name));
  const step = stepCost(run);
  const evaluation = evaluationCost(run);
  const kept = keptFeatures(run);

  const stepsPerEpoch = batchSizes(cases.training, settings.batch).length;
  // A last batch that is not full costs its share; both weights and their average are evaluated.
  const steps = (cases.training / batchOfRun(run)) * step.work;
  const epoch = steps + 2 * cases.validation * evaluation.work;
  const total = settings.epochs * epoch + kept.work;
  return {
    ...{ parameters: countOf(parameters), learned: countOf(learning), stepsPerEpoch },
    secondsPerStep: step.work * run.secondsPerWork,
    totalSeconds: total * run.secondsPerWork,
    peakBytes:
      stateBytes(countOf(parameters), countOf(learning)) +
      kept.bytes +
      step.bytes +
      ARENA * Math.max(step.peakBytes, evaluation.peakBytes, kept.peakBytes),
  };
}

type Cost = Pick<GraphCost, 'work' | 'peakBytes'>;
/** Bytes that are held between runs of graphs. */
type Kept = { readonly bytes: number };

/** One step, however its gradients are made. */
function stepCost(run: EstimatedRun): Cost & Kept {
  const { spec, settings, formulations = cpuFormulations } = run;
  const network = cutNetwork(spec, settings.learns);
  const plan = { ...learningPlan(network, settings), formulations };
  const n = batchOfRun(run);
  const radiomics = [n, spec.radiomicsCount];
  const image = imageShape(settings);
  if (gradientWay(settings) === 'whole-batch') {
    const [, ...sample] = settings.learns === 'all' ? image : cutShape(run);
    const { graph } = trainingGraph({ ...plan, image: [n, ...sample], radiomics });
    return { ...graphCost(graph), bytes: 0 };
  }
  const [, ...cut] = cutShape(run);
  const upper = graphCost(
    trainingGraph({
      ...{ ...plan, build: network.upper, image: [n, ...cut], radiomics },
      imageGradient: true,
    }).graph,
  );
  const lower = settings.normalisation === 'two-pass' ? pooledCost : storedCost;
  const one = lower(network, { image, formulations });
  return {
    work: n * one.work + upper.work,
    peakBytes: one.peakBytes + upper.peakBytes,
    bytes: n * one.keptBytes,
  };
}

/** One patient through the network, or through what is not frozen of it. */
function evaluationCost(run: EstimatedRun): Cost {
  const { spec, settings, formulations = cpuFormulations } = run;
  const network = cutNetwork(spec, settings.learns);
  const { build } = learningPlan(network, settings);
  const image = settings.learns === 'all' ? imageShape(settings) : cutShape(run);
  const shapes = { image, radiomics: [1, spec.radiomicsCount] };
  return graphCost(inferenceGraph(build, shapes, formulations));
}

/** What frozen stages compute before the first step, and what is kept of it. */
function keptFeatures(run: EstimatedRun): Cost & Kept {
  const { spec, settings, cases, formulations = cpuFormulations } = run;
  if (settings.learns === 'all') return { work: 0, peakBytes: 0, bytes: 0 };
  const { lower } = cutNetwork(spec, settings.learns);
  const one = graphCost(lowerGraph(lower, imageShape(settings), formulations));
  const crops = cases.training * viewsOf(settings) + cases.validation;
  return {
    work: crops * one.work,
    peakBytes: one.peakBytes,
    bytes: crops * elementCount(cutShape(run)) * FLOAT_BYTES,
  };
}

const FLOAT_BYTES = 4;

/** Weights, average, best and a checkpoint's copy of all; two moments of what learns. */
function stateBytes(parameters: number, learned: number): number {
  const state = 3 * parameters + 2 * learned;
  return 2 * state * FLOAT_BYTES;
}

function cutShape({ spec, settings }: EstimatedRun): Shape {
  const { lower } = cutNetwork(spec, settings.learns);
  return lowerGraph(lower, imageShape(settings), cpuFormulations).outputs[0].shape;
}

/** The largest batch that occurs. */
function batchOfRun({ settings, cases }: EstimatedRun): number {
  return Math.max(...batchSizes(cases.training, settings.batch));
}

function imageShape({ inputSize }: TrainingSettings): Shape {
  return [1, 1, inputSize, inputSize, inputSize];
}

function countOf(values: readonly Value[]): number {
  return values.reduce((sum, { shape }) => sum + elementCount(shape), 0);
}
