// Does once what Lambda's Node runtime does for every event: loads what `_HANDLER` names, calls it with the event from
// stdin, and reports the answer or the error, here on file descriptor 3. Its argument is the timeout in seconds.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const { LAMBDA_TASK_ROOT = '', _HANDLER = '', AWS_REGION, AWS_LAMBDA_FUNCTION_NAME: functionName } = process.env;
const [file, name = ''] = _HANDLER.split('.');
const endsAtMs = Date.now() + Number(process.argv[2]) * 1_000;
const context = {
  functionName,
  invokedFunctionArn: `arn:aws:lambda:${AWS_REGION}:111122223333:function:${functionName}`,
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  getRemainingTimeInMillis: () => endsAtMs - Date.now(),
};

const report = (result: object): void => void writeSync(3, JSON.stringify(result));

try {
  const module = await import(pathToFileURL(join(LAMBDA_TASK_ROOT, `${file}.mjs`)).href);
  report({ answer: await module[name](JSON.parse(await text(process.stdin)), context) });
} catch (error) {
  const { name: kind, message } = error as Error;
  report({ error: { name: kind, message } });
}
process.exit();
