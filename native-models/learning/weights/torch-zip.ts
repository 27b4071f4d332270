import { readPickle } from './pickle.ts';
import { text } from './pickle-machine.ts';
import type { PickleValue } from './pickle-values.ts';
import type { Storage } from './tensor-view.ts';
import { buildTorchObject, torchGlobal } from './torch-globals.ts';
import { storageBytes, storageReference, type StorageReference } from './torch-storages.ts';
import { damaged } from './weight-file-error.ts';
import { openZip } from './zip-archive.ts';

/**
 * Reads what `torch.save` has written since PyTorch 1.6: a zip archive with `data.pkl`, one entry
 * `data/<key>` for each storage, and `byteorder` since 2.0; all within one folder of any name.
 *
 * @returns the saved value, its tensors as views onto the archive.
 */
export function readTorchZip(bytes: Uint8Array): PickleValue {
  const archive = openZip(bytes);
  const pickle = archive.names.find((name) => /^([^/]+\/)?data\.pkl$/.test(name));
  if (pickle === undefined)
    throw damaged('the archive holds no data.pkl, so no weights of PyTorch');
  const folder = pickle.slice(0, -'data.pkl'.length);
  const order = `${folder}byteorder`;
  const bigEndian = archive.names.includes(order) && text(archive.read(order)) === 'big';

  const contents = new Map<string, Uint8Array>();
  const contentOf = (reference: StorageReference): Uint8Array => {
    const name = `${folder}data/${reference.key}`;
    const content = contents.get(name) ?? archive.read(name);
    contents.set(name, content);
    const length = storageBytes(reference);
    if (content.length < length) throw damaged(`the storage ${reference.key} is cut off`);
    return content.subarray(0, length);
  };
  const { value } = readPickle(archive.read(pickle), 0, {
    global: torchGlobal,
    build: buildTorchObject,
    persistent: (id): Storage => {
      const reference = storageReference(id);
      const read = () => ({ bytes: contentOf(reference), bigEndian });
      return { kind: 'storage', type: reference.type, bytes: read };
    },
  });
  return value;
}
