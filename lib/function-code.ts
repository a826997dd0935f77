import { fileURLToPath } from 'node:url';
import { AssetHashType, BundlingOutput, DockerImage } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import type { FunctionName } from '../functions/callbacks.ts';
import type { Policy } from '../functions/recovery/policy.ts';
import { bundleFunction } from './bundle.ts';
import { policyDigest } from './policy-hash.ts';

const FUNCTIONS = fileURLToPath(new URL('../functions', import.meta.url));

/** The code of one function with its policy, put together at synth: no Docker, and hashed by what came out. */
export function functionCode(name: FunctionName, policy: Policy): AssetCode {
  return Code.fromAsset(FUNCTIONS, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never run. CDK keeps one bundle per set of options that it can serialise, which `local` is not:
      // without a command that names function and policy, every function would get the code of the first.
      command: ['bundle', name, policyDigest(policy)],
      image: DockerImage.fromRegistry('none'),
      outputType: BundlingOutput.NOT_ARCHIVED,
      local: {
        tryBundle(outdir) {
          bundleFunction(name, policy, outdir);
          return true;
        },
      },
    },
  });
}
