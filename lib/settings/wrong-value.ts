import { Token } from 'aws-cdk-lib';
import { SettingError } from './setting-error.ts';

/** Tells whether a value, or a part of it, is known to CDK at deployment only. */
export const isOfDeployment = (found: unknown): boolean =>
  Token.isUnresolved(found) || (Array.isArray(found) && found.some(isOfDeployment));

/** The error about a value; one that is only known at deployment is not shown, as it would be that of a stand-in. */
export const wrong = (name: string, allowed: string, found: unknown, meant = ''): SettingError =>
  isOfDeployment(found)
    ? new SettingError(
        `${name} must be ${allowed}, and known at synth, but found a value that is only known at deployment`,
      )
    : SettingError.of(name, allowed, found, meant);
