import { describe, expect, it } from '@jest/globals';
import { parseAmplifyConfig } from 'aws-amplify/utils';

import { configFindings } from '../../../../src/domain/config/config-findings.ts';
import { eventApisOf } from '../../../../src/domain/grants/events/config.ts';
import { eventApiId, someGrants } from '../../../support/builders/grants.ts';
import { anEventApi, home } from '../../../support/builders/known-resources.ts';
import { found } from '../../../support/builders/readings.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { authSettings, clientConfig } from '../../../support/builders/settings.ts';
import { renderAndRead } from '../../config/read-files.ts';

const { endpoint } = anEventApi();
const first = { id: eventApiId, region: 'eu-west-1', endpoint };
const further = { ...first, id: eventApiId.replace('z', 'y') };

describe('An Event API in the files for apps', () => {
  it('is what the library connects to by IAM; the other formats have no word for it', () => {
    const { outputs, exports } = renderAndRead(clientConfig({ eventApis: [first] }));

    expect(parseAmplifyConfig(outputs).API?.Events).toEqual({
      endpoint,
      region: 'eu-west-1',
      defaultAuthMode: 'iam',
    });
    expect(JSON.stringify(exports)).not.toContain(endpoint);
  });

  it('is the first that is granted, and of further ones it is said that libraries know one', () => {
    const config = clientConfig({ eventApis: [first, further] });
    const source = {
      request: aRequest(),
      userPool: { settings: authSettings(), clients: [] },
      identityPool: null,
      resources: {},
    };

    expect(renderAndRead(config).outputs.custom).toMatchObject({ events: { url: endpoint } });
    expect(configFindings(source, config)).toEqual([
      expect.objectContaining({
        code: 'NOT_IN_CLIENT_CONFIG',
        subject: further.id,
        message: expect.stringContaining('Libraries know one Event API'),
      }),
    ]);
  });

  it('is left out where it does not take IAM, and named once', () => {
    const request = aRequest({
      grants: someGrants({
        events: [
          { api: eventApiId, channels: [] },
          { api: eventApiId, region: home.region, channels: [] },
        ],
      }),
    });
    const readings = (providers: readonly string[]) => ({
      [`appsync-events:${home.region}:${eventApiId}`]: found({
        arn: `arn:aws:appsync:${home.region}:${home.account}:apis/${eventApiId}`,
        place: home,
        allowTag: null,
        facts: anEventApi({ providers }),
      }),
    });

    expect(eventApisOf(request, readings(['AWS_IAM']))).toEqual([first]);
    expect(eventApisOf(request, readings(['API_KEY']))).toEqual([]);
  });
});
