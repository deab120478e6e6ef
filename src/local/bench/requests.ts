import { DeleteRolePolicyCommand } from '@aws-sdk/client-iam';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { clientsFor } from '../clients.ts';
import { sampleRequest } from '../demo-requests.ts';
import { localEnvironment } from '../environment.ts';
import { seedForeignPolicy } from '../seed-identity-pool.ts';
import { seedSample, type Sample } from '../seed.ts';

/** What a request is measured with. */
export type Shape = {
  /** An inline policy of another team on the role of signed-in users. */
  readonly foreign?: true;
  /** No grant: the identity pool alone. */
  readonly ungranted?: true;
};

/** Where requests are made. */
type Desk = { readonly cloud: string; readonly folder: string };

/** A request as it is written, by the names of its keys. */
type Written = { readonly env: string } & Readonly<Record<string, unknown>>;

/** A sample of its own, whose roles have no policy yet, and a request for it. */
export async function freshSample(
  { cloud }: Desk,
  env: string,
): Promise<{ readonly sample: Sample; readonly request: Written }> {
  const clients = clientsFor(localEnvironment(cloud));
  const sample = await seedSample(clients, randomBytes(3).toString('hex'));
  await takeForeignPolicy(clients, sample);
  return { sample, request: { ...sampleRequest(sample, env), env } };
}

/** Writes a request to a file of its own, and gives its path. */
export function writeRequest({ folder }: Desk, request: Written): string {
  const path = join(folder, `${request.env}.json`);
  writeFileSync(path, JSON.stringify(request));
  return path;
}

/** A file with a request for a fresh sample. */
export async function freshRequest(
  desk: Desk,
  env: string,
  { foreign, ungranted }: Shape = {},
): Promise<string> {
  const { sample, request } = await freshSample(desk, env);
  if (foreign)
    await seedForeignPolicy(
      clientsFor(localEnvironment(desk.cloud)).iam,
      sample.authenticatedRole.name,
    );
  return writeRequest(desk, ungranted ? { ...request, grants: {} } : request);
}

type Clients = ReturnType<typeof clientsFor>;

/** The sample has one on the role of signed-in users. */
async function takeForeignPolicy({ iam }: Clients, { authenticatedRole }: Sample): Promise<void> {
  const name = { RoleName: authenticatedRole.name, PolicyName: 'TeamAnalytics' };
  await iam.send(new DeleteRolePolicyCommand(name));
}
