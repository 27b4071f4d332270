/** Commands that look at cases and work on them. */
import { allCases, requireCases } from '../choose-cases.ts';
import type { Command } from '../command.ts';
import { eachCase } from '../each-case.ts';
import { table } from '../table.ts';
import { ownMethod, segmenterNamed } from '../name-segmenter.ts';
import { featuresOfFiles, fileOptions } from './feature-files.ts';

export const listCommand: Command = {
  description: 'list the cases',
  words: [],
  examples: ['list', 'list --json --data ./library'],
  options: {},
  signedIn: true,
  run: async ({ call }) => {
    const cases = await call('cases.list', {});
    const rows = cases.map((c) => [
      c.code,
      c.status,
      c.slices,
      c.spacingMm.map((mm) => mm.toFixed(2)).join(' × '),
      c.draftVerdict ?? '',
      c.flags.map(({ code }) => code).join(', '),
    ]);
    const header = ['case', 'status', 'slices', 'spacing (mm)', 'draft', 'flags'];
    return {
      value: cases,
      text: rows.length > 0 ? table(header, rows) : 'The library has no cases.',
    };
  },
};

export const segmentCommand: Command = {
  description: 'outline the tumour without a click, and say how sure that is',
  words: ['CASE…', '--all'],
  examples: ['segment P-0001 P-0002', 'segment --all --segmenter nodewise'],
  options: {
    ...allCases,
    segmenter: {
      type: 'string',
      valueHint: 'NAME',
      description: `a segmentation model of the library, or ${ownMethod}; by default the chosen one`,
    },
  },
  signedIn: true,
  check: (given) => requireCases(given),
  run: async (session, given) => {
    const name = given.option('segmenter');
    const by = name === undefined ? {} : { segmenterId: await segmenterNamed(session, name) };
    const { done, failed, value, failures } = await eachCase(session, given, async (caseId) => {
      await session.finish((await session.call('segment.auto', { caseId, ...by })).jobId);
      return { caseId, proposals: await session.call('segment.proposals', { caseId }) };
    });
    const rows = done.map(({ code, proposals: [best] }) =>
      best
        ? [
            code,
            best.confidence.verdict,
            best.confidence.value?.toFixed(2) ?? 'not known',
            best.diameterMm.toFixed(1),
            best.outlinedBy?.name ?? ownMethod,
          ]
        : [code, 'no candidate', '', '', ''],
    );
    const header = ['case', 'verdict', 'confidence', 'diameter (mm)', 'outlined by'];
    return { value, text: [table(header, rows), ...failures].join('\n'), failed };
  },
};

export const featuresCommand: Command = {
  description: "compute the features of each case's newest mask, or of an image and a mask file",
  words: ['CASE…', '--all', '--image PATH --mask PATH --preset NAME --out FILE'],
  examples: [
    'features --all --json',
    'features --image ct.nii.gz --mask tumour.seg.nrrd --roi Tumour --preset ibsi-1364 --out features.csv',
  ],
  options: { ...allCases, ...fileOptions },
  signedIn: true,
  check: (given) => requireCases(given),
  runAlone: featuresOfFiles,
  run: async (session, given) => {
    const { done, failed, value, failures } = await eachCase(session, given, async (caseId) => {
      await session.finish((await session.call('features.compute', { caseId })).jobId);
      return { features: await session.call('features.get', { caseId }) };
    });
    const text = done.flatMap(({ code, features }) => [
      code,
      table(
        ['feature', 'value', 'unit'],
        (features?.values ?? []).map((f) => [f.column, f.value, f.unit]),
      ),
    ]);
    return { value, text: [...text, ...failures].join('\n'), failed };
  },
};

export const predictCommand: Command = {
  description: 'estimate the risk from each case’s newest mask; research use only',
  words: ['CASE…', '--all'],
  examples: ['predict P-0001', 'predict --all --json'],
  options: allCases,
  signedIn: true,
  check: (given) => requireCases(given),
  run: async (session, given) => {
    const { done, failed, value, failures } = await eachCase(session, given, async (caseId) => {
      await session.finish((await session.call('prediction.start', { caseId })).jobId);
      return { prediction: await session.call('prediction.get', { caseId }) };
    });
    const rows = done.flatMap(({ code, prediction: p }) =>
      p
        ? [
            [
              code,
              p.probability.toFixed(3),
              p.interval.map((v) => v.toFixed(3)).join(' to '),
              p.model.label,
            ],
          ]
        : [],
    );
    const header = ['case', 'probability', '95 % interval', 'model'];
    const text = [table(header, rows), ...failures, 'Research use only.'].join('\n');
    return { value, text, failed };
  },
};
