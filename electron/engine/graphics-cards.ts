import { devices, type Device } from '#native/runtime/devices.ts';
import { installCuda, type CudaInstallation } from '#native/runtime/install-cuda.ts';

export interface GraphicsSetUp {
  readonly cuda: CudaInstallation;
  /** Every provider as it is after that. */
  readonly devices: readonly Device[];
}

/** Fetches what training on NVIDIA cards needs besides the driver, and looks at every device again. */
export async function setUpGraphicsCards(onLine: (line: string) => void): Promise<GraphicsSetUp> {
  return { cuda: await installCuda({ onLine }), devices: await devices() };
}

/** The devices of this machine. */
export function graphicsCards(): Promise<readonly Device[]> {
  return devices();
}
