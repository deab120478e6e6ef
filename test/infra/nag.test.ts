import { describe, expect, it } from '@jest/globals';
import { Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { StackRole } from '../../infra/stack-role.ts';
import { stackOfApp } from './template.ts';

describe('cdk-nag AwsSolutions', () => {
  it.each([
    ['as it is', {}],
    ['with roles that its owner opened', { allow: { a: ['arn:aws:iam::111122223333:role/a-*'] } }],
    [
      'with apps that its owner opened',
      { allow: { a: ['arn:aws:amplify:*:111122223333:apps/d1*'] } },
    ],
    [
      'with sites that its owner opened',
      {
        allow: {
          a: [
            'arn:aws:s3:::a-web/*',
            'arn:aws:cloudfront::111122223333:distribution/E2QWRUHAPOMQZL',
          ],
        },
      },
    ],
  ])('finds nothing in the stack %s', (_title, context) => {
    const { app, stack } = stackOfApp(context);

    const report = new AwsSolutionsChecks(app).validateScope(stack);

    expect(report.violations).toEqual([]);
  });

  it('stands beside the rules of CloudFormation itself, which find nothing either', () => {
    process.env['CDK_VALIDATION'] = 'true';
    const { app } = stackOfApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

    expect(() => app.synth()).not.toThrow();
  });

  it('stops the synthesis of a stack with a wildcard that nobody excused', () => {
    const { app, stack } = stackOfApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const role = new StackRole(stack.node.findChild('Default'), 'Careless', {
      service: 'lambda.amazonaws.com',
      grants: [],
    });
    role.addToPrincipalPolicy(
      new PolicyStatement({ effect: Effect.ALLOW, actions: ['s3:*'], resources: ['*'] }),
    );

    expect(() => app.synth()).toThrow(/[Vv]alidation/);
  });

  it('lets a right with a wildcard stand only with a reason', () => {
    const { stack } = stackOfApp();
    const careless = {
      statements: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::*'] }],
    };

    expect(
      () =>
        new StackRole(stack.node.findChild('Default'), 'Careless', {
          service: 'lambda.amazonaws.com',
          grants: [careless],
        }),
    ).toThrow('No reason is given for arn:aws:s3:::*.');
  });
});
