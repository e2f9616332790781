// Does what Lambda's Node runtime does: loads what `_HANDLER` names and calls it with one event after the other, here lines of
// JSON on stdin, `{ event, aheadMs }`; each is answered by a line on file descriptor 3. `aheadMs` is how far the clock of the
// process is moved ahead. Its argument is the timeout in seconds.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const { LAMBDA_TASK_ROOT = '', _HANDLER = '', AWS_REGION, AWS_LAMBDA_FUNCTION_NAME: functionName } = process.env;
const [file, name = ''] = _HANDLER.split('.');
const realNow = Date.now;
let aheadMs = 0;
// Moved before anything is loaded: a handler may keep the function itself.
Date.now = () => realNow() + aheadMs;

async function invoke(event: unknown): Promise<object> {
  const endsAtMs = Date.now() + Number(process.argv[2]) * 1_000;
  const context = {
    functionName,
    invokedFunctionArn: `arn:aws:lambda:${AWS_REGION}:111122223333:function:${functionName}`,
    awsRequestId: '00000000-0000-4000-8000-000000000000',
    getRemainingTimeInMillis: () => endsAtMs - Date.now(),
  };
  try {
    const module = await import(pathToFileURL(join(LAMBDA_TASK_ROOT, `${file}.mjs`)).href);
    return { answer: await module[name](event, context) };
  } catch (error) {
    const { name: kind, message } = error as Error;
    return { error: { name: kind, message } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { event, ...clock } = JSON.parse(line);
  aheadMs = clock.aheadMs;
  writeSync(3, `${JSON.stringify(await invoke(event))}\n`);
}
process.exit();
