import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { grantsFor as grantsOf, listStatements, whoMay as pairsOf } from '../grants.ts';
import { ofType, synthesise } from '../synthesise.ts';

const stacks = synthesise(samplePlan());
const grantsFor = (action: string) => grantsOf(stacks, action);
const whoMay = (action: string) => pairsOf(stacks, action);

describe('permissions around incidents', () => {
  it('let the router alone write incidents, and the links read them', () => {
    const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/incidents';
    const incidents = (action: string) => whoMay(action).filter((pair) => pair.includes(table));
    expect(incidents('dynamodb:PutItem')).toEqual([`alert-router ${table}`]);
    expect(incidents('dynamodb:GetItem')).toEqual([`alert-router ${table}`, `incident-actions ${table}`]);
    expect(incidents('dynamodb:BatchGetItem')).toEqual(incidents('dynamodb:GetItem'));
    expect(incidents('dynamodb:Query')).toEqual(
      ['Due', 'Log', 'Open'].map((index) => `alert-router ${table}/index/${index}`),
    );
  });

  it('let the links call the router, and each role of a schedule its own function', () => {
    expect(whoMay('lambda:InvokeFunction').filter((pair) => !pair.startsWith('undefined '))).toEqual([
      'incident-actions arn:aws:lambda:eu-central-1:111122223333:function:alert-router',
    ]);
  });

  it('let the router be called back in its own group, by the role of its schedules and by no other', () => {
    expect(whoMay('scheduler:CreateSchedule')).toEqual([
      'alert-router arn:aws:scheduler:eu-central-1:111122223333:schedule/incidents/*',
    ]);
    const [passing, ...others] = grantsFor('iam:PassRole');
    expect(others).toEqual([]);
    expect(passing?.condition).toEqual({ StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } });
    const [sweep] = ofType(stacks, 'AWS::Scheduler::Schedule').filter(({ Properties }) => Properties.Name === 'sweep');
    expect(passing?.resources).toEqual([JSON.stringify(sweep?.Properties.Target.RoleArn)]);
  });

  it('let the router text straight to numbers only where one is a secret, and to nothing that has an ARN', () => {
    const texting = (change: object) =>
      listStatements(synthesise(samplePlan({ ...change })))
        .filter(({ actions, resources }) => actions.includes('sns:Publish') && resources[0]?.startsWith('not '))
        .map(({ resources, condition }) => [resources, condition]);
    expect(texting({})).toEqual([[['not arn:aws:sns:*:*:*'], undefined]]);
    expect(texting({ people: { ben: { phone: '+12025550112' } } })).toEqual([]);
  });

  it('let the router read the states of alarms, and who is subscribed to the topics of channels', () => {
    expect(whoMay('cloudwatch:DescribeAlarms')).toEqual([
      'alert-router arn:aws:cloudwatch:eu-central-1:111122223333:alarm:*',
    ]);
    expect(whoMay('sns:ListSubscriptionsByTopic')).toEqual(
      whoMay('sns:Publish').filter((pair) => pair.startsWith('alert-router arn:')),
    );
  });
});
