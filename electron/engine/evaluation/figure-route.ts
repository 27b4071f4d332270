import { AppError } from '#contract/errors.ts';
import { unblinded } from '#contract/people.ts';
import { figureFormat, figureName, type FigureFormat } from '#contract/evaluation/figures.ts';
import { bytesReply, type BulkRoute } from '#engine/rpc/bulk.ts';
import { storedStudy, type EvaluationServices } from './evaluation-handlers.ts';

const mediaTypes: { readonly [F in FigureFormat]: string } = {
  svg: 'image/svg+xml',
  png: 'image/png',
  pdf: 'application/pdf',
};

/** A figure of a stored evaluation, for those who may see outcomes. */
export function figureRoute({
  store,
  printer,
}: Pick<EvaluationServices, 'store' | 'printer'>): BulkRoute {
  return {
    method: 'GET',
    path: /^\/data\/evaluations\/([^/]+)\/figures\/([^/]+)\.([a-z]+)$/,
    maxBody: 0,
    handle: async ({ person, groups: [id, name, ending] }) => {
      if (!unblinded.some((role) => role === person.role)) {
        throw new AppError('not-allowed', { procedure: 'evaluation.figure', role: person.role });
      }
      const figure = figureName.safeParse(name);
      const format = figureFormat.safeParse(ending);
      if (!figure.success || !format.success) {
        throw new AppError('not-found', { what: 'figure', id: `${name}.${ending}` });
      }
      const bytes = await printer.figure(storedStudy(store, id), figure.data, format.data);
      return bytesReply(bytes, mediaTypes[format.data]);
    },
  };
}
