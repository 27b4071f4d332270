import { AppError } from '#contract/errors.ts';
import { unblinded } from '#contract/people.ts';
import { figureName } from '#contract/procedures/evaluation.ts';
import { bytesReply, type BulkRoute } from '#engine/rpc/bulk.ts';
import { storedStudy, type EvaluationServices } from './evaluation-handlers.ts';

/** A figure of a stored evaluation as SVG, for those who may see outcomes. */
export function figureRoute({
  store,
  printer,
}: Pick<EvaluationServices, 'store' | 'printer'>): BulkRoute {
  return {
    method: 'GET',
    path: /^\/data\/evaluations\/([^/]+)\/figures\/([^/]+)\.svg$/,
    maxBody: 0,
    handle: async ({ person, groups: [id, name] }) => {
      if (!unblinded.some((role) => role === person.role)) {
        throw new AppError('not-allowed', { procedure: 'evaluation.figure', role: person.role });
      }
      const figure = figureName.safeParse(name);
      if (!figure.success) throw new AppError('not-found', { what: 'figure', id: name });
      const svg = await printer.figure(storedStudy(store, id), figure.data);
      return bytesReply(new TextEncoder().encode(svg), 'image/svg+xml');
    },
  };
}
