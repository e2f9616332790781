import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { incidentAttributes, incidentIndexes } from '../../shared/plan/incident-attributes.ts';
import { incidentTableName, scopeOf } from '../../shared/plan/names.ts';
import type { DeployablePlan } from '../deployable-plan.ts';

/**
 * The table of incidents and of their log. It outlives its stack, because who was told what cannot be read again anywhere else. It
 * has no protection against deletion beyond that, which a first deployment that fails could not undo; a deleted table can be
 * restored for 35 days (docs/decisions/0017-the-incident-table-outlives-its-stack.md).
 */
export function incidentTable(scope: Construct, plan: DeployablePlan): Table {
  const table = new Table(scope, 'Incidents', {
    tableName: incidentTableName(scopeOf(plan)),
    partitionKey: { name: incidentAttributes.key, type: AttributeType.STRING },
    timeToLiveAttribute: incidentAttributes.expiresAt,
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  for (const { name, partitionKey, sortKey } of Object.values(incidentIndexes)) {
    table.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
  return table;
}
