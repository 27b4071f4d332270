export async function pdfOf(_svg: string): Promise<Uint8Array> {
  return new Uint8Array();
}
