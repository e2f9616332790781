import { describe, expect, it } from 'vitest';
import { incidentIndexes } from '../../../shared/plan/incident-attributes.ts';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, synthesise } from '../synthesise.ts';

const stacks = synthesise(samplePlan());

describe('the incident table', () => {
  const [table, ...others] = ofType(stacks, 'AWS::DynamoDB::Table').filter(({ Properties }) =>
    Properties.TableName.endsWith('-incidents'),
  );

  it('is one, in the home region, paid by use, encrypted, recoverable, with a time to live', () => {
    expect(others).toEqual([]);
    expect(table?.region).toBe('eu-central-1');
    expect(table?.Properties).toMatchObject({
      TableName: 'shop-prod-incidents',
      KeySchema: [{ AttributeName: 'Key', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ExpiresAt', Enabled: true },
    });
  });

  it('has the indexes that the store asks, with keys only', () => {
    const types = new Map(
      table?.Properties.AttributeDefinitions.map(
        ({ AttributeName, AttributeType }: Record<string, string>) => [AttributeName, AttributeType] as const,
      ),
    );
    const indexes = table?.Properties.GlobalSecondaryIndexes.map(
      ({ IndexName, KeySchema, Projection }: Record<string, never>) => ({ IndexName, KeySchema, Projection }),
    );
    expect(indexes).toEqual(
      Object.values(incidentIndexes).map(({ name, partitionKey, sortKey }) => ({
        IndexName: name,
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    );
    for (const { partitionKey, sortKey } of Object.values(incidentIndexes)) {
      expect([types.get(partitionKey), types.get(sortKey)]).toEqual(['S', 'N']);
    }
  });

  it('outlives its stack, unless that could not be created', () => {
    expect(table?.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(table?.Properties.DeletionProtectionEnabled).toBeUndefined();
  });

  it('is there before the functions that read it', () => {
    const readers = ofType(stacks, 'AWS::Lambda::Function').filter(
      ({ stack, region }) => stack === table?.stack && region === table.region,
    );
    expect(readers.map(({ Properties }) => Properties.FunctionName).toSorted()).toEqual([
      'shop-prod-alert-router',
      'shop-prod-incident-actions',
    ]);
    for (const { DependsOn } of readers) expect(DependsOn).toContain(table?.id);
  });
});
