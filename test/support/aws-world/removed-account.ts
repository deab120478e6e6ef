import { sha256 } from '../../../src/domain/canonical.ts';
import type { AwsWorld } from './aws-world.ts';
import { fullRequest, linkItemOf, policiesOf, runOnce, storedTexts } from './import-runs.ts';
import { madeReady } from './made-ready.ts';
import { pushOnce } from './push-runs.ts';
import { sampleAccount, type SampleAccount } from './sample-account.ts';

/** A request for everything that the sample account has, whose ids go to the parameter store too. */
export const pushedRequest = { ...fullRequest, parameters: true } as const;

/** The sample account after its first import and push, calls and events forgotten. */
export const pushedAccount: () => Promise<SampleAccount> = madeReady(async () => {
  const world = sampleAccount();
  await runOnce(pushedRequest);
  await pushOnce();
  world.eventBridge.events.length = 0;
  world.forgetCalls();
  return world;
});

/** What a link has left anywhere, the files of its revisions aside. */
export function leftOf(world: AwsWorld) {
  const { lease, ledger, intent, undone, push, removed } = linkItemOf(world) ?? {};
  return {
    policies: policiesOf(world),
    published: publishedTexts(world),
    parameters: [...world.parameterStore.parameters.keys()],
    link: { ledger, intent, undone, push, isAnnounced: removed?.announced, owner: lease?.owner },
  };
}

/** What `leftOf` says of a link of which nothing is left. */
export const nothingLeft = {
  policies: policiesOf(sampleAccount()),
  parameters: [],
  link: { ledger: [], intent: null, undone: [], push: null, isAnnounced: true, owner: null },
};

/** Texts that are published, without those of single revisions. */
export function publishedTexts(world: AwsWorld): Record<string, string> {
  const texts = Object.entries(storedTexts(world));
  return Object.fromEntries(texts.filter(([key]) => !key.includes('/revisions/')));
}

/** Policies of our names that stand on roles without the ledger of the sample's link knowing them. */
export function unknownPolicies(world: AwsWorld): readonly string[] {
  const known = new Set(
    (linkItemOf(world)?.ledger ?? []).map(({ roleArn, sha256: hash }) => `${roleArn} ${hash}`),
  );
  return [...world.iam.roles.values()].flatMap(({ arn, policies }) =>
    Object.entries(policies)
      .filter(([name]) => name.startsWith('AmplifyImport-'))
      .filter(([, document]) => !known.has(`${arn} ${sha256(document)}`))
      .map(([name]) => `${name} on ${arn}`),
  );
}
