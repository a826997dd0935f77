import type { Policy } from '../../functions/recovery/policy.ts';
import type { DeployedUrls } from '../urls/urls-text.ts';
import type { bandwidthApi } from './bandwidth-api.ts';
import { compare, needsSipCalls } from './findings.ts';

interface Wanted {
  readonly urls: DeployedUrls;
  readonly policy: Policy;
  /** Where another deployment takes over, without a slash at its end. */
  readonly fallbackUrl?: string | undefined;
  /** Whether Bandwidth calls us first. */
  readonly frontDoor?: boolean | undefined;
}

/** Compares an application with what a stack needs of it. A note is of what no change of ours would put right. */
export async function examine(
  api: Pick<ReturnType<typeof bandwidthApi>, 'read' | 'takesSipCalls'>,
  { urls, policy, fallbackUrl, frontDoor }: Wanted,
) {
  const application = await api.read();
  const { findings, changes } = compare(application, urls, {
    CallStatusCallbackUrl: urls.disconnect,
    ...(frontDoor && { CallInitiatedCallbackUrl: urls.initiate }),
    ...(fallbackUrl && { CallInitiatedFallbackUrl: fallbackUrl }),
  });
  if (needsSipCalls(policy) && !(await api.takesSipCalls().catch(() => false)))
    findings.push({ mistake: 'inbound-sip-disabled', about: 'inbound SIP' });
  const notes = findings.filter(({ about }) => !Object.hasOwn(changes, about));
  const wrong = findings.filter((finding) => !notes.includes(finding));
  return { application, changes, notes, wrong };
}
