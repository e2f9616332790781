import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, type Resource, synthesise } from '../synthesise.ts';

const stacks = synthesise(samplePlan());
const topics = ofType(stacks, 'AWS::SNS::Topic');

function statementsOf(topic: Resource): readonly Resource['Properties'][] {
  return ofType(stacks, 'AWS::SNS::TopicPolicy')
    .filter(
      ({ stack, Properties }) =>
        stack === topic.stack && Properties.Topics.some((one: { Ref: string }) => one.Ref === topic.id),
    )
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

describe.each(topics.map((topic) => [`${topic.Properties.TopicName} in ${topic.region}`, topic] as const))(
  '%s',
  (name, topic) => {
    it('is encrypted with a key of our own that rotates', () => {
      const [keyId] = topic.Properties.KmsMasterKeyId['Fn::GetAtt'];
      const key = ofType(stacks, 'AWS::KMS::Key').find(({ id, stack }) => id === keyId && stack === topic.stack);
      expect(key?.Properties.EnableKeyRotation).toBe(true);
    });

    it('has a key that CloudWatch may use for this account, and so can tell of alarms', () => {
      const [keyId] = topic.Properties.KmsMasterKeyId['Fn::GetAtt'];
      const key = ofType(stacks, 'AWS::KMS::Key').find(({ id, stack }) => id === keyId && stack === topic.stack);
      expect(key?.Properties.KeyPolicy.Statement).toContainEqual({
        Sid: 'AlarmsPublish',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      });
    });

    it('is spoken to over TLS only', () => {
      expect(statementsOf(topic)).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Principal: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    });

    it('admits alarms of this account, unless only the router speaks to it', () => {
      const admitted = statementsOf(topic).filter(({ Effect }) => Effect === 'Allow');
      const alarms = {
        Sid: 'AlarmsPublish',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: topic.id },
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      };
      expect(admitted).toEqual(/-(channel|person)-/.test(name) ? [] : [alarms]);
    });
  },
);

describe('subscriptions of the router', () => {
  const subscriptions = ofType(stacks, 'AWS::SNS::Subscription').filter(
    ({ Properties }) => Properties.Protocol === 'lambda',
  );

  it('hand over what cannot be delivered to the dead letters of the router', () => {
    const router = ofType(stacks, 'AWS::Lambda::Function').find(
      ({ Properties }) => Properties.FunctionName === 'shop-prod-alert-router',
    );
    expect(subscriptions.length).toBe(3);
    for (const { Properties } of subscriptions) {
      expect(Properties.RedrivePolicy).toEqual({ deadLetterTargetArn: router?.Properties.DeadLetterConfig.TargetArn });
    }
  });

  it('are each admitted by the queue and by the function, for their own topic', () => {
    const topicsOf = subscriptions.map(({ Properties }) => Properties.TopicArn);
    const admittedByQueue = ofType(stacks, 'AWS::SQS::QueuePolicy')
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Principal }) => Principal.Service === 'sns.amazonaws.com');
    expect(admittedByQueue.flatMap(({ Condition }) => Condition.ArnEquals['aws:SourceArn'])).toEqual(topicsOf);
    expect(
      ofType(stacks, 'AWS::Lambda::Permission')
        .filter(({ Properties }) => Properties.Principal === 'sns.amazonaws.com')
        .map(({ Properties }) => Properties.SourceArn),
    ).toEqual(topicsOf);
  });
});
