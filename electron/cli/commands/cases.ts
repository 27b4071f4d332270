/** Commands that look at cases and work on them. */
import { allCases, chooseCases } from '../choose-cases.ts';
import type { Command } from '../command.ts';
import { table } from '../table.ts';
import { ownMethod, segmenterNamed } from '../name-segmenter.ts';
import { featuresOfFiles, fileOptions } from './feature-files.ts';

export const listCommand: Command = {
  description: 'list the cases',
  words: '',
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
  words: 'CASE…',
  options: {
    ...allCases,
    segmenter: {
      type: 'string',
      valueHint: 'NAME',
      description: `a segmentation model of the library, or ${ownMethod}; by default the chosen one`,
    },
  },
  signedIn: true,
  run: async (session, given) => {
    const name = given.option('segmenter');
    const by = name === undefined ? {} : { segmenterId: await segmenterNamed(session, name) };
    const results = [];
    for (const { id, code } of await chooseCases(session, given)) {
      await session.finish((await session.call('segment.auto', { caseId: id, ...by })).jobId);
      const proposals = await session.call('segment.proposals', { caseId: id });
      results.push({ caseId: id, code, proposals });
    }
    const rows = results.map(({ code, proposals: [best] }) =>
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
    return {
      value: results,
      text: table(['case', 'verdict', 'confidence', 'diameter (mm)', 'outlined by'], rows),
    };
  },
};

export const featuresCommand: Command = {
  description: "compute the features of each case's newest mask, or of an image and a mask file",
  words: 'CASE…',
  options: { ...allCases, ...fileOptions },
  signedIn: true,
  runAlone: featuresOfFiles,
  run: async (session, given) => {
    const sets = [];
    for (const { id, code } of await chooseCases(session, given)) {
      await session.finish((await session.call('features.compute', { caseId: id })).jobId);
      sets.push({ code, features: await session.call('features.get', { caseId: id }) });
    }
    const text = sets.flatMap(({ code, features }) => [
      code,
      table(
        ['feature', 'value', 'unit'],
        (features?.values ?? []).map((f) => [f.column, f.value, f.unit]),
      ),
    ]);
    return { value: sets, text: text.join('\n') };
  },
};

export const predictCommand: Command = {
  description: 'estimate the risk from each case’s newest mask; research use only',
  words: 'CASE…',
  options: allCases,
  signedIn: true,
  run: async (session, given) => {
    const predictions = [];
    for (const { id, code } of await chooseCases(session, given)) {
      await session.finish((await session.call('prediction.start', { caseId: id })).jobId);
      predictions.push({ code, prediction: await session.call('prediction.get', { caseId: id }) });
    }
    const rows = predictions.flatMap(({ code, prediction: p }) =>
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
    const text = `${table(['case', 'probability', '95 % interval', 'model'], rows)}\nResearch use only.`;
    return { value: predictions, text };
  },
};
