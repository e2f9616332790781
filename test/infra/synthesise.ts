import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import type { Bundler } from '../../infra/bundle.ts';
import type { DeployablePlan } from '../../infra/deployable-plan.ts';
import { EnvironmentStage } from '../../infra/stage.ts';

// The offline validator takes a second per synth; `cdk-synth.test.ts` runs it once over everything.
process.env.CDK_VALIDATION = 'false';

/** One resource of a template; its properties are as loose as CloudFormation's. */
export interface Resource {
  readonly id: string;
  readonly stack: string;
  readonly region: string;
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at every corner of templates, which have no types
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

/** One stack as it would be deployed. */
export interface SynthesisedStack {
  readonly name: string;
  readonly region: string;
  readonly bytes: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Names of the stacks that are deployed before. */
  readonly after: readonly string[];
  readonly resources: readonly Resource[];
}

interface SynthesisOptions {
  /** Sees the app before it is synthesised, e.g. to add rules. */
  readonly prepare?: (app: App) => void;
  /** Default: a file that stands for the code, because bundling takes longer than everything else together. */
  readonly bundler?: Bundler;
  /** Epoch milliseconds; default: New Year of 2026. */
  readonly nowMs?: number;
}

/** The flags that `cdk.json` gives the CDK app. */
export const { context: cdkContext } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));

const placeholder: Bundler = (kind) => [{ name: 'index.mjs', contents: `export const handler = () => '${kind}';` }];

/** Renders a plan with the flags of `cdk.json`; what `read` is given lies in a directory that is gone afterwards. */
export function withAssembly<T>(
  plan: DeployablePlan,
  { prepare = () => {}, bundler = placeholder, nowMs = Date.parse('2026-01-01T00:00:00Z') }: SynthesisOptions,
  read: (stage: EnvironmentStage, outdir: string) => T,
): T {
  const outdir = mkdtempSync(join(tmpdir(), 'watchkeeper-synth-'));
  try {
    const app = new App({ outdir, context: cdkContext, treeMetadata: false });
    prepare(app);
    const stage = new EnvironmentStage(app, { plan, bundler, nowMs });
    app.synth();
    return read(stage, outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The stacks that a plan becomes. */
export function synthesise(plan: DeployablePlan, options: SynthesisOptions = {}): readonly SynthesisedStack[] {
  return withAssembly(plan, options, (stage) => {
    const { stacks } = stage.synth();
    return stacks.map((artifact): SynthesisedStack => {
      const { stackName: name, tags, templateFullPath, environment } = artifact;
      const text = readFileSync(templateFullPath, 'utf8');
      const resources = Object.entries(JSON.parse(text).Resources ?? {}).map(
        ([id, resource]) => ({ id, stack: name, region: environment.region, ...(resource as object) }) as Resource,
      );
      const stack = stage.node.children.find((child) => (child as Stack).artifactId === artifact.id) as Stack;
      const after = stack.dependencies.map(({ stackName }) => stackName);
      return { name, region: environment.region, bytes: Buffer.byteLength(text), tags, after, resources };
    });
  });
}

/** The resources of one type, over all stacks. */
export function ofType(stacks: readonly SynthesisedStack[], type: string): readonly Resource[] {
  return stacks.flatMap(({ resources }) => resources).filter((resource) => resource.Type === type);
}
