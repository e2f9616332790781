import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, synthesise } from '../synthesise.ts';

const stacks = synthesise(samplePlan());
const functionNamed = (name: string) =>
  ofType(stacks, 'AWS::Lambda::Function').find(({ Properties }) => Properties.FunctionName === name);

describe('the address of links', () => {
  const actions = functionNamed('shop-prod-incident-actions');
  const [url, ...others] = ofType(stacks, 'AWS::Lambda::Url');

  it('is one, of the function behind links, open to all, and to no other site', () => {
    expect(others).toEqual([]);
    expect(url?.Properties).toEqual({
      AuthType: 'NONE',
      InvokeMode: 'BUFFERED',
      TargetFunctionArn: { 'Fn::GetAtt': [actions?.id, 'Arn'] },
    });
  });

  it('admits the public for both actions, each through the address only', () => {
    const open = ofType(stacks, 'AWS::Lambda::Permission').filter(({ Properties }) => Properties.Principal === '*');
    expect(open.map(({ Properties }) => Properties)).toEqual([
      {
        Action: 'lambda:InvokeFunctionUrl',
        FunctionName: { 'Fn::GetAtt': [actions?.id, 'Arn'] },
        FunctionUrlAuthType: 'NONE',
        Principal: '*',
      },
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': [actions?.id, 'Arn'] },
        InvokedViaFunctionUrl: true,
        Principal: '*',
      },
    ]);
  });

  it('is told to the router', () => {
    const { ACTIONS_URL } = functionNamed('shop-prod-alert-router')?.Properties.Environment.Variables ?? {};
    expect(ACTIONS_URL).toEqual({ 'Fn::GetAtt': [url?.id, 'FunctionUrl'] });
  });
});
