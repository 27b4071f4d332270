import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { verification } from '#contract/procedures/verification.ts';
import type { JobControl, JobQueue } from '#engine/jobs/job-queue.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import type { Store } from '#engine/store/store.ts';
import { ibsiCounts } from './ibsi-counts.ts';
import { referencePath } from './reference-folder.ts';
import { storeCertificate, storedCertificate } from './stored-certificate.ts';
import type { VerificationTasks } from './verification-tasks.ts';

interface Services {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly run: RunTask<VerificationTasks>;
  readonly resourcesDir: string;
  /** The reference folder named at the start; a setting of the library goes before it. */
  readonly startedWith: string | undefined;
  readonly version: string;
}

export function verificationHandlers(services: Services): Handlers<keyof typeof verification> {
  const { store, queue } = services;
  return {
    'ibsi.verify': async (_input, call) => {
      const person = personOf(call);
      // A second press, or a second window, follows the run that is on its way.
      const running = queue.list().find(({ job }) => job.kind === 'verify' && job.endedAt === null);
      if (running) return { jobId: running.job.id };
      const { id: jobId } = queue.start({
        kind: 'verify',
        lane: 'bulk',
        caseId: null,
        title: 'Verify this installation',
        ownerId: person.id,
        run: (control) => verify(services, person, control),
      });
      return { jobId };
    },

    'ibsi.certificate': async () => {
      const certificate = storedCertificate(store);
      return certificate ? { certificate, counts: ibsiCounts(certificate.values) } : null;
    },

    'ibsi.reference': async () => reference(services),

    'ibsi.setReference': async ({ folder }, call) => {
      const chosen = folder === null ? '' : resolve(folder);
      if (folder !== null && !existsSync(join(chosen, referencePath.tables))) {
        throw new AppError('not-found', { what: 'folder', id: join(chosen, referencePath.tables) });
      }
      store.transaction(() => {
        store.settings.set('ibsi-reference', chosen);
        const subject = folder === null ? 'none' : 'chosen';
        store.audit.append({ who: personOf(call), action: 'reference-folder-set', subject });
      });
      return {};
    },
  };
}

async function verify(
  services: Services,
  person: Person,
  { signal, report }: JobControl,
): Promise<string> {
  const { store, run, resourcesDir, version } = services;
  report(null, 'reading');
  const referenceDir = reference(services).folder ?? undefined;
  const certificate = await run(
    'verify-ibsi',
    { resourcesDir, referenceDir, version },
    { signal, pool: 'bulk', onProgress: report },
  );
  const failed = certificate.values.filter(({ outcome }) => outcome === 'failed').length;
  store.transaction(() => {
    storeCertificate(store, certificate);
    store.audit.append({
      who: person,
      action: 'installation-verified',
      subject: certificate.settingsHash,
      details: { values: certificate.values.length, failed, codeVersion: version },
    });
  });
  return certificate.settingsHash;
}

interface Reference {
  readonly folder: string | null;
  readonly from: 'library' | 'started' | 'none';
}

function reference({ store, startedWith }: Pick<Services, 'store' | 'startedWith'>): Reference {
  // An empty setting is one that was taken back.
  const chosen = store.settings.get('ibsi-reference') ?? '';
  if (chosen !== '') return { folder: chosen, from: 'library' };
  if (startedWith) return { folder: resolve(startedWith), from: 'started' };
  return { folder: null, from: 'none' };
}
