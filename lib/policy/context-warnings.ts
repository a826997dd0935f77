import type { Policy } from '../../functions/recovery/policy.ts';
import type { PolicyWarning } from './mistakes.ts';

const TEXT = '"{context}" is read aloud as it stands: only in "announce" does the context take its place';

/** Finds prompts with `{context}` below a value of a policy, but for those of `announce`. */
function below(value: unknown, path: string): PolicyWarning[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key === 'announce') return [];
    if (key === 'say' && typeof each === 'string' && each.includes('{context}'))
      return [{ path, text: TEXT }];
    return below(each, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`);
  });
}

/** Finds prompts that callers would hear with the braces of `{context}`. */
export const contextWarnings = (policy: Policy): PolicyWarning[] => below(policy, '');
