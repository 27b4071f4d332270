import { listOf } from './list-of.ts';
import { UsageError, type Given } from './command.ts';

/** Option of the commands that must not see test patients. */
export const testHospitalsOption = {
  'test-hospitals': {
    type: 'string',
    default: '5,6',
    valueHint: 'LIST',
    description: "hospitals whose rows are refused, the study's tests; or none",
  },
} as const;

export function testHospitals(given: Given): string[] {
  const list = listOf(given, 'test-hospitals');
  if (list.length === 0) throw new UsageError('--test-hospitals names hospitals, or none.');
  return list.length === 1 && list[0].toLowerCase() === 'none' ? [] : list;
}
