import { CfnOutput } from 'aws-cdk-lib';
import { type FunctionUrl, FunctionUrlAuthType, InvokeMode } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { alertRouterVariables } from '../../shared/plan/alert-router-config.ts';
import type { WatchedFunction } from './watched-function.ts';

/**
 * The public address of acknowledge links, which the router is told. Whoever holds a link is who it is for, so AWS asks for no
 * credentials: the signature in the link is what the function checks. No other site may call it from a browser. CDK admits the public for
 * both actions that such an address takes (https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html).
 */
export function actionsUrl(
  scope: Construct,
  { router, actions }: { readonly router: WatchedFunction; readonly actions: WatchedFunction },
): FunctionUrl {
  const url = actions.function.addFunctionUrl({
    authType: FunctionUrlAuthType.NONE,
    invokeMode: InvokeMode.BUFFERED,
  });
  router.function.addEnvironment(alertRouterVariables.actionsUrl, url.url);
  new CfnOutput(scope, 'ActionsUrl', { description: 'Where acknowledge links lead', value: url.url });
  return url;
}
