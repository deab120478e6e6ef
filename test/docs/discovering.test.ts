import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountServices } from '../../src/aws/account/account-services.ts';
import { discoveryServices, readRegion } from '../../src/procedures/account/read-discovery.ts';
import { exits } from '../../src/cli/exit-codes.ts';
import { discoveryText } from '../../src/cli/discovery-text.ts';
import { discoverySchema } from '../../src/contract/discovery.ts';
import { requestSchema } from '../../src/contract/request.ts';
import { shapeDiscovery } from '../../src/domain/discovery/shape-discovery.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { identityPoolId, userPoolId, webClientId } from '../support/builders/ids.ts';
import { codeBlock, codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/discovering.md');
const discover = section(page, 'amplify-import discover');

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

/** The region of the page: the sample's pool with one client, and one whose client has a secret. */
async function discoverPage() {
  const sample = world.userPools.pools.get(userPoolId);
  const identities = world.identityPools.pools.get(identityPoolId);
  if (!sample || !identities) throw new Error('The sample lacks its pools.');
  const Id = 'eu-west-1_Server123';
  world.userPools.pools.set(Id, {
    ...sample,
    pool: { ...sample.pool, Id, Name: 'back-office' },
    clients: [
      {
        ClientId: '5serv1b2c3d4e5f6g7h8i9j0k1',
        ClientName: 'server',
        UserPoolId: Id,
        ClientSecret: world.secret,
      },
    ],
  });
  sample.clients = sample.clients.filter(({ ClientId }) => ClientId === webClientId);
  identities.pool.IdentityPoolName = 'storefront';
  identities.pool.CognitoIdentityProviders = identities.pool.CognitoIdentityProviders?.filter(
    ({ ClientId }) => ClientId === webClientId,
  );
  const services = discoveryServices(accountServices(), () => Promise.resolve());
  return shapeDiscovery(await readRegion('eu-west-1', services, () => undefined));
}

describe('docs/discovering.md', () => {
  it('shows what the command says', async () => {
    const shown = codeBlock(discover, 'text').trimEnd().split('\n');

    const lines = discoveryText(await discoverPage()).split('\n');

    for (const [index, line] of shown.entries()) {
      const [begin = ''] = line.split('…');
      expect(line.endsWith('…') ? lines[index]?.slice(0, begin.length) : lines[index]).toBe(begin);
    }
  });

  it('tells every key of the document, and every id that is proposed', () => {
    const keys = codeWords(discover.text);
    const proposed = table(section(page, 'amplify-import discover')).length;

    expect(keys).toContain(`{ ${Object.keys(discoverySchema.shape).join(', ')} }`);
    expect(keys).toEqual(
      expect.arrayContaining(Object.keys(discoverySchema.shape.userPools.element.shape)),
    );
    expect(proposed).toBe(3);
    for (const key of ['webClientId', 'identityPoolId', 'nativeClientId']) {
      expect(discover.text).toContain(`| \`${key}\``);
      expect(requestSchema().shape).toHaveProperty(key);
    }
  });

  it('tells every action that is needed', async () => {
    await discoverPage();
    const told = codeWords(section(page, 'What it reads, and how fast').text);

    const asked = new Set(
      actionsOf(world.calls).filter((action) => !/:(PutRolePolicy|sts)/.test(action)),
    );
    expect(told).toEqual(expect.arrayContaining([...asked]));
  });

  it('tells the exit codes as they are', () => {
    const [done, failed, usage, interrupted] = (
      ['done', 'failed', 'usage', 'interrupted'] as const
    ).map((name) => exits[name].code);

    expect(page.text).toMatch(
      new RegExp(
        `Exit codes: ${done} done, .+ ${failed} failed, .+ ${usage} .+ ${interrupted} you`,
      ),
    );
  });
});
