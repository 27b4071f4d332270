/**
 * A process that tries one device and ends: graphics drivers may end the process that asks them, and
 * this one is nobody's loss. One order comes by the channel of `fork`, one reply goes back.
 */
import { deviceTasks, type DeviceOrder, type DeviceReply } from './device-tasks.ts';
import { ProviderUnavailable } from './provider.ts';

process.once('message', (order: DeviceOrder) => {
  void answer(order).then((reply) => process.send?.(reply, () => process.exit(0)));
});

async function answer({ task, provider }: DeviceOrder): Promise<DeviceReply> {
  try {
    return { result: await deviceTasks[task](provider) };
  } catch (error) {
    const obstacle = error instanceof ProviderUnavailable ? error.obstacle : 'other';
    return { obstacle, message: error instanceof Error ? error.message : String(error) };
  }
}
