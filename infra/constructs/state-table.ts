import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { scopeOf, stateTableName } from '../../shared/plan/names.ts';
import { stateAttributes } from '../../shared/plan/state-attributes.ts';
import type { DeployablePlan } from '../deployable-plan.ts';

/**
 * The table of what runs remember: counters, baselines, marks. All of it is derived from the databases and rebuilt within a day, so it
 * goes with its stack.
 */
export function stateTable(scope: Construct, plan: DeployablePlan): Table {
  return new Table(scope, 'State', {
    tableName: stateTableName(scopeOf(plan)),
    partitionKey: { name: stateAttributes.key, type: AttributeType.STRING },
    timeToLiveAttribute: stateAttributes.expiresAt,
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
