/** The part of dcmjs that reads and writes whole files; the package brings no types of its own. */
declare module 'dcmjs' {
  interface TagValue {
    vr: string;
    Value?: unknown[];
  }
  type TagDataset = Record<string, TagValue>;

  interface DicomDict {
    meta: TagDataset;
    dict: TagDataset;
    write(options?: { allowInvalidVRLength?: boolean; fragmentMultiframe?: boolean }): ArrayBuffer;
  }

  export const data: {
    readonly DicomDict: new (meta: TagDataset) => DicomDict;
    readonly DicomMessage: { readFile(buffer: ArrayBuffer): DicomDict };
    readonly DicomMetaDictionary: { denaturalizeDataset(dataset: object): TagDataset };
  };

  interface Logger {
    setLevel(level: 'silent' | 'warn'): void;
  }
  export const log: Logger & { getLogger(name: string): Logger };
}
