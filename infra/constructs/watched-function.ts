import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type CfnFunction,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterQueueName, logGroupName } from '../../shared/plan/names.ts';
import type { PlannedFunction, PlannedNetwork } from '../../shared/plan/plan.ts';
import { logStreamsArn } from '../arns.ts';
import { type Bundler, handlerName } from '../bundle.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import { codeFiles, withCode } from '../function-code.ts';
import { functionKinds } from '../kinds/registry.ts';
import { logicalId } from '../logical-id.ts';
import { allow, type Permission } from '../permissions/allow.ts';
import { joinNetwork } from '../permissions/join-network.ts';

/** Which function, of which plan, and where its code comes from. */
export interface WatchedFunctionProps {
  readonly plan: DeployablePlan;
  readonly planned: PlannedFunction;
  readonly bundler: Bundler;
}

/** A planned function with all that belongs to it alone: role, log group, and the queue of what it never got to do. */
export class WatchedFunction extends Construct {
  readonly planned: PlannedFunction;
  readonly role: Role;
  readonly deadLetters: Queue;
  readonly function: LambdaFunction;

  constructor(scope: Construct, props: WatchedFunctionProps) {
    const { plan, planned, bundler } = props;
    super(scope, logicalId(planned.id));
    const { permissions, config } = functionKinds[planned.kind];
    this.planned = planned;
    this.role = new Role(this, 'Role', {
      description: `What ${planned.name} may do in ${planned.region}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: deadLetterQueueName(planned.name),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.seconds(planned.deadLetterRetentionSeconds),
    });
    const files = codeFiles(bundler(planned.kind), config(plan, planned));
    this.function = withCode(files, (code) => this.addFunction(plan, code));
    const ownLog: Permission = {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logStreamsArn(plan, planned)],
      wildcardReason: 'Streams of its own log group: Lambda makes up their names.',
    };
    if (planned.network !== undefined) connect(this.function, networkOf(plan, planned.network));
    allow(this.role, [ownLog, ...joinNetwork(plan, planned), ...permissions(plan, planned)]);
  }

  private addFunction(plan: DeployablePlan, code: Code): LambdaFunction {
    const { service, environment } = plan;
    const { id, kind, name, memoryMb, timeoutSeconds, reservedConcurrency } = this.planned;
    const { environment: variables, retryAttempts, maxEventAgeSeconds } = functionKinds[kind];
    return new LambdaFunction(this, 'Function', {
      functionName: name,
      description: `${id} of ${service} in ${environment}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code,
      handler: handlerName,
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        ...variables(plan, { deadLetterQueueUrl: this.deadLetters.queueUrl }),
      },
      role: this.role,
      logGroup: this.addLogGroup(),
      // Results are lines of JSON already, and in this format Lambda leaves what goes to stdout alone.
      loggingFormat: LoggingFormat.TEXT,
      deadLetterQueue: this.deadLetters,
      retryAttempts,
      maxEventAge: Duration.seconds(maxEventAgeSeconds),
      tracing: Tracing.DISABLED,
    });
  }

  /** Removed with the stack: a group left behind would keep the next deployment of the same name from being created. */
  private addLogGroup(): LogGroup {
    return new LogGroup(this, 'Logs', {
      logGroupName: logGroupName(this.planned.name),
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}

function networkOf({ networks }: DeployablePlan, name: string): PlannedNetwork {
  const network = networks.find((candidate) => candidate.name === name);
  if (network === undefined) throw new Error(`Cannot connect to network "${name}": the plan does not hold it`);
  return network;
}

/** By ids as they are: a VPC of CDK's would be looked up in the account, and synthesis needs no account. */
function connect(fn: LambdaFunction, { subnets, securityGroups }: PlannedNetwork): void {
  const resource = fn.node.defaultChild as CfnFunction;
  resource.vpcConfig = { subnetIds: [...subnets], securityGroupIds: [...securityGroups] };
}
