import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundler, createBundler } from '../../infra/bundle.ts';
import type { DeployablePlan } from '../../infra/deployable-plan.ts';
import type { FunctionKind } from '../../shared/plan/plan.ts';
import { type Resource, withAssembly } from '../infra/synthesise.ts';
import { type InvocationEnd, type LambdaProcess, type ProcessEnd, startLambda } from './lambda-process.ts';

/** How the only invocation of a process ended, and what it wrote. */
export type Invocation = InvocationEnd & ProcessEnd;

/** A function as it would be deployed: the files that would be uploaded, and what the template says about it. */
export interface DeployedFunction extends Disposable {
  readonly directory: string;
  /** What its role may do, e.g. `sns:Publish`. */
  readonly allowedActions: readonly string[];
  /** Environment variables of the template; references stay what they are. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Starts a Node process that knows nothing but what Lambda would tell it. */
  start(environment: Readonly<Record<string, string>>): LambdaProcess;
  /** Invokes it once, in a process of its own. */
  invoke(event: unknown, environment: Readonly<Record<string, string>>): Promise<Invocation>;
}

const bundle = createBundler();

/** Bundles one kind of function; the others are of no interest. */
const bundlerOf =
  (wanted: FunctionKind): Bundler =>
  (kind) =>
    kind === wanted ? bundle(kind) : [{ name: 'index.mjs', contents: '' }];

interface Found {
  readonly properties: Resource['Properties'];
  readonly asset: string;
  readonly allowedActions: readonly string[];
}

/** What the policies of a function's role allow. */
function listActions(
  properties: Resource['Properties'],
  resources: Readonly<Record<string, Resource>>,
): readonly string[] {
  const [roleId] = properties.Role['Fn::GetAtt'];
  return Object.values(resources)
    .filter(({ Type, Properties }) => Type === 'AWS::IAM::Policy' && Properties.Roles[0].Ref === roleId)
    .flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }: Resource['Properties']) => Action),
    );
}

/** The first function of a kind in the templates that a plan becomes, and the directory of its code. */
function find(kind: FunctionKind, stacks: readonly { readonly templateFullPath: string }[], outdir: string): Found {
  for (const { templateFullPath } of stacks) {
    const { Resources = {} } = JSON.parse(readFileSync(templateFullPath, 'utf8'));
    for (const { Type, Properties } of Object.values<Resource>(Resources)) {
      if (Type !== 'AWS::Lambda::Function' || !Properties.FunctionName.endsWith(kind)) continue;
      const asset = join(outdir, `asset.${Properties.Code.S3Key.replace('.zip', '')}`);
      return { properties: Properties, asset, allowedActions: listActions(Properties, Resources) };
    }
  }
  throw new Error(`Cannot find a function of kind "${kind}" in the templates`);
}

/** Synthesises a plan with the real bundle of a kind, and takes its first function out of it. */
export function deployLocally(plan: DeployablePlan, kind: FunctionKind): DeployedFunction {
  const directory = mkdtempSync(join(tmpdir(), `watchkeeper-${kind}-`));
  const { properties, allowedActions } = withAssembly(plan, { bundler: bundlerOf(kind) }, (stage, outdir) => {
    const found = find(kind, stage.synth().stacks, outdir);
    cpSync(found.asset, directory, { recursive: true });
    return found;
  });
  const { Environment, Timeout, Handler, FunctionName } = properties;
  const { NODE_OPTIONS } = Environment.Variables;
  const lambda = { AWS_LAMBDA_FUNCTION_NAME: FunctionName, LAMBDA_TASK_ROOT: directory, _HANDLER: Handler };
  const known = { NODE_OPTIONS, ...lambda, AWS_REGION: 'eu-central-1' };
  const start: DeployedFunction['start'] = (environment) =>
    startLambda({ directory, timeoutSeconds: Timeout, environment: { ...known, ...environment } });
  return {
    ...{ directory, allowedActions, start },
    variables: Environment.Variables,
    async invoke(event, environment) {
      const process = start(environment);
      const end = await process.invoke(event);
      return { ...end, ...(await process.end()) };
    },
    [Symbol.dispose]: () => rmSync(directory, { recursive: true }),
  };
}
