import { AppError } from '#contract/errors.ts';
import type { SettingKey } from '#engine/store/repositories/settings-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { benchmarkDevice } from '#native/runtime/devices.ts';
import { ProviderUnavailable, type ExecutionProvider } from '#native/runtime/provider.ts';

/** Where the library keeps a device's measured seconds. */
const key = (device: ExecutionProvider): SettingKey => `benchmark-${device}`;

/** Seconds of the benchmark's step on a device, as last measured; null before. */
export function knownSpeed(store: Store, device: ExecutionProvider): number | null {
  const seconds = store.settings.get(key(device));
  return seconds === undefined ? null : Number(seconds);
}

/**
 * Measures a device and the processor beside it, and keeps both.
 *
 * @throws AppError device-unavailable.
 */
export async function measureSpeed(
  store: Store,
  device: ExecutionProvider,
  signal: AbortSignal,
): Promise<number> {
  const { seconds, cpuSeconds } = await benchmarkDevice(device, signal).catch(asAppError);
  store.settings.set(key('cpu'), String(cpuSeconds));
  store.settings.set(key(device), String(seconds));
  return seconds;
}

function asAppError(cause: unknown): never {
  if (!(cause instanceof ProviderUnavailable)) throw cause;
  const { provider, message } = cause;
  throw new AppError('device-unavailable', { device: provider, reason: message }, { cause });
}
