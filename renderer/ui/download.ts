/** Hands a file to the browser's own download, under a name. */
export async function saveAs(file: Response, name: string): Promise<void> {
  const url = URL.createObjectURL(await file.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken the blob over by then; kept, it would hold its memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
