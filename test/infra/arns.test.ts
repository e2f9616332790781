import { describe, expect, it } from 'vitest';
import {
  databaseUserArn,
  incidentIndexArns,
  logStreamsArn,
  parameterArn,
  reportObjectsArn,
  secretArn,
  snsThingsArn,
  topicArn,
  wakeUpsArn,
} from '../../infra/arns.ts';
import { samplePlan } from '../support/sample-plan.ts';

const plan = samplePlan();
const topic = { id: 'severity/critical', name: 'shop-prod-critical', purpose: 'Critical alarms.' };

describe('ARNs of things that the plan names', () => {
  it.each([
    ['eu-central-1', 'arn:aws:sns:eu-central-1:111122223333:shop-prod-critical'],
    ['cn-north-1', 'arn:aws-cn:sns:cn-north-1:111122223333:shop-prod-critical'],
    ['us-gov-west-1', 'arn:aws-us-gov:sns:us-gov-west-1:111122223333:shop-prod-critical'],
  ])('are in the partition of %s', (region, arn) => {
    expect(topicArn(plan, { ...topic, region })).toBe(arn);
  });

  it('are written as each service writes them', () => {
    const [probe] = plan.functions;
    expect(probe && logStreamsArn(plan, probe)).toBe(
      'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/shop-prod-endpoint-probe:*',
    );
    expect(parameterArn(plan, 'eu-central-1', '/shop/prod/a/b')).toBe(
      'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/prod/a/b',
    );
    expect(secretArn(plan, 'eu-central-1', 'shop/prod/a/b')).toBe(
      'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/prod/a/b-??????',
    );
    expect(reportObjectsArn({ ...plan, region: 'cn-north-1' })).toBe(
      'arn:aws-cn:s3:::shop-prod-reports-111122223333/*',
    );
  });

  it('name the indexes of incidents and the schedules of the router', () => {
    const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/shop-prod-incidents';
    expect(incidentIndexArns(plan)).toEqual([`${table}/index/Due`, `${table}/index/Open`, `${table}/index/Log`]);
    expect(wakeUpsArn(plan)).toBe('arn:aws:scheduler:eu-central-1:111122223333:schedule/shop-prod-incidents/*');
  });

  it('name all of SNS in the partition, so that "not this" means telephone numbers alone', () => {
    expect(snsThingsArn({ ...plan, region: 'cn-north-1' })).toBe('arn:aws-cn:sns:*:*:*');
  });

  it('name a database user as such, even where it looks like a pattern', () => {
    expect(databaseUserArn(plan, { user: 'app*' })).toBe(`arn:aws:rds-db:eu-central-1:111122223333:dbuser:*/app$\{*}`);
  });

  it.each([
    ['of its host', 'orders.abc123def456.us-west-2.rds.amazonaws.com', 'us-west-2'],
    ['of the home region where the host does not say', 'db.shop.example', 'eu-central-1'],
    ['of the home region where there is no host', undefined, 'eu-central-1'],
  ])('name a database user in the region %s', (_, host, region) => {
    expect(databaseUserArn(plan, { host, user: 'watchkeeper' })).toBe(
      `arn:aws:rds-db:${region}:111122223333:dbuser:*/watchkeeper`,
    );
  });
});
