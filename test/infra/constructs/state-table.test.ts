import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, synthesise } from '../synthesise.ts';

const stacks = synthesise(samplePlan());
const stateTables = (of: typeof stacks) =>
  ofType(of, 'AWS::DynamoDB::Table').filter(({ Properties }) => Properties.TableName.endsWith('-state'));

describe('the state table', () => {
  const [table, ...others] = stateTables(stacks);

  it('is one, paid by use, encrypted, recoverable, with a time to live', () => {
    expect(others).toEqual([]);
    expect(table?.Properties).toEqual({
      TableName: 'shop-prod-state',
      KeySchema: [{ AttributeName: 'Key', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'Key', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ExpiresAt', Enabled: true },
    });
  });

  it('goes with its stack, because it holds only what can be read again', () => {
    expect(table?.DeletionPolicy).toBe('Delete');
  });

  it('is known to the functions that remember, and there before they run', () => {
    const remembering = ofType(stacks, 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties.Environment.Variables.STATE_TABLE !== undefined,
    );
    expect(remembering.map(({ Properties }) => Properties.FunctionName).toSorted()).toEqual([
      'shop-prod-database-health',
      'shop-prod-database-health-private',
    ]);
    for (const { Properties, DependsOn } of remembering) {
      expect(Properties.Environment.Variables.STATE_TABLE).toBe(table?.Properties.TableName);
      expect(DependsOn).toContain(table?.id);
    }
  });

  it('is not there where no database is', () => {
    const plan = samplePlan({ databases: null, refreshes: null, kpis: { revenue: null, trips: null } });
    expect(stateTables(synthesise(plan))).toEqual([]);
  });
});
