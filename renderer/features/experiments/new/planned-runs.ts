import type { RunSettings } from '#contract/procedures/experiments.ts';
import { runName, settingsOf, type NumberField, type RunForm } from './run-form.ts';

export interface PlannedRun {
  readonly name: string;
  readonly settings: RunSettings;
}

/** A run of the study's grid as the engine proposes it. */
export interface GridRun extends PlannedRun {
  /** It begins from published weights, of the library if they are there. */
  readonly pretrained: boolean;
}

/** Settings that all runs of a grid share. */
export const sharedFields = ['epochs', 'seed'] as const satisfies readonly NumberField[];

/** One run, and the same network without radiomics beside it where that was asked for. */
export function oneRun(settings: RunSettings, alsoAlone: boolean): readonly PlannedRun[] {
  const alone = { ...settings, fusion: 'none' as const };
  const all = alsoAlone && settings.fusion !== 'none' ? [settings, alone] : [settings];
  return all.map((each) => ({ name: runName(each), settings: each }));
}

/** Whether a run of the grid cannot begin because its published weights are not in the library. */
export function lacksWeights({ pretrained, settings }: GridRun): boolean {
  return pretrained && settings.weightsId === null;
}

/**
 * The chosen runs of the grid, with the shared fields of the form.
 *
 * @param left Names of runs that are left out.
 */
export function gridRuns(
  grid: readonly GridRun[],
  left: ReadonlySet<string>,
  form: RunForm,
): readonly PlannedRun[] {
  const read = settingsOf(form);
  if (!read.ok) return [];
  const { epochs, seed } = read.settings;
  return grid
    .filter((run) => !left.has(run.name) && !lacksWeights(run))
    .map(({ name, settings }) => ({
      name,
      settings: { ...settings, epochs, seed, device: form.device },
    }));
}
