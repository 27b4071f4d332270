import type { Command } from './command.ts';
import { demoCommand, importCommand } from './commands/bring-in.ts';
import { featuresCommand, listCommand, predictCommand, segmentCommand } from './commands/cases.ts';
import { cohortCommand } from './commands/cohort.ts';
import { compareCommand } from './commands/compare.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { figuresCommand } from './commands/figures.ts';
import { publishedCommand } from './commands/published.ts';
import { reproduceCommand } from './commands/reproduce.ts';
import { studyCommand } from './commands/study.ts';
import { tablesCommand } from './commands/tables.ts';
import { gpuCommand } from './commands/gpu.ts';
import { gridCommand, inferCommand, resumeCommand, trainCommand } from './commands/training.ts';
import { matchCommand } from './commands/match.ts';
import { splitCommand } from './commands/split.ts';
import { segmenterCommand } from './commands/segmenter.ts';
import { verifyIbsiCommand } from './commands/verify-ibsi.ts';
import { weightsCommand } from './commands/weights.ts';
import {
  backupCommand,
  exportCommand,
  peopleCommand,
  verifyAuditCommand,
} from './commands/keep.ts';

/** Every command by its name; the help and the program are both this table. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['import', importCommand],
  ['demo', demoCommand],
  ['list', listCommand],
  ['segment', segmentCommand],
  ['segmenter', segmenterCommand],
  ['features', featuresCommand],
  ['compare', compareCommand],
  ['predict', predictCommand],
  ['train', trainCommand],
  ['resume', resumeCommand],
  ['grid', gridCommand],
  ['infer', inferCommand],
  ['weights', weightsCommand],
  ['evaluate', evaluateCommand],
  ['tables', tablesCommand],
  ['figures', figuresCommand],
  ['study', studyCommand],
  ['reproduce', reproduceCommand],
  ['published', publishedCommand],
  ['cohort', cohortCommand],
  ['match', matchCommand],
  ['split', splitCommand],
  ['export', exportCommand],
  ['people', peopleCommand],
  ['verify-audit', verifyAuditCommand],
  ['verify-ibsi', verifyIbsiCommand],
  ['gpu', gpuCommand],
  ['backup', backupCommand],
]);
