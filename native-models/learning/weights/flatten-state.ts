import { isNumpyArray } from './numpy-values.ts';
import { isGlobal, type PickleValue } from './pickle-values.ts';
import type { TensorView } from './tensor-view.ts';
import { isTensorView } from './torch-globals.ts';
import { damaged, refused } from './weight-file-error.ts';

/** What a saved value holds, each under its path: `state_dict.layer1.0.weight`, `sizes[2]`. */
export interface FlatState {
  readonly views: ReadonlyMap<string, TensorView>;
  /** Numbers, texts and truth values beside the tensors. */
  readonly facts: ReadonlyMap<string, string>;
}

/** Checkpoints nest their state three or four deep. */
const MAX_DEPTH = 32;
/** A list that holds the same list many times, and so on, has no end worth waiting for. */
const MAX_VALUES = 2 ** 18;
const MAX_PATH = 512;
/** A saved tensor without a name. */
const UNNAMED = 'tensor';

/** @throws WeightFileError when the value is too deep or too large, or two paths are the same. */
export function flattenState(root: PickleValue): FlatState {
  const views = new Map<string, TensorView>();
  const facts = new Map<string, string>();
  let values = 0;

  const visit = (value: PickleValue, path: string, depth: number): void => {
    values += 1;
    if (values > MAX_VALUES) throw refused(`the file holds more than ${MAX_VALUES} values`);
    if (depth > MAX_DEPTH) throw refused('the file’s values are nested too deeply');
    if (path.length > MAX_PATH) throw refused('the file’s names are too long');
    const children = childrenOf(value, path);
    if (children) for (const [child, name] of children) visit(child, name, depth + 1);
    else keep(value, path);
  };
  const keep = (value: PickleValue, path: string): void => {
    const name = path === '' ? UNNAMED : path;
    const view = isNumpyArray(value) ? value.view : value;
    const fact = factOf(view);
    if (views.has(name) || facts.has(name)) throw damaged(`two values are named ${name}`);
    if (isTensorView(view)) views.set(name, view);
    else if (fact !== null) facts.set(name, fact);
  };
  visit(root, '', 0);
  return { views, facts };
}

type Child = readonly [value: PickleValue, path: string];

/** Null for what has no parts. */
function childrenOf(value: PickleValue, path: string): readonly Child[] | null {
  if (value instanceof Map) {
    return Array.from(value as Map<PickleValue, PickleValue>, ([key, child], n): Child => {
      const name = isName(key) ? String(key) : `key ${n}`;
      return [child, path === '' ? name : `${path}.${name}`];
    });
  }
  const items: PickleValue = value instanceof Set ? [...(value as Set<PickleValue>)] : value;
  if (!Array.isArray(items)) return null;
  return items.map((child: PickleValue, n): Child => [child, `${path}[${n}]`]);
}

function isName(key: PickleValue): key is string | number | bigint {
  return ['string', 'number', 'bigint'].includes(typeof key);
}

function factOf(value: PickleValue): string | null {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (isGlobal(value)) return value.name;
  return isName(value) || typeof value === 'boolean' ? String(value) : null;
}
