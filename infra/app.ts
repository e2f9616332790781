import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { formatProblems } from '../shared/definition/check-definition.ts';
import type { Problem } from '../shared/definition/explain-issue.ts';
import { DEFAULT_CONFIG, loadDefinition } from '../shared/definition/load-definition.ts';
import { inlineCertificates } from '../shared/plan/inline-certificates.ts';
import { plan } from '../shared/plan/make-plan.ts';
import { createBundler } from './bundle.ts';
import { isDeployable } from './deployable-plan.ts';
import { EnvironmentStage } from './stage.ts';

function refuse(message: string, problems: readonly Problem[] = []): void {
  if (problems.length > 0) console.error(`${formatProblems(problems)}\n`);
  console.error(message);
  process.exitCode = 1;
}

/** Renders every environment of the definition that has an account, or prints what keeps it from being rendered. */
async function synthesise(): Promise<void> {
  const app = new App({ autoSynth: false });
  const config = String(app.node.tryGetContext('config') ?? DEFAULT_CONFIG);
  const loaded = await loadDefinition(config);
  if (!loaded.ok) return refuse(loaded.message, loaded.problems);

  const { definition, file: definitionFile } = loaded;
  const plans = Object.keys(definition.environments).map((name) => plan(definition, name));
  const inlined = plans.filter(isDeployable).map((one) => inlineCertificates(one, { definitionFile }));
  const problems = inlined.flatMap((one) => one.problems);
  if (problems.length > 0) return refuse(`Cannot render "${config}": it names files that cannot be read`, problems);
  if (inlined.length === 0) {
    return refuse(
      `Cannot render "${config}": no environment has an account, must be one at least, as account: '<12 digits>'`,
    );
  }

  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const bundler = createBundler();
  const nowMs = Date.now();
  for (const one of inlined) new EnvironmentStage(app, { plan: one.plan, bundler, nowMs });
  app.synth();
}

await synthesise();
