/** What each file or kind of file of a study is; the first pattern that fits tells. */
const descriptions: readonly (readonly [RegExp, string])[] = [
  [/^scores\.csv$/, 'input: each patient’s set, label (1 pN+, 0 pN-) and score by every model'],
  [/^patients\.csv$/, 'input: what Table 1 tells of each patient'],
  [/^evaluation\.json$/, 'every number of the tables and figures, with all digits'],
  [/^tables\/tables\.xlsx$/, 'all tables, a sheet each, numbers as numbers'],
  [/^tables\/tables\.docx$/, 'all tables for a manuscript'],
  [/^tables\/tables\.tex$/, 'prints all tables of LaTeX; each .tex can be put into a document'],
  [/^tables\/table1-extended/, 'Table 1 with tests and standardised differences'],
  [/^tables\/table2-extended/, 'Table 2 with the plain and the weighted mean of the AUCs'],
  [/^tables\/table3-extended/, 'Table 3 with the plain and the weighted mean of the AUCs'],
  [/^tables\/table1/, 'Table 1: the patients of each set'],
  [/^tables\/table2/, 'Table 2: performance of the models on each set'],
  [/^tables\/table3/, 'Table 3: radiomics, deep learning and their fusions'],
  [/^tables\/delong/, 'model against model on the same patients: paired DeLong tests'],
  [/^tables\/subgroups/, 'AUC by hospital and by contrast'],
  [/^tables\/balance/, 'how alike pN+ and pN- are before and after matching'],
  [/^figures\/flowchart/, 'who was screened, excluded, matched and put into which set'],
  [/^figures\/roc-networks/, 'ROC curves of the networks'],
  [/^figures\/roc-fusion/, 'ROC curves of radiomics, deep learning and their fusions'],
  [/^figures\/calibration/, 'predicted probability against what happened'],
  [/^figures\/decision-curve/, 'net benefit of acting on each model'],
  [/^figures\/love-plot/, 'standardised differences before and after matching'],
  [/^methods/, 'the methods in words, from the settings'],
  [/^README/, 'this list'],
  [/^manifest\.json$/, 'inputs, settings, versions, seeds, and the SHA-256 of every file'],
];

/** What lies in the folder of a study, a line a file, and what a reader must know of the numbers. */
export function readmeOf(names: readonly string[], remarks: readonly string[]): string {
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => {
    const told = descriptions.find(([pattern]) => pattern.test(name))?.[1] ?? '';
    return `${name.padEnd(width)}  ${told}`.trimEnd();
  });
  return [
    'Tables and figures of an evaluation, written by Nodewise. Research use only.',
    '',
    ...lines,
    '',
    'What to know of the numbers:',
    ...remarks.map((remark) => `- ${remark}`),
    '',
    '"nodewise reproduce FOLDER" makes every file again from the inputs in this folder and',
    'compares the bytes.',
    '',
  ].join('\n');
}
