/** A file to send, with its path relative to what was chosen or dropped. */
export interface NamedFile {
  readonly name: string;
  readonly file: File;
}

/** Every file below dropped entries, folders read through to the end. */
export async function filesOfEntries(
  entries: readonly FileSystemEntry[],
): Promise<readonly NamedFile[]> {
  const found: NamedFile[] = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
    if (entry.isDirectory) waiting.push(...(await children(entry as FileSystemDirectoryEntry)));
    else found.push(await named(entry as FileSystemFileEntry));
  }
  return found;
}

/** What an `<input type="file">` holds; a chosen folder tells each file's place in it. */
export function filesOfInput(list: FileList): readonly NamedFile[] {
  return Array.from(list, (file) => ({ name: file.webkitRelativePath || file.name, file }));
}

/** The entries of a drop. They must be taken while the event is handled; later it is empty. */
export function droppedEntries(drop: DataTransfer): readonly FileSystemEntry[] {
  return Array.from(drop.items, (item) => item.webkitGetAsEntry()).filter(
    (entry) => entry !== null,
  );
}

async function named(entry: FileSystemFileEntry): Promise<NamedFile> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
  return { name: entry.fullPath.replace(/^\//, ''), file };
}

/** A reader answers a hundred entries a time and none at the end. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
